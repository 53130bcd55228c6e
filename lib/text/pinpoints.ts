/**
 * Articles of treaties as lawyers cite them, found in running text so that they can be drawn as links: "Art. 18 BC",
 * "Articles 16 and 17 BC", "Article 18(1)(b) of the Budapest Convention", "CETS 224 Article 7". Nothing is stored: the
 * text stays what was typed.
 */

export interface Pinpoint {
  text: string;
  /** The article: "185-18". */
  id: string;
}

const PARAGRAPHS = String.raw`(?:\s?\([0-9a-z]{1,4}\)){0,3}`;
const NUMBER = String.raw`[1-9]\d?`;
const ARTICLE = String.raw`(?:Articles?|Arts?\.?|المادة|المادتان|المواد)`;
/** What names a treaty behind its article, and which one it is. */
const BEHIND: readonly (readonly [string, string])[] = [
  [String.raw`BC\b`, "185"],
  [String.raw`CB\b`, "185"],
  [
    String.raw`(?:of\s+the|de\s+la|من)\s+(?:Budapest\s+Convention|Convention\s+de\s+Budapest|اتفاقية\s+بودابست)`,
    "185",
  ],
  [String.raw`(?:C?ETS|STCE)\s?(?:No\.?\s?)?185\b`, "185"],
  [String.raw`(?:C?ETS|STCE)\s?(?:No\.?\s?)?189\b`, "189"],
  [String.raw`(?:C?ETS|STCE)\s?(?:No\.?\s?)?224\b`, "224"],
];
const JOINED = String.raw`(?:\s?(?:,|–|-|and|et|و)\s?${NUMBER}${PARAGRAPHS}){0,8}`;

const PATTERN = new RegExp(
  [
    String.raw`(?<![\p{L}\p{N}])${ARTICLE}\s?(?<list>${NUMBER}${PARAGRAPHS}${JOINED}),?\s(?:${BEHIND.map(
      ([words], n) => `(?<b${n}>${words})`,
    ).join("|")})`,
    String.raw`(?<![\p{L}\p{N}])(?:C?ETS|STCE)\s?(?:No\.?\s?)?(?<treaty>185|189|224),?\s${ARTICLE}\s?(?<one>${NUMBER})${PARAGRAPHS}(?![\p{N}])`,
  ].join("|"),
  "giu",
);
const PLACE = new RegExp(`(${NUMBER})${PARAGRAPHS}`, "gu");
/** No text of ours has more in one node; what goes on is not looked at. */
const MAX_LENGTH = 20_000;

/** A text in pieces: plain ones, and citations with the article that each leads to. Joined, they are the text. */
export function splitPinpoints(text: string): (string | Pinpoint)[] {
  if (text.length > MAX_LENGTH || !/\d/.test(text)) return [text];
  const pieces: (string | Pinpoint)[] = [];
  let at = 0;
  const push = (piece: string | Pinpoint) => {
    if (piece !== "") pieces.push(piece);
  };
  for (const match of text.matchAll(PATTERN)) {
    const { groups = {}, index } = match;
    push(text.slice(at, index));
    at = index + match[0].length;
    if (groups.treaty) push({ text: match[0], id: `${groups.treaty}-${groups.one}` });
    else for (const piece of splitList(match[0], groups)) push(piece);
  }
  push(text.slice(at));
  return pieces;
}

/** A citation of one article is one link; of several, each number is one, and the last takes the treaty with it. */
function splitList(whole: string, groups: Record<string, string | undefined>): (string | Pinpoint)[] {
  const treaty = BEHIND[BEHIND.findIndex((_, n) => groups[`b${n}`] !== undefined)]?.[1] ?? "185";
  const list = groups.list ?? "";
  const start = whole.indexOf(list);
  const places = [...list.matchAll(PLACE)];
  if (places.length === 1) return [{ text: whole, id: `${treaty}-${places[0]?.[1]}` }];
  const pieces: (string | Pinpoint)[] = [];
  let at = 0;
  for (const [n, place] of places.entries()) {
    const from = start + place.index;
    const to = n === places.length - 1 ? whole.length : from + place[0].length;
    // The word "Articles" belongs to the first.
    if (n > 0) pieces.push(whole.slice(at, from));
    pieces.push({ text: whole.slice(n === 0 ? 0 : from, to), id: `${treaty}-${place[1]}` });
    at = to;
  }
  return pieces;
}
