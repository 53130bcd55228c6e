import { titleOf } from "@/components/content/record-view";
import { OUTLINE_ENTRIES } from "@/components/profiles/outline";
import { sectionTitle } from "@/components/profiles/section-title";
import { append } from "@/lib/core/append";
import { languageName } from "@/lib/i18n/language-names";
import { recordsKindOf } from "@/lib/profiles/kinds";
import type { SectionKey } from "@/lib/profiles/model";
import { type Sureness, sharedDoubt } from "@/lib/revisions/doubt";
import { inWordsOf, langOfField } from "@/lib/revisions/records/wordings";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import type { Content } from "@/lib/text/nodes";
import type { ProfileData } from "../model";
import { factsOfCountry, treatyParts } from "./fact-parts";
import { isHidden } from "./hidden-part";
import { isElsewhere, labelText } from "./language-parts";
import { inLanguage, type Part, type Run } from "./model";
import { proseParts } from "./prose-parts";
import { citeRun, confidenceRuns, type Drawing } from "./value-lines";

/** How much room a brief may take, from the most: characters of each text, records of each list. */
const ROOMS = [
  { characters: 700, records: 8 },
  { characters: 450, records: 6 },
  { characters: 300, records: 4 },
  { characters: 180, records: 3 },
  { characters: 110, records: 3 },
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
    ...listed(drawing, t("past.hidden.text"), hidden),
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
  const said = kind
    ? []
    : [labelText(drawing, section), behindText(drawing, section), officialText(drawing, section)];
  const heading: Part = {
    is: "heading",
    level: 4,
    runs: [
      { text: sectionTitle(t, key) },
      ...said.flatMap((text) => (text ? [{ text: ` · ${text}`, dim: true }] : [])),
    ],
  };
  if (!kind) {
    const { language: lang } = section;
    const parts = proseParts(drawing, content as Content, { origin: data.site, lang });
    const runs = inLanguage(beginningOf(parts, most.characters), lang);
    return runs.length > 0 ? [heading, { is: "paragraph", look: "small", runs }] : [];
  }
  const { records } = content as { records: AnyRecord[] };
  const shown = records.slice(0, most.records);
  const shared = sharedDoubt(records.map(({ confidence }) => confidence as Sureness));
  if (shared) append(heading.runs as Run[], confidenceRuns(drawing, shared));
  const runs = shown.flatMap((record, n): Run[] => [
    ...(n > 0 ? [{ text: " · " }] : []),
    {
      text: titleOf(kind, record, t, locale),
      lang: langOfField(inWordsOf(record, locale, section.language), kind.titleField),
    },
    ...((record.sources ?? []) as string[]).map((source) => citeRun(drawing, source)),
    ...confidenceRuns(drawing, record.confidence, shared ?? undefined),
  ]);
  const more = records.length - shown.length;
  if (more > 0) runs.push({ text: ` · ${t("exports.doc.more", { count: more })}` });
  return [heading, { is: "paragraph", look: "small", runs }];
}

const behindText = ({ t }: Drawing, { translation }: ProfileData["sections"][number]) =>
  translation?.behind ? t("translations.behind", { count: translation.behind }) : null;

/** Which text prevails, where this is a translation of an official one. */
const officialText = ({ t, locale }: Drawing, { official }: ProfileData["sections"][number]) =>
  official ? t("translations.officialWins", { language: languageName(official.language, locale) }) : null;

/** After a word of some length, so that "Art. " and "No. " end nothing. */
const MOST_OF_A_SENTENCE = 1_000;
const SENTENCE_END = /[\p{Ll})]{4,}[.;] (?=[\p{Lu}(])/gu;

/** The first sentences of a text with the marks of their sources: whole sentences while they fit, else whole words. */
export function beginningOf(parts: readonly Part[], most: number): Run[] {
  if (most === 0) return [];
  const { text, marks } = flat(parts);
  const end = text.length <= most ? text.length : cutOf(text, most);
  const runs: Run[] = [];
  let at = 0;
  for (const mark of marks) {
    if (mark.at > end) break;
    if (mark.at > at) runs.push({ text: text.slice(at, mark.at) });
    runs.push(mark.run);
    at = mark.at;
  }
  const rest = text.slice(at, end);
  const tail = end < text.length ? `${rest} …${doubtBehind(text, end)}` : rest;
  return tail === "" ? runs : [...runs, { text: tail }];
}

/** A mark of doubt, as prose bears it: "(unverified)". */
const DOUBT = /\((?:unverified|non vérifiée?s?|غير متحقق منها?)\)/u;

/** The mark that a sentence bears behind the place where it is cut off: it stays with what is left of it. */
function doubtBehind(text: string, end: number): string {
  const [first = ""] = text.slice(end, end + MOST_OF_A_SENTENCE).split(SENTENCE_END, 1);
  const isWhole = /[.;!?]$/.test(text.slice(0, end).trimEnd());
  const mark = isWhole ? null : DOUBT.exec(first);
  return mark ? ` ${mark[0]}` : "";
}

/** Paragraphs as one line of words, and where in it each mark of a source stands. */
function flat(parts: readonly Part[]): { text: string; marks: { at: number; run: Run }[] } {
  let text = "";
  const marks: { at: number; run: Run }[] = [];
  for (const part of parts) {
    if (part.is !== "paragraph" && part.is !== "item") continue;
    if (text !== "" && !text.endsWith(" ")) text += " ";
    for (const run of part.runs) {
      if (run.cites) marks.push({ at: text.trimEnd().length, run });
      else text = `${text}${run.text}`.replaceAll(/\s+/g, " ");
    }
    text = text.trimStart();
  }
  return { text: text.trimEnd(), marks };
}

/** Where the last sentence ends that fits, or the last word where that would leave less than half. */
function cutOf(text: string, most: number): number {
  const cut = text.slice(0, most);
  const end = Math.max(...[...cut.matchAll(SENTENCE_END)].map((match) => match.index + match[0].length), 0);
  return end > most / 2 ? cut.slice(0, end).trimEnd().length : Math.max(cut.lastIndexOf(" "), 0);
}
