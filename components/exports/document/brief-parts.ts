import { titleOf } from "@/components/content/record-view";
import { OUTLINE_ENTRIES } from "@/components/profiles/outline";
import { sectionTitle } from "@/components/profiles/section-title";
import type { Part, Run } from "@/lib/exports/document/model";
import type { ProfileData } from "@/lib/exports/model";
import { languageName } from "@/lib/i18n/language-names";
import { recordsKindOf } from "@/lib/kinds";
import type { SectionKey } from "@/lib/profiles/model";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import type { Content } from "@/lib/text/nodes";
import { factsOfCountry, treatyParts } from "./fact-parts";
import { isHidden } from "./hidden-part";
import { isElsewhere, labelText } from "./language-parts";
import { proseParts } from "./prose-parts";
import type { Drawing } from "./value-lines";

/** How much room a brief may take, from the most: characters of each text, records of each list. */
const ROOMS = [
  { characters: 700, records: 8 },
  { characters: 450, records: 6 },
  { characters: 300, records: 4 },
  { characters: 180, records: 3 },
  { characters: 0, records: 2 },
] as const;
export const BRIEF_ROOMS = ROOMS.length;

/** What somebody wants to know who has a minute, in this order. */
const SECTIONS: readonly SectionKey[] = [
  "policies",
  "legislation",
  "laws",
  "substantive-law",
  "procedural-law",
  "safeguards",
  "institutions",
  "reporting",
  "international-cooperation",
  "case-law",
];

/** The most important of a profile, on one page: what the treaties say, and the beginning of each section. */
export function briefParts(drawing: Drawing, data: ProfileData, room: number): Part[] {
  const { t, locale } = drawing;
  const most = ROOMS[Math.min(room, ROOMS.length - 1)] ?? ROOMS[0];
  const written = SECTIONS.flatMap((key) => {
    const section = data.sections.find((one) => one.key === key);
    return section ? sectionParts(drawing, data, section, most) : [];
  });
  const missing = OUTLINE_ENTRIES.filter(
    ({ key }) =>
      SECTIONS.includes(key) && !isHidden(data, key) && !data.sections.some((one) => one.key === key),
  );
  const hidden = OUTLINE_ENTRIES.filter(({ key }) => SECTIONS.includes(key) && isHidden(data, key));
  const elsewhere = data.sections.filter((one) => SECTIONS.includes(one.key) && isElsewhere(data, one));
  const language = languageName(data.language, locale);
  return [
    ...treatyParts(drawing, data),
    ...factsOfCountry(drawing, data),
    ...written,
    ...listed(drawing, t("exports.doc.notIn", { language }), elsewhere),
    ...listed(drawing, t("profiles.hidden.text"), hidden),
    ...listed(drawing, t("exports.doc.none"), missing),
  ];
}

/** Sections of which the same is to be said. */
function listed({ t }: Drawing, term: string, sections: readonly { key: SectionKey }[]): Part[] {
  if (sections.length === 0) return [];
  const text = sections.map(({ key }) => sectionTitle(t, key)).join(" · ");
  return [{ is: "facts", pairs: [{ term, lines: [[{ text, dim: true }]] }] }];
}

function sectionParts(
  drawing: Drawing,
  data: ProfileData,
  section: ProfileData["sections"][number],
  most: { characters: number; records: number },
): Part[] {
  const { t, locale } = drawing;
  const { key, content } = section;
  const kind = recordsKindOf(key);
  const said = kind ? [] : [labelText(drawing, section), behindText(drawing, section)];
  const heading: Part = {
    is: "heading",
    level: 4,
    runs: [
      { text: sectionTitle(t, key) },
      ...said.flatMap((text) => (text ? [{ text: ` · ${text}`, dim: true }] : [])),
    ],
  };
  if (!kind) {
    const runs = beginningOf(proseParts(drawing, content as Content, data.site), most.characters);
    return runs.length > 0 ? [heading, { is: "paragraph", look: "small", runs }] : [];
  }
  const { records } = content as { records: AnyRecord[] };
  const names = records.slice(0, most.records).map((record) => titleOf(kind, record, t, locale));
  const more = records.length - names.length;
  const text = [...names, ...(more > 0 ? [t("exports.doc.more", { count: more })] : [])].join(" · ");
  return [heading, { is: "paragraph", look: "small", runs: [{ text }] }];
}

const behindText = ({ t }: Drawing, { translation }: ProfileData["sections"][number]) =>
  translation?.behind ? t("translations.behind", { count: translation.behind }) : null;

/** After a word of some length, so that "Art. " and "No. " end nothing. */
const SENTENCE_END = /[\p{Ll})]{4,}[.;] (?=[\p{Lu}(])/gu;

/** The first sentences of a text, without its marks: whole sentences while they fit, else whole words. */
function beginningOf(parts: readonly Part[], most: number): Run[] {
  if (most === 0) return [];
  const text = parts
    .flatMap((part) =>
      part.is === "paragraph" || part.is === "item"
        ? [part.runs.flatMap((run) => (run.cites ? [] : [run.text])).join("")]
        : [],
    )
    .join(" ")
    .replaceAll(/\s+/g, " ")
    .trim();
  if (text.length <= most) return text === "" ? [] : [{ text }];
  const cut = text.slice(0, most);
  const end = Math.max(...[...cut.matchAll(SENTENCE_END)].map((match) => match.index + match[0].length), 0);
  return [{ text: `${end > most / 2 ? cut.slice(0, end).trim() : cut.slice(0, cut.lastIndexOf(" "))} …` }];
}
