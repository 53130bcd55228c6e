import { Fragment, type ReactNode } from "react";
import { footnotesFrom } from "@/components/content/footnotes";
import { SourceNotes } from "@/components/content/notes";
import { Prose } from "@/components/content/prose";
import { kept } from "@/components/kept";
import { ProtectionMark } from "@/components/profiles/protection-note";
import { editHref, oldPassages, SectionLanguages } from "@/components/profiles/section-languages";
import { numbered, sectionTitle } from "@/components/profiles/section-title";
import { listPlaced } from "@/components/profiles/unwritten";
import { Icon } from "@/components/ui/icon";
import { Tag } from "@/components/ui/tag";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import { translator } from "@/lib/i18n/translator";
import { deadLinksIn } from "@/lib/pages/links/model";
import { recordsKindOf } from "@/lib/profiles/kinds";
import type { SectionState } from "@/lib/profiles/reading/model";
import type { Content } from "@/lib/text/nodes";
import { BesideSource } from "./beside-source";
import { savedNotes } from "./own-pending";
import { numbersOf, type OneSection, ProfileRecords } from "./profile-records";
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

function Section(props: OneSection) {
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
function editPath({ locale, slug, entry, section }: OneSection): string {
  return editHref(locale, slug, entry.key, section?.translation ? section.language : undefined);
}

/** Returns the edit link of an empty section, in the page's language. */
function beginPath({ locale, slug, entry, language }: OneSection): string {
  const isOther = recordsKindOf(entry.key) === null && language !== DEFAULT_CONTENT_LANGUAGE;
  return editHref(locale, slug, entry.key, isOther ? language : undefined);
}

function Heading(props: OneSection) {
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

function Body(props: OneSection & { section: SectionState }) {
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
  return <ProfileRecords {...props} kind={kind} />;
}

/** States that nobody has written the section yet, with a link to start it. */
function NotYet(props: OneSection) {
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
