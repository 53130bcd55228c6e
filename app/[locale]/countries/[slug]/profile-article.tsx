import { Fragment, type ReactNode } from "react";
import { footnotesFrom } from "@/components/content/footnotes";
import { SourceNotes } from "@/components/content/notes";
import { Prose } from "@/components/content/prose";
import { titleOf } from "@/components/content/record-title";
import { RecordView } from "@/components/content/record-view";
import { kept } from "@/components/kept";
import { copyLawHref, pastOf } from "@/components/profiles/addresses";
import { ProtectionMark } from "@/components/profiles/protection-note";
import { editHref, oldPassages, SectionLanguages } from "@/components/profiles/section-languages";
import { numbered, sectionTitle } from "@/components/profiles/section-title";
import { listPlaced } from "@/components/profiles/unwritten";
import { Icon } from "@/components/ui/icon";
import { Tag } from "@/components/ui/tag";
import { WatchLink } from "@/components/watching/watch-link";
import { authoritiesPath } from "@/lib/cooperation/authorities/model";
import { reportingPath } from "@/lib/cooperation/reporting/model";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import { listText } from "@/lib/i18n/lists";
import { localePath } from "@/lib/i18n/locales";
import { type Translator, translator } from "@/lib/i18n/translator";
import { deadLinksIn } from "@/lib/pages/links/model";
import { recordsKindOf } from "@/lib/profiles/kinds";
import type { TreatyStatusRecord } from "@/lib/profiles/kinds/treaty-status";
import type { SectionState } from "@/lib/profiles/reading/model";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import type { Content } from "@/lib/text/nodes";
import { BesideSource } from "./beside-source";
import { savedNotes } from "./own-pending";
import { type ArticleData, type SectionData, sectionData } from "./section-data";
import { SectionFoot } from "./section-foot";
import { UnwrittenSections } from "./unwritten-sections";

/** Longer lists of sources are folded on a narrow page, until a mark in the text leads into them. */
const FEW_SOURCES = 5;

/** The id of the text, to which readers can skip. */
export const SECTIONS_START = "sections-start";

/** The text of a profile: its sections in order with their sources, then the unwritten sections. */
export function ProfileArticle(props: ArticleData) {
  const { page, locale, language, isCurrent, changed } = props;
  const saved = props.atSection ? savedNotes(props, props.atSection) : undefined;
  return (
    <article className="prose" id={SECTIONS_START} tabIndex={-1}>
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
  const { t, locale, slug, section, protection } = props;
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
      {section ? <SectionFoot {...props} section={section} /> : null}
    </>
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
  const { t, entry, isCurrent, isChanged } = props;
  const title = sectionTitle(t, entry.key);
  const inside: ReactNode = (
    <>
      <span id={`title-of-${entry.key}`}>{numbered(entry.number, title)}</span>
      {isChanged ? <Tag kind="warn">{t("profiles.revision.mark")}</Tag> : null}
      {isCurrent ? (
        <a href={editPath(props)} aria-describedby={`title-of-${entry.key}`}>
          {t("profiles.page.edit")}
        </a>
      ) : null}
    </>
  );
  return entry.level === 2 ? <h2 className="sec">{inside}</h2> : <h3 className="sec">{inside}</h3>;
}

function Body(props: One & { section: SectionState }) {
  const { t, locale, entry, section, listed, original, isCurrent } = props;
  const numberOf = numbersOf(props);
  const deadLinkOf = props.lost && deadLinksIn(props.lost);
  const kind = recordsKindOf(entry.key);
  const headingShift = entry.level === 3 ? 1 : 0;
  if (listed) {
    const footnotes = footnotesFrom(listed.notes);
    const { sources } = listed;
    return (
      <details className="more" open={!isCurrent || sources.length <= FEW_SOURCES}>
        <summary>
          {t("profiles.page.sources", { count: sources.length })} <Icon name="down" />
        </summary>
        <SourceNotes {...{ footnotes, t, locale, sources }} written={section.language} />
      </details>
    );
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
  if (entry.key === "treaty-status") return <Treaties {...props} kind={kind} />;
  if (entry.key === "authorities") return <Authorities {...props} kind={kind} />;
  return (
    <>
      <Records {...props} kind={kind} />
      {entry.key === "reporting" && props.isCurrent ? (
        <p className="small">
          <a href={localePath(locale, reportingPath(props.slug))}>{t("cooperation.reporting.forPublic")}</a>
        </p>
      ) : null}
    </>
  );
}

/** The steps under each treaty, folded: the main ones are among the key facts beside the text. */
function Treaties(props: Parameters<typeof Records>[0]) {
  const { t, section, isCurrent } = props;
  const { records } = section.content as { records: TreatyStatusRecord[] };
  const declarations = records.reduce((sum, record) => sum + record.declarations.length, 0);
  return (
    <>
      <details className="more folded" open={!isCurrent}>
        <summary>
          {t("profiles.page.treaties", { treaties: records.length, declarations })} <Icon name="down" />
        </summary>
        <Records {...props} />
      </details>
      <p className="small dim">{t("law.declarations.about")}</p>
    </>
  );
}

/** The authorities by name; their functions are folded, and on a page of their own. */
function Authorities(props: Parameters<typeof Records>[0]) {
  const { t, locale, slug, section, isCurrent, kind } = props;
  const { records } = section.content as { records: AnyRecord[] };
  const names = records.map((record) => titleOf(kind, record, t, locale));
  return (
    <>
      <details className="more folded" open={!isCurrent}>
        <summary>
          {t("profiles.page.authorities", { count: records.length })} <Icon name="down" />
        </summary>
        <Records {...props} />
      </details>
      {isCurrent ? (
        <p className="small">
          <a href={localePath(locale, authoritiesPath(slug))}>{listText(names, locale)}</a>
        </p>
      ) : null}
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
              <>
                <WatchLink
                  t={t}
                  locale={locale}
                  place={{ kind: "record", slug, section: entry.key, record: record.id }}
                  name={titleOf(kind, record, t, locale)}
                />
                {entry.key === "laws" ? (
                  <a href={copyLawHref(locale, { slug, id: record.id })} rel="nofollow">
                    {t("profiles.copyLaw.use")}
                  </a>
                ) : null}
              </>
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
