import type { ReactNode } from "react";
import { numberFootnotes } from "@/components/content/footnotes";
import { SourceNotes } from "@/components/content/notes";
import { sectionReferences, sourcesOf } from "@/components/content/page-footnotes";
import type { RecordsShape } from "@/components/content/record-parts";
import { RecordView } from "@/components/content/record-view";
import { profileHref, reportHref } from "@/components/profiles/addresses";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { Day } from "@/components/time";
import { Empty } from "@/components/ui/empty";
import { PageHead, Section } from "@/components/ui/heading";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { SectionKey } from "@/lib/profiles/model";
import type { ProfilePage, SectionState } from "@/lib/profiles/reading/model";
import type { AnyRecord } from "@/lib/revisions/records-fields";

/* Parts of a page that shows the records of one section of a profile, with their sources and their age. */

interface Props {
  t: Translator;
  locale: Locale;
  page: ProfilePage;
  section: SectionKey;
}

/** Returns the published section and its records; no records if it is empty or hidden. */
export function recordsIn(
  page: ProfilePage,
  key: SectionKey,
): { section: SectionState | null; records: readonly AnyRecord[] } {
  const section = page.sections[key] ?? null;
  const isShown = section !== null && !section.isHidden;
  return { section, records: isShown ? (section.content as { records: AnyRecord[] }).records : [] };
}

function footnotesIn(page: ProfilePage, key: SectionKey) {
  const known = new Set(sourcesOf(page).map(({ id }) => id));
  return numberFootnotes(sectionReferences(key, page.sections[key]), known);
}

/** The records as the profile shows them, with marks of their sources. */
export function SectionRecords({ t, locale, page, section: key, kind }: Props & { kind: RecordsShape }) {
  const { section, records } = recordsIn(page, key);
  if (!section || records.length === 0) return null;
  return (
    <RecordView
      kind={kind}
      records={records}
      t={t}
      locale={locale}
      lang={locale === section.language ? undefined : section.language}
      prefix={key}
      numberOf={footnotesIn(page, key).numberOf}
    />
  );
}

/** The sources that the records cite, by number; nothing if they cite none. */
function SectionSources({ t, locale, page, section }: Props) {
  const footnotes = footnotesIn(page, section);
  if (footnotes.order.length === 0) return null;
  return (
    <Section id="cited" title={t("law.profile.sources")}>
      <SourceNotes
        t={t}
        locale={locale}
        footnotes={footnotes}
        written={page.sections.sources?.language}
        sources={sourcesOf(page).filter(({ id }) => footnotes.numberOf(id) !== null)}
      />
    </Section>
  );
}

/** Says that nothing is recorded yet, with a link to the editor. */
export function NothingRecorded(props: Props & { text: string; add: string }) {
  const { locale, page, section, text, add } = props;
  return <Empty action={<a href={editHref(locale, page.head.slug, section)}>{add}</a>}>{text}</Empty>;
}

const editHref = (locale: Locale, slug: string, section: SectionKey) =>
  profileHref(locale, slug, `/edit/${section}`);

/** A page about one section of a profile: its parts, the sources of the records, and how the list is corrected. */
export function SectionPage(props: Props & { title: string; sub: string; children: ReactNode }) {
  const { title, sub, children, ...of } = props;
  return (
    <>
      <PageHead title={title} sub={sub} />
      <div className="wrap body stack g6 narrow">
        {children}
        <SectionSources {...of} />
        <SectionFoot {...of} />
      </div>
    </>
  );
}

/** How old the list is, and how it is corrected. */
function SectionFoot({ t, locale, page, section }: Props) {
  const { head, sections } = page;
  const changed = sections[section]?.revision.createdAt;
  return (
    <>
      <p className="small row">
        {changed ? (
          <span>
            {t.rich("cooperation.changed", {
              day: () => <Day day={changed.toISOString().slice(0, 10)} locale={locale} />,
            })}
          </span>
        ) : null}
        <a href={profileHref(locale, head.slug)}>{t("cooperation.profile")}</a>
        <a href={editHref(locale, head.slug, section)} rel="nofollow">
          {t("profiles.page.edit")}
        </a>
        <a href={reportHref(locale, head.slug, section)} rel="nofollow">
          {t("reports.link")}
        </a>
      </p>
      <DesignationNotes t={t} locale={locale} entries={[head]} />
    </>
  );
}
