import { profileHref } from "@/components/profiles/addresses";
import { ProfileFrame } from "@/components/profiles/profile-frame";
import { sectionTitle } from "@/components/profiles/section-title";
import { AuthorName } from "@/components/revisions/author";
import { DiffView } from "@/components/revisions/diff-view";
import { RevisionNote } from "@/components/revisions/revision-note";
import { SummaryForm } from "@/components/revisions/summary-form";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import type { FormState } from "@/lib/core/form-state";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Rollback } from "@/lib/pages/model";
import type { ProfileHead } from "@/lib/profiles/reading/model";

interface Props {
  t: Translator;
  locale: Locale;
  head: ProfileHead;
  /** The engine's key; a translation's includes its language. */
  section: string;
  /** Null: every revision of the section is by one author. */
  rollback: Rollback | null;
  sourceTitle: (id: string) => string | null;
  /** Token against saving the same form twice. */
  clientToken: string;
  form: FormState;
}

/** The confirmation of a rollback: whose revisions it undoes, which becomes current again, and the changes. */
export function RollbackView(props: Props) {
  const { t, locale, head, section, rollback } = props;
  const title = sectionTitle(t, section);
  const back = withQuery(profileHref(locale, head.slug, "/history"), { section });
  return (
    <ProfileFrame
      t={t}
      locale={locale}
      head={head}
      tab="history"
      sub={t("profiles.rollback.sub", { section: title })}
    >
      <div className="wrap body stack g5">
        {rollback ? (
          <Confirmation {...props} rollback={rollback} back={back} />
        ) : (
          <Empty
            action={
              <ButtonLink href={back}>{t("profiles.history.ofSection", { section: title })}</ButtonLink>
            }
          >
            {t("profiles.rollback.nothing")}
          </Empty>
        )}
      </div>
    </ProfileFrame>
  );
}

function Confirmation(props: Props & { rollback: Rollback; back: string }) {
  const { t, locale, section, rollback, form, back } = props;
  const { last, first, count, target, diff } = rollback;
  const typed = form.values.clientToken;
  return (
    <>
      <Goes t={t} locale={locale} rollback={rollback} />
      <section className="stack" aria-labelledby="changes">
        <h2 className="h" id="changes">
          {t("profiles.rollback.changes")}
        </h2>
        <DiffView
          diff={diff}
          t={t}
          locale={locale}
          sourceTitle={props.sourceTitle}
          before={t("past.revision.name", { number: last.number })}
          after={t("past.revision.name", { number: target.number })}
        />
      </section>
      <SummaryForm
        t={t}
        form={form}
        name="roll-back"
        label={t("profiles.rollback.button")}
        text={t("profiles.rollback.text", { section: sectionTitle(t, section) })}
        summary={t("profiles.rollback.summary", { count, first, last: last.number, target: target.number })}
        hidden={{
          last: last.number,
          clientToken: typeof typed === "string" ? typed : props.clientToken,
        }}
        aside={
          <ButtonLink kind="quiet" href={back}>
            {t("profiles.rollback.cancel")}
          </ButtonLink>
        }
      />
    </>
  );
}

/** The revisions that it undoes, and the one that becomes current again. */
function Goes({ t, locale, rollback }: Pick<Props, "t" | "locale"> & { rollback: Rollback }) {
  const { last, first, count, target, revisions } = rollback;
  return (
    <Note kind="warn" icon="alert" title={t("profiles.rollback.goes", { count })}>
      <ul>
        {revisions.map((line) => (
          <li key={line.number}>
            {t("profiles.rollback.line", { number: line.number })}{" "}
            <RevisionNote t={t} locale={locale} line={line} />
          </li>
        ))}
        {revisions.length < count ? <li>{t("profiles.diff.more")}</li> : null}
      </ul>
      <p>
        <b>{t("profiles.rollback.before")}</b>{" "}
        {t.rich("profiles.rollback.of", {
          who: () => <AuthorName t={t} locale={locale} author={last.author} />,
          revisions: t("profiles.rollback.revisions", { count, first, last: last.number }),
        })}
        <br />
        <b>{t("profiles.rollback.after")}</b>{" "}
        {t.rich("profiles.rollback.of", {
          who: () => <AuthorName t={t} locale={locale} author={target.author} />,
          revisions: t("profiles.rollback.revisions", {
            count: 1,
            first: target.number,
            last: target.number,
          }),
        })}
      </p>
    </Note>
  );
}
