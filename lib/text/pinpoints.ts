/**
 * Finds citations of treaty articles in text, as lawyers write them, to show them as links: "Art. 18 BC",
 * "Articles 16 to 18 BC", "Article 18(1)(b) of the Budapest Convention", "Article 7 of the Second Additional
 * Protocol". Nothing is stored; the text stays as typed.
 */

export interface Pinpoint {
  text: string;
  /** Id of the article: "185-18". */
  id: string;
  /** Place in the article: "1-b" for "Article 18(1)(b)". */
  place?: string;
  /** For a range, the articles between: "185-17" for "Articles 16 to 18". */
  through?: string[];
}

const NUMBER = String.raw`[1-9]\d?(?!\d)`;
const PART = "[0-9a-z]{1,4}";
const PARAGRAPH = String.raw`(?:paragraphe?s?|paras?\.?|par\.|§{1,2}|alinéas?|al\.|الفقرة)`;
const LETTER = String.raw`(?:(?:sub-?)?paragraph|sub-?para\.?|letter|lettre|lit\.?|point|alinéa|البند)`;
/** Matches "(1)(b)", ".1.b", ", paragraph 1", " para 1(b)", "§ 1, letter b". */
const PARAGRAPHS = String.raw`(?:(?:\s?\(${PART}\)){1,3}|(?:\.${PART}(?![\p{L}\p{N}])){1,3}|,?\s${PARAGRAPH}\s?\d{1,2}(?:\s?\(${PART}\)){0,2}(?:,?\s${LETTER}\s?\(?[a-z](?![\p{L}])\)?)?)?`;
const ARTICLE = String.raw`(?:Articles?|Arts?\.?|المادة|المادتان|المادتين|المواد)`;
const THROUGH = String.raw`(?:\s?[–—-]\s?|\s(?:to|through|à|إلى)\s)`;
const JOINS = String.raw`(?:${THROUGH}|\s?,\s?(?:(?:and|et)\s|و\s?)?|\s(?:and|et|&)\s|\s?و\s?)`;
const LIST = `${NUMBER}${PARAGRAPHS}(?:${JOINS}${NUMBER}${PARAGRAPHS}){0,12}`;

const SERIES = String.raw`(?:C?ETS|STC?E)\s?(?:No\.?\s?|n°\s?)?`;
const CYBERCRIME_CONVENTION = String.raw`(?:Budapest\s+Convention|(?:Council\s+of\s+Europe\s+)?Convention\s+on\s+Cybercrime|Convention\s+de\s+Budapest|Convention\s+sur\s+la\s+cybercriminalité|اتفاقية\s+بودابست|اتفاقية\s+الجريمة\s+(?:السيبرانية|الإلكترونية))(?!\p{L})`;
/** A protocol of the Budapest Convention, not of another Council of Europe treaty. */
const OWN_PROTOCOL = String.raw`(?!\p{L})(?:\s+(?:to|à|of)\s+(?:the\s+|la\s+)?(?:${CYBERCRIME_CONVENTION})|(?!\s+(?:addition|(?:to|à|au|of|الملحق|لاتفاقية)(?!\p{L}))))`;
/** Names of treaties after an article, with the treaty's number. */
const BEHIND: readonly (readonly [string, string])[] = [
  [String.raw`(?:BC|CB)(?![\p{L}\p{N}])`, "185"],
  [CYBERCRIME_CONVENTION, "185"],
  [
    String.raw`(?:(?:First|1st)\s+(?:Additional\s+)?Protocol|(?:Premier|1er)\s+Protocole(?:\s+additionnel)?|البروتوكول\s+الإضافي\s+الأول)${OWN_PROTOCOL}`,
    "189",
  ],
  [
    String.raw`(?:(?:Second|2nd)\s+(?:Additional\s+)?Protocol|(?:Deuxième|Second|2e)\s+Protocole(?:\s+additionnel)?|البروتوكول\s+الإضافي\s+الثاني)${OWN_PROTOCOL}`,
    "224",
  ],
  [
    String.raw`(?:(?:UN|United\s+Nations)\s+(?:Convention\s+against\s+Cybercrime|Cybercrime\s+Convention)|Hanoi\s+Convention|Convention\s+des\s+Nations\s+Unies\s+contre\s+la\s+cybercriminalité|Convention\s+de\s+Hanoï|اتفاقية\s+الأمم\s+المتحدة\s+لمكافحة\s+الجريمة\s+السيبرانية|اتفاقية\s+هانوي)(?!\p{L})`,
    "un",
  ],
  [String.raw`(?:Malabo\s+Convention|Convention\s+de\s+Malabo|اتفاقية\s+مالابو)(?!\p{L})`, "malabo"],
  [String.raw`Directive\s+2013/40(?:/(?:EU|UE))?(?![\p{L}\p{N}])`, "eu"],
  [String.raw`${SERIES}185(?!\d)`, "185"],
  [String.raw`${SERIES}189(?!\d)`, "189"],
  [String.raw`${SERIES}224(?!\d)`, "224"],
];
const OF = String.raw`(?:(?:of\s+the|of|under\s+the|to\s+the|de\s+la|du|من)\s+|de\s+l['’])?`;

const PATTERN = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}])(?:ال)?${ARTICLE}\s?(?<list>${LIST}),?\s${OF}(?:${BEHIND.map(
      ([words], n) => `(?<b${n}>${words})`,
    ).join("|")})`,
    String.raw`(?<![\p{L}\p{N}])${SERIES}(?<treaty>185|189|224),?\s${ARTICLE}\s?(?<one>${NUMBER}${PARAGRAPHS})(?![\p{N}])`,
  ].join("|"),
  "giu",
);
const PLACE = new RegExp(`(${NUMBER})(${PARAGRAPHS})`, "giu");
const IS_RANGE = new RegExp(`^${THROUGH}$`, "iu");
/** Longer texts are not searched. */
const MAX_LENGTH = 20_000;

/** Every citation has a word for "article" and a treaty's name; tested first for speed. */
const NAMES_ARTICLE = /art|ماد|مواد/i;
const NAMES_TREATY = /convention|protoco|directive|ets|ste|stce|\b(?:bc|cb)(?![a-z\d])|اتفاقية|بروتوكول/i;

/** Splits a text into plain pieces and citations with their article. Joined they give the text. */
export function splitPinpoints(text: string): (string | Pinpoint)[] {
  if (text.length > MAX_LENGTH || !mayCite(text)) return [text];
  const pieces: (string | Pinpoint)[] = [];
  let at = 0;
  const push = (piece: string | Pinpoint) => {
    if (piece !== "") pieces.push(piece);
  };
  for (const match of text.matchAll(PATTERN)) {
    const { groups = {}, index } = match;
    push(text.slice(at, index));
    at = index + match[0].length;
    if (groups.treaty) push(citation(match[0], groups.treaty, groups.one ?? ""));
    else for (const piece of splitList(match[0], groups)) push(piece);
  }
  push(text.slice(at));
  return pieces;
}

function mayCite(text: string): boolean {
  return /\d/.test(text) && NAMES_ARTICLE.test(text) && NAMES_TREATY.test(text);
}

/** Lists the articles cited in a text, including those within ranges. */
export function articlesCited(text: string): string[] {
  return splitPinpoints(text).flatMap((piece) =>
    typeof piece === "string" ? [] : [piece.id, ...(piece.through ?? [])],
  );
}

function citation(text: string, treaty: string, written: string): Pinpoint {
  const [, number = "", paragraphs = ""] = new RegExp(PLACE.source, "iu").exec(written) ?? [];
  const words = new RegExp(`${PARAGRAPH}|${LETTER}`, "giu");
  const parts = paragraphs.replace(words, " ").match(/[0-9a-z]{1,4}/giu) ?? [];
  const id = `${treaty}-${number}`;
  return parts.length > 0 ? { text, id, place: parts.join("-").toLowerCase() } : { text, id };
}

/** A citation of one article is one link; of several, each number is one, and the last includes the treaty. */
function splitList(whole: string, groups: Record<string, string | undefined>): (string | Pinpoint)[] {
  const treaty = BEHIND[BEHIND.findIndex((_, n) => groups[`b${n}`] !== undefined)]?.[1] ?? "185";
  const list = groups.list ?? "";
  const start = whole.indexOf(list);
  const places = [...list.matchAll(PLACE)];
  const pieces: (string | Pinpoint)[] = [];
  let at = 0;
  for (const [n, place] of places.entries()) {
    const from = start + place.index;
    const next = places[n + 1];
    const to = next ? from + place[0].length : whole.length;
    // The word "Articles" belongs to the first link.
    if (n > 0) pieces.push(whole.slice(at, from));
    const cited = citation(whole.slice(n === 0 ? 0 : from, to), treaty, place[0]);
    const isRange = next && IS_RANGE.test(list.slice(place.index + place[0].length, next.index));
    const through = isRange ? between(treaty, Number(place[1]), Number(next[1])) : [];
    pieces.push(through.length > 0 ? { ...cited, through } : cited);
    at = to;
  }
  return pieces;
}

function between(treaty: string, first: number, last: number): string[] {
  return Array.from({ length: Math.max(0, last - first - 1) }, (_, n) => `${treaty}-${first + 1 + n}`);
}
