import type { ReactNode } from "react";
import { ErrorsSummary } from "@/components/errors-summary";
import { UploadOutcome } from "@/components/files/upload-form";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { PurgeForm } from "@/components/purge-form";
import { PurgedNote } from "@/components/purged-note";
import { Time } from "@/components/time";
import { Button, ButtonLink } from "@/components/ui/button";
import { PageHead, Section, SectionHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import {
  type CommentedHead,
  type CommentInWork,
  type CommentWord,
  commentPath,
  editableUntil,
  type Reaction,
} from "@/lib/comments/model";
import type { FormState } from "@/lib/core/form-state";
import type { ShownFile, UploadResult } from "@/lib/files/model";
import type { CaseOfThing, FlagLine } from "@/lib/flags/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Attaching } from "./attach-part";
import { CommentForm, CommentText } from "./comment-parts";
import { ReportPart, ReportsPart } from "./flag-parts";
import { HideForm } from "./hide-form";
import { CommentWords } from "./quotes";
import { ReactionButtons } from "./reactions";

interface Props {
  t: Translator;
  locale: Locale;
  form: FormState;
  done: string | null;
  page: CommentedHead;
  comment: CommentInWork;
  /** The comment as its author typed it, for editing. */
  typed: string;
  /** Why it waits, if a filter holds it. */
  held: ReactNode;
  /** Its files, and what the form for editing needs to attach others. */
  files: readonly ShownFile[];
  attach: Attaching;
  /** What became of files that were just sent. */
  sent: UploadResult;
  of: CommentWord;
  mayEdit: boolean;
  mayRemove: boolean;
  mayModerate: boolean;
  /** The reader's own report of the comment, and whether they may report it. */
  ownFlag: CaseOfThing | null;
  mayFlag: boolean;
  /** The reader's own reactions, and whether they may react. */
  own: readonly Reaction[];
  mayReact: boolean;
  /** For moderators: members' reports. */
  flags: readonly FlagLine[];
}

const OUTCOMES = ["held", "changed", "shown", "hidden", "flagged", "purged"] as const;

/** A comment with everything that the reader may do with it. */
export function CommentView(given: Props) {
  // Someone else acted first: the form may be gone from the page, so the error is shown at the head.
  const problems = { errors: {}, error: given.form.error };
  const props = { ...given, form: { ...given.form, error: null } };
  const { t, locale, form, done, page, comment, of, mayEdit, mayRemove, mayModerate } = props;
  const action = localePath(locale, `${page.path}/comments/${comment.id}`);
  const outcome = OUTCOMES.find((one) => one === done);
  return (
    <>
      <UploadOutcome t={t} result={props.sent} />
      {outcome ? <Outcome>{t(`comments.write.done.${outcome}`, { of })}</Outcome> : null}
      <PageHead
        title={t(`comments.write.one.${of}`)}
        sub={<bdi>{page.title}</bdi>}
        actions={
          <ButtonLink
            href={localePath(
              locale,
              comment.state === "shown" ? commentPath(page.path, comment.id) : page.path,
            )}
          >
            {t("comments.write.back", { of })}
          </ButtonLink>
        }
      />
      <div className="wrap body flush stack g6">
        <ErrorsSummary t={t} problems={problems} labels={{}} />
        <State {...{ t, locale, comment, of }} files={props.files} held={props.held} />
        {props.mayReact ? (
          <Section id="reactions" title={t("comments.reactions.yours")}>
            <ReactionButtons t={t} action={action} own={props.own} />
          </Section>
        ) : null}
        {mayEdit ? <Change {...props} action={action} /> : null}
        <ReportsPart t={t} locale={locale} flags={props.flags} />
        {mayModerate ? <Moderation {...props} action={action} /> : null}
        {comment.versions.length > 0 ? <Versions {...props} /> : null}
        <ReportPart {...props} action={action} />
        {mayRemove ? (
          <PostForm t={t} name="remove" action={action} fields={fieldsOf(t, form, "remove")}>
            <SectionHead>{t("comments.write.remove", { of })}</SectionHead>
            <p className="small">{t("comments.write.removeWhat", { of })}</p>
            <p>
              <Button kind="bad">{t("comments.write.remove", { of })}</Button>
            </p>
          </PostForm>
        ) : null}
      </div>
    </>
  );
}

/** The comment and its state. */
function State(props: Pick<Props, "t" | "locale" | "comment" | "of" | "files" | "held">) {
  const { t, locale, comment, of, files, held } = props;
  return (
    <>
      {comment.state === "held"
        ? (held ?? <Note kind="warn">{t("comments.write.held", { of })}</Note>)
        : null}
      {comment.state === "hidden" ? (
        <Note kind="bad" title={t("comments.write.hidden", { of })}>
          <bdi className="as-typed">{comment.reason}</bdi>
        </Note>
      ) : null}
      {comment.purge ? <PurgedNote t={t} locale={locale} purge={comment.purge} /> : null}
      {comment.state === "removed" ? (
        comment.purge ? null : (
          <Note>{t("comments.write.removed", { of })}</Note>
        )
      ) : (
        <CommentText {...{ t, locale, comment, files }} />
      )}
    </>
  );
}

function Change(props: Props & { action: string }) {
  const { t, locale, form, comment, of, action } = props;
  return (
    <Section id="change" title={t("comments.write.change", { of })}>
      <p className="small">
        {t.rich("comments.write.until", {
          when: () => <Time at={editableUntil(comment.createdAt)} locale={locale} />,
        })}
      </p>
      <CommentForm
        t={t}
        form={form}
        name="edit"
        action={action}
        text={props.typed}
        hidden={{ seen: String(comment.versions.length) }}
        label={t(`comments.write.label.${of}`)}
        button={t("comments.write.save", { of })}
        attach={{ ...props.attach, locale }}
      />
    </Section>
  );
}

function Moderation({ t, form, comment, action }: Props & { action: string }) {
  return (
    <>
      {comment.state === "held" || comment.state === "hidden" ? (
        <PostForm t={t} name="show" action={action} fields={fieldsOf(t, form, "show")}>
          <Button kind="pri">{t("comments.write.show")}</Button>
        </PostForm>
      ) : null}
      {comment.state === "held" || comment.state === "shown" ? (
        <HideForm t={t} form={form} action={action} button={t("comments.write.hide")} />
      ) : null}
      {comment.state === "removed" ? null : <PurgeForm t={t} form={form} action={action} of="comment" />}
    </>
  );
}

function Versions({ t, locale, comment }: Props) {
  return (
    <Section id="before" title={t("comments.write.before")}>
      <ol className="list">
        {comment.versions.map((version) => (
          <li key={version.number} className="stack g1">
            <p className="meta">
              <span>
                {t.rich("comments.write.stoodUntil", {
                  when: () => <Time at={version.until} locale={locale} />,
                })}
              </span>
            </p>
            <CommentWords
              t={t}
              locale={locale}
              prefix={`${comment.id}-${version.number}`}
              content={version.content}
              quotes={comment.quotes.get(version.number) ?? []}
            />
          </li>
        ))}
      </ol>
    </Section>
  );
}
