import { titleOf } from "@/components/content/record-title";
import { OUTLINE_ENTRIES } from "@/components/profiles/outline";
import { sectionTitle } from "@/components/profiles/section-title";
import type { Pinpoint } from "@/lib/citation/model";
import type { ProfileData } from "@/lib/exports/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { recordsKindOf } from "@/lib/profiles/kinds";
import type { SectionKey } from "@/lib/profiles/model";
import { type Sureness, surenessWithin } from "@/lib/revisions/doubt";
import type { AnyRecord } from "@/lib/revisions/records-fields";

/** A part of a profile to cite. */
export interface CitedPlace {
  section: SectionKey;
  /** Id of the cited record; null for the whole section. */
  record: string | null;
  pinpoint: Pinpoint;
  /** Its position in the page. */
  anchor: string;
  /** Confidence of each of its facts. */
  sureness: readonly Sureness[];
}

interface Speaking {
  t: Translator;
  locale: Locale;
}

/** Lists the confidence of each fact in a section of records; prose has none. */
function surenessOfSection(data: ProfileData, section: SectionKey): Sureness[] {
  const kind = recordsKindOf(section);
  const content = data.sections.find(({ key }) => key === section)?.content;
  if (!kind || !content) return [];
  return (content as { records: AnyRecord[] }).records.flatMap((record) =>
    surenessWithin(kind.fields, record),
  );
}

/** Lists the confidence of each fact in a profile. */
export function surenessOfProfile(data: ProfileData): Sureness[] {
  return data.sections.flatMap(({ key }) => surenessOfSection(data, key));
}

/** Returns a section to cite; null if nothing of it can be read. */
export function citedSection({ t }: Speaking, data: ProfileData, section: SectionKey): CitedPlace | null {
  if (!data.sections.some(({ key }) => key === section)) return null;
  const number = OUTLINE_ENTRIES.find(({ key }) => key === section)?.number ?? "";
  const name = `${number} ${sectionTitle(t, section)}`.trim();
  return {
    section,
    record: null,
    pinpoint: { section: name, locator: null },
    anchor: section,
    sureness: surenessOfSection(data, section),
  };
}

/** Lists the citable records of a section, each with those within it, in the order of the page. */
export function citedRecords(speaking: Speaking, data: ProfileData, section: SectionKey): CitedPlace[] {
  const whole = citedSection(speaking, data, section);
  const kind = recordsKindOf(section);
  const content = data.sections.find(({ key }) => key === section)?.content;
  // Sources are shown as notes and cannot be cited alone.
  if (!whole || !kind || section === "sources") return [];
  const { t, locale } = speaking;
  const place = (record: string, locator: string, sureness: readonly Sureness[]): CitedPlace => ({
    section,
    record,
    sureness,
    anchor: `${section}-${record}`,
    pinpoint: { ...whole.pinpoint, locator },
  });
  return (content as { records: AnyRecord[] }).records.flatMap((record) => {
    const title = titleOf(kind, record, t, locale);
    const within = kind.fields.flatMap((field) =>
      field.type === "records" ? ((record[field.name] ?? []) as AnyRecord[]) : [],
    );
    const own = record.confidence as Sureness;
    const parts = within.flatMap(({ id, locator, confidence }) =>
      typeof locator === "string" && locator !== ""
        ? [place(id, t("law.provision", { locator, law: title }), [(confidence as Sureness) ?? own])]
        : [],
    );
    return [place(record.id, title, [own]), ...parts];
  });
}
