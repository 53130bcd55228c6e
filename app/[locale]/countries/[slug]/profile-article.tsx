import { Fragment, type ReactNode } from "react";
import { footnotesFrom } from "@/components/content/footnotes";
import { SourceNotes } from "@/components/content/notes";
import { Prose } from "@/components/content/prose";
import { RecordView, titleOf } from "@/components/content/record-view";
import { kept } from "@/components/kept";
import { citeHref, pastOf, profileHref } from "@/components/profiles/addresses";
import { ProtectionMark } from "@/components/profiles/protection-note";
import { editHref, oldPassages, SectionLanguages } from "@/components/profiles/section-languages";
import { sectionTitle } from "@/components/profiles/section-title";
import { listPlaced } from "@/components/profiles/unwritten";
import { AuthorName } from "@/components/revisions/author";
import { Day, Time } from "@/components/time";
import { Tag } from "@/components/ui/tag";
import { WatchLink } from "@/components/watching/watch-link";
import { withQuery } from "@/components/with-query";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import { type Translator, translator } from "@/lib/i18n/translator";
import { deadLinksIn } from "@/lib/pages/links/model";
import { recordsKindOf } from "@/lib/profiles/kinds";
import type { SectionState } from "@/lib/profiles/reading/model";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import type { Content } from "@/lib/text/nodes";
import { BesideSource } from "./beside-source";
import { FreshnessMark } from "./freshness-mark";
import { savedNotes } from "./own-pending";
import { reportHref } from "./report-view";
import { type ArticleData, type SectionData, sectionData } from "./section-data";
import { UnwrittenSections } from "./unwritten-sections";

/** The text of a profile: its sections in order with their sources, then the unwritten sections. */
export function ProfileArticle(props: ArticleData) {
  const { page, locale, language, isCurrent, changed } = props;
  const saved = props.isSaved ? savedNotes(props) : undefined;
  return (
    <article className="prose">
      {listPlaced(page, { changed }).map((entry) => (
        <Fragment key={entry.key}>
          {saved?.(entry.key)}
          <KeptSection id={entry.key} of={sectionData(props, entry)} />
        </Fragment>
      ))}
      <UnwrittenSections t={translator(locale)} {...{ locale, page, language, isCurrent, changed, saved }} />
    </article>
  );
}

/** Stored by content: a save changes one section, and the others are not drawn again. */
const KeptSection = kept("section", ({ content, section, ...data }: SectionData) => (
  <Section {...data} section={section && { ...section, content }} t={translator(data.locale)} />
));

type One = Omit<SectionData, "section" | "content"> & {
  t: Translator;
  section?: SectionState | undefined;
};

function Section(props: One) {
  const { t, locale, slug, entry, section, freshness, protection } = props;
  const isWritten = section !== undefined && !section.isEmpty;
  // The heading of subsections; unwritten ones are in the list of unwritten sections.
  if (props.isHeading) return <Heading {...props} />;
  return (
    <>
      <Heading {...props} />
      {protection ? <ProtectionMark t={t} locale={locale} protection={protection} /> : null}
      {section ? (
        <SectionLanguages
          t={t}
          locale={locale}
          slug={slug}
          section={section}
          language={props.language}
          isCurrent={props.isCurrent}
          isBeside={props.original !== undefined}
        />
      ) : null}
      {section?.isHidden ? (
        <p className="dim">{t("past.hidden.text")}</p>
      ) : isWritten ? (
        <Body {...props} section={section} />
      ) : (
        <NotYet {...props} />
      )}
      {section ? <Changed {...props} section={section} /> : null}
      {props.isCurrent ? <WaysOn {...props} /> : null}
      {freshness && isWritten ? (
        <FreshnessMark
          t={t}
          locale={locale}
          slug={slug}
          section={entry.key}
          number={section.revision.number}
          freshness={freshness}
        />
      ) : null}
    </>
  );
}

/** Links to the error report and to "Who wrote this". */
function WaysOn({ t, locale, slug, entry, section }: One) {
  const translated = section?.translation ? section.language : undefined;
  return (
    <p className="meta">
      <a href={reportHref(locale, slug, entry.key, translated)} aria-describedby={`title-of-${entry.key}`}>
        {t("reports.link")}
      </a>
      {section !== undefined && !section.isEmpty ? (
        <a
          href={withQuery(profileHref(locale, slug, `/blame/${entry.key}`), {
            lang: section.versions.length > 1 && section.language !== locale ? section.language : null,
          })}
          aria-describedby={`title-of-${entry.key}`}
        >
          {t("profiles.authors.title")}
        </a>
      ) : null}
    </p>
  );
}

/** Returns the address for editing a section in the language in which it is shown. */
function editPath({ locale, slug, entry, section }: One): string {
  return editHref(locale, slug, entry.key, section?.translation ? section.language : undefined);
}

/** Returns the edit link of an empty section, in the page's language. */
function beginPath({ locale, slug, entry, language }: One): string {
  const isOther = recordsKindOf(entry.key) === null && language !== DEFAULT_CONTENT_LANGUAGE;
  return editHref(locale, slug, entry.key, isOther ? language : undefined);
}

function Heading(props: One) {
  const { t, locale, slug, entry, isCurrent, isChanged } = props;
  const title = sectionTitle(t, entry.key);
  const inside: ReactNode = (
    <>
      <span id={`title-of-${entry.key}`}>
        {entry.number} {title}
      </span>
      {isChanged ? <Tag kind="warn">{t("profiles.revision.mark")}</Tag> : null}
      {isCurrent ? (
        <>
          {props.isHeading ? null : (
            <WatchLink
              t={t}
              locale={locale}
              place={{ kind: "section", slug, section: entry.key }}
              name={title}
            />
          )}
          <a href={editPath(props)} aria-describedby={`title-of-${entry.key}`}>
            {t("profiles.page.edit")}
          </a>
        </>
      ) : null}
    </>
  );
  return entry.level === 2 ? <h2 className="sec">{inside}</h2> : <h3 className="sec">{inside}</h3>;
}

function Body(props: One & { section: SectionState }) {
  const { t, locale, entry, section, listed, original } = props;
  const numberOf = numbersOf(props);
  const deadLinkOf = props.lost && deadLinksIn(props.lost);
  const kind = recordsKindOf(entry.key);
  const headingShift = entry.level === 3 ? 1 : 0;
  if (listed) {
    const footnotes = footnotesFrom(listed.notes);
    return <SourceNotes {...{ footnotes, t, locale }} sources={listed.sources} written={section.language} />;
  }
  if (original && section.translation) {
    return (
      <BesideSource
        t={t}
        locale={locale}
        section={{ ...section, translation: section.translation }}
        original={original}
        numberOf={numberOf}
        headingShift={headingShift}
        deadLinkOf={deadLinkOf}
      />
    );
  }
  if (!kind) {
    return (
      <Prose
        content={section.content as Content}
        t={t}
        locale={locale}
        prefix={entry.key}
        numberOf={numberOf}
        headingShift={headingShift}
        lang={locale === section.language ? undefined : section.language}
        around={oldPassages(t, locale, section)}
        deadLinkOf={deadLinkOf}
      />
    );
  }
  return (
    <>
      <Records {...props} kind={kind} />
      {entry.key === "treaty-status" ? <p className="small dim">{t("law.declarations.about")}</p> : null}
    </>
  );
}

function numbersOf({ numbers }: One): (source: string) => number | null {
  const found = new Map(numbers);
  return (source) => found.get(source) ?? null;
}

function Records(props: One & { section: SectionState; kind: Parameters<typeof RecordView>[0]["kind"] }) {
  const { t, locale, slug, isCurrent, entry, section, kind } = props;
  return (
    <RecordView
      kind={kind}
      records={(section.content as { records: AnyRecord[] }).records}
      t={t}
      locale={locale}
      lang={locale === section.language ? undefined : section.language}
      prefix={entry.key}
      numberOf={numbersOf(props)}
      level={entry.level === 3 ? 4 : 3}
      historyOf={pastOf(locale, slug, entry.key)}
      declared={new Map(props.declared)}
      aside={
        isCurrent
          ? (record) => (
              <WatchLink
                t={t}
                locale={locale}
                place={{ kind: "record", slug, section: entry.key, record: record.id }}
                name={titleOf(kind, record, t, locale)}
              />
            )
          : undefined
      }
    />
  );
}

/** States that nobody has written the section yet, with a link to start it. */
function NotYet(props: One) {
  const { t, entry, isCurrent } = props;
  const title = sectionTitle(t, entry.key);
  return (
    <p className="dim">
      {t("profiles.page.notYet")}{" "}
      {isCurrent ? (
        <a href={beginPath(props)}>
          {recordsKindOf(entry.key) ? t("profiles.page.inviteRecords") : t("profiles.page.invite")}
          <span className="vh"> ({title})</span>
        </a>
      ) : null}
    </p>
  );
}

/** The author and date of the last change, the newest date of its records, and how to cite it. */
function Changed(props: One & { section: SectionState }) {
  const { t, locale, slug, language, revision, section } = props;
  const { number, createdAt, author } = section.revision;
  const lang = language === locale ? undefined : language;
  const asOf = newestDay(section);
  return (
    <p className="meta">
      <span>
        {t.rich("profiles.page.changed", {
          when: () => <Time at={createdAt} locale={locale} isDayOnly />,
          who: () => <AuthorName t={t} locale={locale} author={author} />,
        })}
      </span>
      <a href={profileHref(locale, slug, `/revisions/${number}`)}>{t("past.revision.name", { number })}</a>
      {asOf ? (
        <span>
          {t("profiles.page.dataAsOf")} <Day day={asOf} locale={locale} />
        </span>
      ) : null}
      {section.isEmpty || section.isHidden ? null : (
        <a
          href={citeHref(locale, slug, { section: section.key, revision, lang })}
          rel="nofollow"
          aria-describedby={`title-of-${section.key}`}
        >
          {t("exports.cite.link")}
        </a>
      )}
    </p>
  );
}

function newestDay({ key, content }: SectionState): string | null {
  if (!recordsKindOf(key)) return null;
  const days = (content as { records: AnyRecord[] }).records.flatMap(({ asOf }) =>
    typeof asOf === "string" ? [asOf] : [],
  );
  return days.sort().at(-1) ?? null;
}
