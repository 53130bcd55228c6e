import { titleOf } from "@/components/content/record-view";
import { OUTLINE_ENTRIES } from "@/components/profiles/outline";
import { sectionTitle } from "@/components/profiles/section-title";
import type { Pinpoint } from "@/lib/citation/model";
import type { ProfileData } from "@/lib/exports/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { recordsKindOf } from "@/lib/profiles/kinds";
import type { SectionKey } from "@/lib/profiles/model";
import type { AnyRecord } from "@/lib/revisions/records-fields";

/** A part of a profile as it is cited. */
export interface CitedPlace {
  section: SectionKey;
  /** The id of the record that is meant, where it is not the whole section. */
  record: string | null;
  pinpoint: Pinpoint;
  /** Where it stands in the page. */
  anchor: string;
}

interface Speaking {
  t: Translator;
  locale: Locale;
}

/** A section as it is cited; null where nothing can be read of it. */
export function citedSection({ t }: Speaking, data: ProfileData, section: SectionKey): CitedPlace | null {
  if (!data.sections.some(({ key }) => key === section)) return null;
  const number = OUTLINE_ENTRIES.find(({ key }) => key === section)?.number ?? "";
  const name = `${number} ${sectionTitle(t, section)}`.trim();
  return { section, record: null, pinpoint: { section: name, locator: null }, anchor: section };
}

/** The records of a section as they are cited, each with those within it, in the order of the page. */
export function citedRecords(speaking: Speaking, data: ProfileData, section: SectionKey): CitedPlace[] {
  const whole = citedSection(speaking, data, section);
  const kind = recordsKindOf(section);
  const content = data.sections.find(({ key }) => key === section)?.content;
  // Sources stand as notes, which are cited by nobody.
  if (!whole || !kind || section === "sources") return [];
  const { t, locale } = speaking;
  const place = (record: string, locator: string): CitedPlace => ({
    section,
    record,
    anchor: `${section}-${record}`,
    pinpoint: { ...whole.pinpoint, locator },
  });
  return (content as { records: AnyRecord[] }).records.flatMap((record) => {
    const title = titleOf(kind, record, t, locale);
    const within = kind.fields.flatMap((field) =>
      field.type === "records" ? ((record[field.name] ?? []) as AnyRecord[]) : [],
    );
    const parts = within.flatMap(({ id, locator }) =>
      typeof locator === "string" && locator !== ""
        ? [place(id, t("law.provision", { locator, law: title }))]
        : [],
    );
    return [place(record.id, title), ...parts];
  });
}
