import { MemberLink } from "@/components/member-link";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import type { CommentInWork } from "@/lib/comments/model";
import type { FormState } from "@/lib/core/form-state";
import type { ShownFile } from "@/lib/files/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { ATTACH_IDS, type Attaching, AttachPart } from "./attach-part";
import { CommentFiles } from "./comment-files";
import { CommentWords } from "./quotes";

/** The form for writing or editing a comment: its text, and its files. */
export function CommentForm(props: {
  t: Translator;
  form: FormState;
  name: "comment" | "edit";
  action: string;
  text: string;
  hidden?: Record<string, string>;
  button: string;
  label: string;
  hint?: string;
  /** A note for people who are not signed in. */
  note?: string;
  /** How files are attached. */
  attach: Attaching & { locale: Locale };
}) {
  const { t, form, name, action, text, hidden = {}, button, note, attach } = props;
  const { label, hint = t("comments.write.hint") } = props;
  const fields = fieldsOf(t, form, name);
  return (
    <PostForm
      t={t}
      name={name}
      action={action}
      fields={fields}
      labels={{ text: label, files: t("comments.files.title"), chosen: t("comments.files.choose") }}
      ids={ATTACH_IDS}
      hidden={{ ...hidden, ...sentOf(form, name, "clientToken", hidden) }}
      className="stack narrow"
    >
      {/* Pressing Enter in a field sends the form; without this it would send the files. */}
      <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
      <TextArea
        name="text"
        label={label}
        hint={hint}
        dir="auto"
        rows={8}
        maxLength={10_000}
        data-mentions={t("comments.write.people")}
        data-people="/api/me/people"
        required
        defaultValue={fields.value("text", text)}
        errors={fields.errors("text")}
      />
      <AttachPart t={t} fields={fields} {...attach} />
      <div className="row">
        <Button kind="pri">{button}</Button>
        {note ? <span className="tiny dim">{note}</span> : null}
      </div>
    </PostForm>
  );
}

/** Returns the value of a hidden field as sent with a form that was refused. */
function sentOf(form: FormState, name: string, field: string, hidden: Record<string, string>) {
  const sent = form.values[field];
  return form.name === name && field in hidden && typeof sent === "string" && sent !== ""
    ? { [field]: sent }
    : {};
}

/** A comment: its author, date and text. */
export function CommentText(props: {
  t: Translator;
  locale: Locale;
  comment: Pick<CommentInWork, "id" | "author" | "createdAt" | "editedAt" | "content" | "quotes">;
  files?: readonly ShownFile[];
}) {
  const { t, locale, comment, files } = props;
  return (
    <article className="comment stack g1">
      <p className="meta">
        <MemberLink t={t} locale={locale} member={comment.author} />
        <Time at={comment.createdAt} locale={locale} />
        {comment.editedAt ? <span>{t("comments.write.edited")}</span> : null}
      </p>
      <CommentWords
        t={t}
        locale={locale}
        prefix={comment.id}
        content={comment.content}
        quotes={comment.quotes.get(null) ?? []}
      />
      <CommentFiles t={t} locale={locale} files={files} />
    </article>
  );
}

/**
 * Links to what readers can do with a comment. The addresses are the same for everyone; some work only for
 * people with permission.
 */
export function CommentActions(props: {
  t: Translator;
  locale: Locale;
  /** The page's path without language and query. */
  path: string;
  id: string;
  /** Whether the discussion is closed: replies are then not offered. */
  isLocked: boolean;
}) {
  const { t, locale, path, id, isLocked } = props;
  const way = (below: string, label: string) => (
    <a href={localePath(locale, path + below)} rel="nofollow">
      {label}
    </a>
  );
  return (
    <p className="row small">
      {isLocked ? null : way(`/comment?reply=${id}`, t("comments.write.reply"))}
      {isLocked ? null : way(`/comment?quote=${id}`, t("comments.write.quote"))}
      {way(`/comments/${id}#report`, t("comments.write.report"))}
      {way(`/comments/${id}`, t("comments.write.more"))}
    </p>
  );
}
