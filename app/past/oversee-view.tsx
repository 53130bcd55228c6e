import type { ReactNode } from "react";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { AuthorName } from "@/components/revisions/author";
import { Button } from "@/components/ui/button";
import { Checkbox, TextArea, TextField } from "@/components/ui/field";
import { PageHead, SectionHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { Tag } from "@/components/ui/tag";
import type { FormState } from "@/lib/core/form-state";
import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { OverseenRevision } from "@/lib/pages/moderation/model";

interface Props {
  t: Translator;
  locale: Locale;
  title: string;
  /** What the revision is of. */
  part: string;
  /** A section of a profile, or a text of its own. */
  of: "section" | "text";
  found: Pick<OverseenRevision, "number" | "summary" | "author" | "hiding" | "isStanding" | "last">;
  /** The page of the revision. */
  href: string;
  /** Where both forms are sent. */
  action: string;
  form: FormState;
  done: "hidden" | "shown" | undefined;
  /** What it changed. */
  children: ReactNode;
}

/** A revision whole, for moderators: what of it is hidden, hiding it and showing it again. */
export function OverseeView(props: Props) {
  const { t, locale, title, part, found, href, action, form, done, children } = props;
  const { hiding, number } = found;
  const what = [
    ...(hiding?.isTextHidden ? [t("past.hidden.what.text")] : []),
    ...(hiding?.isSummaryHidden ? [t("past.hidden.what.summary")] : []),
    ...(hiding?.isAuthorHidden ? [t("past.hidden.what.author")] : []),
  ];
  return (
    <>
      {done && form.name === null ? <Outcome>{t(`past.hidden.done.${done}`)}</Outcome> : null}
      <PageHead title={title} sub={t("past.hidden.sub")} />
      <div className="wrap body stack g6">
        {hiding ? (
          <Note kind="warn" icon="lock">
            {t("past.hidden.is", { what: listText(what, locale) })} <bdi>{hiding.reason}</bdi>
          </Note>
        ) : null}
        <section className="stack" aria-labelledby="revision">
          <SectionHead id="revision">{part}</SectionHead>
          <p>
            <bdi>{found.summary}</bdi>
          </p>
          <p>
            {t.rich("past.hidden.by", {
              who: () => <AuthorName t={t} locale={locale} author={found.author} />,
            })}
            {hiding?.isAuthorHidden ? (
              <>
                {" "}
                <Tag>{t("past.hidden.authorMark")}</Tag>
              </>
            ) : null}
          </p>
          {children}
          <p>
            <a href={href}>{t("past.revision.name", { number })}</a>
          </p>
        </section>
        <HideForm {...props} />
        {hiding ? (
          <PostForm t={t} name="show" action={action} fields={fieldsOf(t, form, "show")}>
            <p>
              <Button>{t("past.hidden.show")}</Button>
            </p>
          </PostForm>
        ) : null}
      </div>
    </>
  );
}

function HideForm({ t, of, found, action, form }: Props) {
  const { hiding, isStanding, last, number } = found;
  const fields = fieldsOf(t, form, "hide");
  const labels = {
    text: t("past.hidden.field.text"),
    summary: t("past.hidden.field.summary"),
    author: t("past.hidden.field.author"),
    reason: t("past.hidden.reason"),
    through: t(`past.hidden.through.${of}`),
  };
  return (
    <>
      {isStanding ? <p className="dim">{t(`past.hidden.stands.${of}`)}</p> : null}
      <PostForm t={t} name="hide" action={action} fields={fields} labels={labels}>
        {isStanding ? null : (
          <Checkbox
            name="text"
            label={labels.text}
            value="on"
            defaultChecked={fields.checked("text", hiding?.isTextHidden)}
            errors={fields.errors("text")}
          />
        )}
        {isStanding || last === number ? null : (
          <TextField
            name="through"
            inputMode="numeric"
            label={labels.through}
            hint={t("past.hidden.throughHint", { last })}
            defaultValue={fields.value("through", "")}
            errors={fields.errors("through")}
          />
        )}
        <Checkbox
          name="summary"
          label={labels.summary}
          value="on"
          defaultChecked={fields.checked("summary", hiding?.isSummaryHidden)}
          errors={fields.errors("summary")}
        />
        {found.author === "community" ? null : (
          <Checkbox
            name="author"
            label={labels.author}
            hint={t("past.hidden.authorHint")}
            value="on"
            defaultChecked={fields.checked("author", hiding?.isAuthorHidden)}
            errors={fields.errors("author")}
          />
        )}
        <TextArea
          name="reason"
          label={labels.reason}
          hint={t("past.hidden.reasonHint")}
          rows={3}
          maxLength={1000}
          dir="auto"
          defaultValue={fields.value("reason", hiding?.reason)}
          errors={fields.errors("reason")}
        />
        <p>
          <Button kind="bad">{t("past.hidden.hide")}</Button>
        </p>
      </PostForm>
    </>
  );
}
