import { normalize } from "@/lib/text/unicode";
import { isArticle } from "./article-numbers";
import { hasParagraph, placeOf } from "./paragraphs";

/**
 * References to articles of the Council of Europe's treaties as stored in records, "185-18(1)(b)", and as
 * people type them: "Art. 18(1)(b)", "18.1.b", "18, paragraph 1 b BC", "185:18", "CETS 189 Article 3", "Article
 * 7 of the Second Protocol".
 */
const REFERENCE = /^(185|189|224)-([1-9]\d?)((?:\([0-9a-z]{1,4}\)){0,3})$/;

/** Checks whether a text is in the stored form and names an existing article and paragraph. */
export function isReference(text: string): boolean {
  const [, treaty, number] = REFERENCE.exec(text) ?? [];
  if (treaty === undefined || !isArticle(`${treaty}:${number}`)) return false;
  const { article, key } = placeOf(text);
  return hasParagraph(article, key);
}

/** Returns treaty and article number of a reference; null if it is not one. */
export function partsOf(reference: string): { treaty: string; number: number } | null {
  const [, treaty, number] = REFERENCE.exec(reference) ?? [];
  return treaty === undefined ? null : { treaty, number: Number(number) };
}

const ARTICLE = String.raw`(?:articles?|arts?\.?|المادة)`;
const BEFORE = new RegExp(
  String.raw`^(?:c?ets|stce)?\s*(?:no\.?\s*)?(185|189|224)\s*[-:/,.\s]\s*(?:${ARTICLE}\s*)?([1-9]\d?)(?!\d)(.*)$`,
  "u",
);
const PLAIN = new RegExp(String.raw`^(?:${ARTICLE}\s*)?([1-9]\d?)(?!\d)(.*)$`, "u");
const OF = String.raw`[\s,]*(?:of the|de la|du|من)?\s*`;
/** Names of treaties after an article. */
const BEHIND: readonly (readonly [RegExp, string])[] = (
  [
    ["(?:bc|cb|budapest(?: convention)?|convention de budapest|اتفاقية بودابست)", "185"],
    ["convention on cybercrime|convention sur la cybercriminalité", "185"],
    [String.raw`(?:c?ets|stce)\s*(?:no\.?\s*)?185`, "185"],
    [String.raw`(?:c?ets|stce)\s*(?:no\.?\s*)?189`, "189"],
    [String.raw`(?:c?ets|stce)\s*(?:no\.?\s*)?224`, "224"],
    [
      String.raw`(?:first|1st|premier)\s+(?:additional\s+)?protocol\w*(?:\s+additionnel)?|البروتوكول الإضافي الأول`,
      "189",
    ],
    [
      String.raw`(?:second|2nd|deuxième|deuxieme)\s+(?:additional\s+)?protocol\w*(?:\s+additionnel)?|البروتوكول الإضافي الثاني`,
      "224",
    ],
  ] as const
).map(([words, treaty]) => [new RegExp(`${OF}(?:${words})$`, "u"), treaty]);
const WORDS = /,?\s*(?:paragraph(?:e|s)?|para\.?|§|alinéa|al\.|letter|lettre|lit\.|let\.|الفقرة)\s*/gu;
/** A number after a comma, space or dash is another article, not a paragraph of the same one. */
const ANOTHER = /(?:^|[^.:(\s])(?:\s*[,–-]\s*|\s+)\d/u;
/** A number, a letter, a small Roman number, or a number with a letter. */
const PLACE = /^(\d{1,2})?([a-z]|[ivx]{1,4})?$/;

/** Converts typed text into a stored reference; null if it does not name an existing article. */
export function readReference(typed: string, treaty = "185"): string | null {
  if (typed.length > 200) return null;
  const text = normalize(typed, "NFKC")
    .toLowerCase()
    .replace(/[٠-٩]/g, latinDigit)
    .replace(/\s+/g, " ")
    .trim();
  const [, named, first, behind] = BEFORE.exec(text) ?? [];
  if (named !== undefined) return compose(named, first ?? "", behind ?? "");
  const [, number, rest = ""] = PLAIN.exec(text) ?? [];
  if (number === undefined) return null;
  for (const [words, other] of BEHIND) {
    const match = words.exec(rest);
    if (match) return compose(other, number, rest.slice(0, match.index));
  }
  return compose(treaty, number, rest);
}

function compose(treaty: string, number: string, rest: string): string | null {
  const places: string[] = [];
  const within = rest.replace(WORDS, ".");
  if (ANOTHER.test(within)) return null;
  for (const part of within.split(/[\s().,:]+/)) {
    if (part === "") continue;
    const [, digits, letters] = PLACE.exec(part) ?? [];
    if (digits === undefined && letters === undefined) return null;
    for (const one of [digits, letters]) if (one !== undefined) places.push(`(${one})`);
  }
  const reference = `${treaty}-${number}${places.join("")}`;
  return isReference(reference) ? reference : null;
}

function latinDigit(digit: string): string {
  return String(digit.charCodeAt(0) - 0x660);
}
