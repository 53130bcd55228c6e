import { profileHref } from "@/components/profiles/addresses";
import { OUTLINE_ENTRIES } from "@/components/profiles/outline";
import { ProfileFrame } from "@/components/profiles/profile-frame";
import { sectionTitle } from "@/components/profiles/section-title";
import { ChangeSizeText, DiffView } from "@/components/revisions/diff-view";
import { RevisionNote } from "@/components/revisions/revision-note";
import { SummaryForm } from "@/components/revisions/summary-form";
import { DiffWays } from "@/components/revisions/ways";
import { Empty } from "@/components/ui/empty";
import { SectionHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { FormState } from "@/lib/core/form-state";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DiffQuery, Neighbours, RevisionLine } from "@/lib/pages/model";
import type { ProfileHead, SectionDiff } from "@/lib/profiles/reading/model";

export interface DiffPageProps {
  t: Translator;
  locale: Locale;
  head: ProfileHead;
  /** Null: the empty profile before the first revision. */
  from: RevisionLine | null;
  to: RevisionLine;
  /** The revisions between, `to` included, oldest first; at most `LISTED`, and whether there are more. */
  between: readonly RevisionLine[];
  hasMore: boolean;
  neighbours: Neighbours;
  sections: readonly SectionDiff[];
  view: NonNullable<DiffQuery["view"]>;
  /** Returns the words to show for a source; null if none are known. */
  sourceTitle?: (id: string) => string | null;
  form: FormState;
}

/** Compares two revisions of a profile, section by section. */
export function DiffPageView(props: DiffPageProps) {
  const { t, locale, head, from, to, neighbours, sections, form, view } = props;
  const isSingle = to.previous === (from?.number ?? 0) && to.mergedInto === null;
  const sub = from
    ? t("past.diff.sub", { from: from.number, to: to.number })
    : t(isSingle ? "past.diff.subFirst" : "profiles.diff.subStart", { to: to.number });
  return (
    <ProfileFrame t={t} locale={locale} head={head} tab="history" sub={sub}>
      {/* A change that a member views here counts as seen (`enhance/watch.ts`). */}
      <div
        className="wrap body stack g5"
        data-seen={`profile:${head.slug}`}
        data-from={from?.number ?? 0}
        data-to={to.number}
      >
        <DiffWays
          {...{ t, from, to, view }}
          href={(below) => profileHref(locale, head.slug, below)}
          earlier={isSingle && from ? from.previous : null}
          later={isSingle ? neighbours.next : null}
        />
        <Between {...props} isSingle={isSingle} />
        {sections.length === 0 ? <Empty>{t("past.diff.nothing")}</Empty> : null}
        {sections.map((section, index) => (
          <Section key={section.key} {...props} section={section} next={sections[index + 1]} />
        ))}
        {isSingle && sections.length > 0 && sections.every(({ diff }) => diff !== null) ? (
          <SummaryForm
            t={t}
            form={form}
            name="undo"
            label={t("profiles.diff.undo")}
            text={t("profiles.diff.undoText")}
            summary={t("profiles.diff.undoSummary", { number: to.number })}
          />
        ) : null}
      </div>
    </ProfileFrame>
  );
}

function Between({
  t,
  locale,
  to,
  between,
  hasMore,
  sections,
  isSingle,
}: DiffPageProps & { isSingle: boolean }) {
  if (isSingle) {
    return (
      <Note>
        <RevisionNote t={t} locale={locale} line={to} />
        {sections.map((section) => (
          <span key={section.key} className="dim">
            {" "}
            {section.diff ? <ChangeSizeText diff={section.diff} t={t} /> : t("past.hidden.text")}
          </span>
        ))}
      </Note>
    );
  }
  return (
    <Note title={t("profiles.diff.between", { count: between.length })}>
      <ul>
        {between.map((line) => (
          <li key={line.number}>
            {t("profiles.diff.line", { number: line.number, section: sectionTitle(t, line.section) })}{" "}
            <RevisionNote t={t} locale={locale} line={line} />
          </li>
        ))}
        {hasMore ? <li>{t("profiles.diff.more")}</li> : null}
      </ul>
    </Note>
  );
}

function Section(props: DiffPageProps & { section: SectionDiff; next: SectionDiff | undefined }) {
  const { t, locale, from, to, view, section, next } = props;
  const number = OUTLINE_ENTRIES.find((entry) => entry.key === section.section)?.number ?? "";
  const id = `change-${section.key}`;
  return (
    <section className="stack" aria-labelledby={id}>
      <SectionHead
        id={id}
        aside={next ? <a href={`#change-${next.key}`}>{t("profiles.diff.nextSection")}</a> : undefined}
      >
        {number} {sectionTitle(t, section.key)}
      </SectionHead>
      {section.diff ? (
        <>
          <p className="small dim">
            <ChangeSizeText diff={section.diff} t={t} />
          </p>
          <DiffView
            diff={section.diff}
            lang={section.language === locale ? undefined : section.language}
            t={t}
            locale={locale}
            layout={view}
            sourceTitle={props.sourceTitle}
            before={from ? t("past.revision.name", { number: from.number }) : t("past.diff.empty")}
            after={t("past.revision.name", { number: to.number })}
          />
        </>
      ) : (
        <p className="dim">{t("past.hidden.text")}</p>
      )}
    </section>
  );
}
