import type { ReactNode } from "react";
import { type DetailField, DetailFields } from "@/components/detail-fields";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { PurgeForm } from "@/components/purge-form";
import { PurgedNote } from "@/components/purged-note";
import { AuthorName } from "@/components/revisions/author";
import { Button } from "@/components/ui/button";
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
  /** The name of what the revision belongs to. */
  part: string;
  /** A section of a profile, or the text of another page. */
  of: "section" | "text";
  found: Pick<OverseenRevision, "number" | "summary" | "author" | "hiding" | "isStanding" | "last">;
  /** The page of the revision. */
  href: string;
  /** The address that both forms are sent to. */
  action: string;
  form: FormState;
  done: "hidden" | "shown" | "purged" | undefined;
  /** The change that it made. */
  children: ReactNode;
}

/** A revision in full, for moderators: what is hidden of it, and the forms to hide and show it. */
export function OverseeView(props: Props) {
  const { t, locale, title, part, found, href, form, done, children } = props;
  const { hiding, number } = found;
  const what = [
    ...(hiding?.isTextHidden ? [t("past.hidden.what.text")] : []),
    ...(hiding?.isSummaryHidden ? [t("past.hidden.what.summary")] : []),
    ...(hiding?.isAuthorHidden ? [t("past.hidden.what.author")] : []),
  ];
  return (
    <>
      {done && form.name === null ? (
        <Outcome>{t(done === "purged" ? "past.purge.done" : `past.hidden.done.${done}`)}</Outcome>
      ) : null}
      <PageHead title={title} sub={t("past.hidden.sub")} />
      <div className="wrap body stack g6">
        {hiding?.purgedFor ? (
          <PurgedNote
            t={t}
            locale={locale}
            purge={{ ...hiding, why: hiding.purgedFor, words: hiding.reason }}
          />
        ) : null}
        {hiding && !hiding.purgedFor ? (
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
          {hiding?.purgedFor ? null : children}
          <p>
            <a href={href}>{t("past.revision.name", { number })}</a>
          </p>
        </section>
        {hiding?.purgedFor ? null : <Forms {...props} />}
      </div>
    </>
  );
}

/** What can be done with a revision that is not purged. */
function Forms(props: Props) {
  const { t, found, action, form } = props;
  const { hiding, number, last } = found;
  return (
    <>
      <HideForm {...props} />
      {hiding ? (
        <PostForm t={t} name="show" action={action} fields={fieldsOf(t, form, "show")}>
          <p>
            <Button>{t("past.hidden.show")}</Button>
          </p>
        </PostForm>
      ) : null}
      {found.isStanding ? null : (
        <PurgeForm {...{ t, form, action }} of="revision" last={last === number ? undefined : last} />
      )}
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
  const kept = {
    text: hiding?.isTextHidden,
    summary: hiding?.isSummaryHidden,
    author: hiding?.isAuthorHidden,
    reason: hiding?.reason,
  };
  const box = { type: "box", value: "on" } as const;
  const text: DetailField = { ...box, name: "text" };
  const through: DetailField = {
    name: "through",
    type: "line",
    inputMode: "numeric",
    hint: t("past.hidden.throughHint", { last }),
  };
  const author: DetailField = { ...box, name: "author", hint: t("past.hidden.authorHint") };
  const list: DetailField[] = [
    ...(isStanding ? [] : [text]),
    ...(isStanding || last === number ? [] : [through]),
    { ...box, name: "summary" },
    ...(found.author === "community" ? [] : [author]),
    {
      name: "reason",
      type: "lines",
      hint: t("past.hidden.reasonHint"),
      rows: 3,
      maxLength: 1000,
      dir: "auto",
    },
  ];
  return (
    <>
      {isStanding ? <p className="dim">{t(`past.hidden.stands.${of}`)}</p> : null}
      <PostForm t={t} name="hide" action={action} fields={fields} labels={labels}>
        <DetailFields list={list} labels={labels} kept={kept} fields={fields} />
        <p>
          <Button kind="bad">{t("past.hidden.hide")}</Button>
        </p>
      </PostForm>
    </>
  );
}
