import { SUMMARY_SECTION } from "@/components/profiles/lead";
import { namesOf } from "@/components/profiles/named-record";
import { OUTLINE_ENTRIES } from "@/components/profiles/outline";
import { sectionTitle } from "@/components/profiles/section-title";
import { append } from "@/lib/core/append";
import { languageName } from "@/lib/i18n/language-names";
import { recordsKindOf } from "@/lib/profiles/kinds";
import type { SectionKey } from "@/lib/profiles/model";
import { type Sureness, sharedDoubt } from "@/lib/revisions/doubt";
import type { RecordsKind } from "@/lib/revisions/records/records";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import type { Content } from "@/lib/text/nodes";
import type { ProfileData } from "../model";
import { beginningOf } from "./beginning";
import { factsOfCountry, treatyParts } from "./fact-parts";
import { isHidden } from "./hidden-part";
import { isElsewhere, labelText } from "./language-parts";
import { isLeadShown, leadParts } from "./lead-parts";
import { inLanguage, type Part, type Run } from "./model";
import { proseParts } from "./prose-parts";
import { citeRun, confidenceRuns, type Drawing } from "./value-lines";

/** Sizes of a brief, largest first: number of sections with text, characters of each, records of each list. */
interface Room {
  texts: number;
  characters: number;
  records: number;
}
const ROOMS: readonly Room[] = [
  { texts: 9, characters: 1_200, records: 10 },
  { texts: 9, characters: 950, records: 9 },
  { texts: 9, characters: 750, records: 8 },
  { texts: 9, characters: 600, records: 7 },
  { texts: 9, characters: 480, records: 6 },
  { texts: 9, characters: 390, records: 5 },
  { texts: 9, characters: 320, records: 5 },
  { texts: 9, characters: 260, records: 4 },
  { texts: 9, characters: 200, records: 4 },
  { texts: 5, characters: 260, records: 4 },
  { texts: 4, characters: 240, records: 4 },
  { texts: 3, characters: 220, records: 3 },
  { texts: 2, characters: 220, records: 3 },
  { texts: 1, characters: 220, records: 3 },
  { texts: 0, characters: 0, records: 3 },
  { texts: 0, characters: 0, records: 2 },
];
export const BRIEF_ROOMS = ROOMS.length;

/** The sections for a reader with one minute, in this order. */
const SECTIONS: readonly SectionKey[] = [
  "state-of-play",
  "policies",
  "legislation",
  "laws",
  "substantive-law",
  "procedural-law",
  "safeguards",
  "institutions",
  "reporting",
  "international-cooperation",
  "authorities",
  "cooperation-rules",
  "case-law",
];

/**
 * Draws the parts of a brief: lead, treaty status, facts about the country, and the beginnings of the most
 * important sections; names those that are left out, hidden or unwritten. `room`: index of its size in `ROOMS`. The
 * caller finds the largest size that fits on one page.
 */
export function briefParts(drawing: Drawing, data: ProfileData, room: number): Part[] {
  const { t, locale } = drawing;
  const most = ROOMS[Math.min(room, ROOMS.length - 1)] as Room;
  const { written, left } = writtenParts(drawing, data, most);
  // The summary is not missing if there is a generated lead.
  const missing = OUTLINE_ENTRIES.filter(
    ({ key }) =>
      SECTIONS.includes(key) &&
      !(key === SUMMARY_SECTION && isLeadShown(data)) &&
      !isHidden(data, key) &&
      !data.sections.some((one) => one.key === key),
  );
  const hidden = OUTLINE_ENTRIES.filter(({ key }) => SECTIONS.includes(key) && isHidden(data, key));
  const language = languageName(data.language, locale);
  return [
    ...leadParts(drawing, data),
    ...treatyParts(drawing, data),
    ...factsOfCountry(drawing, data),
    ...written,
    ...listed(
      drawing,
      t("exports.doc.further"),
      left.filter((one) => !isElsewhere(data, one)),
    ),
    ...listed(
      drawing,
      t("exports.doc.notIn", { language }),
      left.filter((one) => isElsewhere(data, one)),
    ),
    ...listed(drawing, t("past.hidden.text"), hidden),
    ...listed(drawing, t("exports.doc.none"), missing),
  ];
}

type SectionData = ProfileData["sections"][number];

/**
 * Draws the beginning of each section that the size has room for, and returns the others as `left`. A text in
 * another language is marked as such.
 */
function writtenParts(
  drawing: Drawing,
  data: ProfileData,
  most: Room,
): { written: Part[]; left: SectionData[] } {
  const written: Part[] = [];
  const left: SectionData[] = [];
  let texts = 0;
  for (const key of SECTIONS) {
    const section = data.sections.find((one) => one.key === key);
    if (!section) continue;
    const kind = recordsKindOf(key);
    // If the summary is in another language, the lead gives its content in the reader's language.
    const isReplaced = key === SUMMARY_SECTION && isLeadShown(data);
    const hasRoom = texts < most.texts && !isReplaced;
    const parts = kind
      ? recordParts(drawing, section, kind, most.records)
      : hasRoom
        ? textParts(drawing, data, section, most.characters)
        : [];
    if (!kind && parts.length > 0) texts += 1;
    if (parts.length === 0) left.push(section);
    append(written, parts);
  }
  return { written, left };
}

/** Lists sections with the same remark. */
function listed({ t }: Drawing, term: string, sections: readonly { key: SectionKey }[]): Part[] {
  if (sections.length === 0) return [];
  const text = sections.map(({ key }) => sectionTitle(t, key)).join(" · ");
  return [{ is: "facts", pairs: [{ term, lines: [[{ text, dim: true }]] }] }];
}

function textParts(drawing: Drawing, data: ProfileData, section: SectionData, characters: number): Part[] {
  const { key, content, language: lang } = section;
  const said = [
    labelText(drawing, section),
    elsewhereText(drawing, data, section),
    behindText(drawing, section),
    officialText(drawing, section),
  ].flatMap((text) => (text ? [{ text: ` · ${text}`, dim: true }] : []));
  const parts = proseParts(drawing, content as Content, { origin: data.site, lang });
  const runs = inLanguage(beginningOf(parts, characters), lang);
  if (runs.length === 0) return [];
  const title: Run = { text: sectionTitle(drawing.t, key) };
  return [
    { is: "heading", level: 4, runs: [title].concat(said) },
    { is: "paragraph", look: "small", runs },
  ];
}

/** Draws the names of a section's first records in one line, and how many more there are. */
function recordParts(
  drawing: Drawing,
  { key, content, language }: SectionData,
  kind: RecordsKind,
  most: number,
): Part[] {
  const { t } = drawing;
  const { records } = content as { records: AnyRecord[] };
  const shown = records.slice(0, most);
  const shared = sharedDoubt(records.map(({ confidence }) => confidence as Sureness));
  const heading: Run[] = [{ text: sectionTitle(t, key) }];
  if (shared) append(heading, confidenceRuns(drawing, shared));
  const runs = shown.flatMap((record, n): Run[] => {
    const { first, beside } = namesOf(t, kind, record, language);
    return [
      ...(n > 0 ? [{ text: " · " }] : []),
      first,
      ...(beside ? [{ text: " (" }, beside, { text: ")" }] : []),
      ...((record.sources ?? []) as string[]).map((source) => citeRun(drawing, source)),
      ...confidenceRuns(drawing, record.confidence, shared ?? undefined),
    ];
  });
  const more = records.length - shown.length;
  if (more > 0) runs.push({ text: ` · ${t("exports.doc.more", { count: more })}` });
  return [
    { is: "heading", level: 4, runs: heading },
    { is: "paragraph", look: "list", runs },
  ];
}

/** States that a text is in another language than the document, and in which. */
function elsewhereText({ t, locale }: Drawing, data: ProfileData, section: SectionData): string | null {
  if (!isElsewhere(data, section)) return null;
  const language = languageName(data.language, locale);
  return t("translations.missing", { language, shown: languageName(section.language, locale) });
}

const behindText = ({ t }: Drawing, { translation }: SectionData) =>
  translation?.behind ? t("translations.behind", { count: translation.behind }) : null;

/** States which text prevails if this is a translation of an official one. */
const officialText = ({ t, locale }: Drawing, { official }: SectionData) =>
  official ? t("translations.officialWins", { language: languageName(official.language, locale) }) : null;
