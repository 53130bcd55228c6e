import { append } from "@/lib/core/append";
import { fold, MAX_FOLDED } from "./fold";

/*
 * Finds identifiers of places in laws, in all notations: "Art. 29", "Article 29" and "المادة 29" are the
 * same, as are "§ 202c" and "section 202c", or "18 U.S.C. § 1030" and "18 USC 1030". Each becomes an index
 * word beginning with "#", which no word of a text can.
 */

export interface Identifier {
  /** Position in the folded text. */
  from: number;
  to: number;
  /** All forms by which it is found, exact one first. */
  forms: readonly string[];
  /** Set if it only names the treaty of another identifier. */
  isTreaty?: boolean;
}

/** Names of treaties, by number in the European Treaty Series or our own name. */
const TREATY_NAMES: readonly (readonly [RegExp, number | string])[] = [
  [
    /budapest convention|convention on cybercrime|convention de budapest|convention sur la cybercriminalite|convenio de budapest|convencao de budapeste|اتفاقيه بودابست|будапештск\p{L}+ конвенци\p{L}+|bc\b/u,
    185,
  ],
  [/lanzarote convention/, 201],
  [
    /(?:un|united nations) convention against cybercrime|(?:un|united nations) cybercrime convention|hanoi convention|convention de hanoi|convention des nations unies contre la cybercriminalite|اتفاقيه الامم المتحده لمكافحه الجريمه السيبرانيه|اتفاقيه هانوي/u,
    "un",
  ],
  [/malabo convention|convention de malabo|اتفاقيه مالابو/u, "malabo"],
  [/directive 2013\/40(?:\/(?:eu|ue))?/, "eu"],
];

const NUMBER = String.raw`\d{1,6}(?:[-.]\d{1,4})*(?:[a-z]{1,2}(?![a-z\d]))?(?: ?(?:bis|ter|quater|quinquies|sexies)(?![a-z]))?`;
const PARAGRAPHS = String.raw`(?: ?\((?:\d{1,3}|[a-z]{1,4})\))*`;
const ONE = `${NUMBER}${PARAGRAPHS}`;
const JOIN = `(?: ?, ?(?:and |et |y |und |e )?| and | et | y | und | e | & | or | و ?| и | si | ou | o )`;
const RANGE = `(?: ?[–—] ?| to | a | bis | al | ate | до | الي )`;
const LIST = `${ONE}(?:(?:${JOIN}|${RANGE})${ONE}){0,12}`;

const ARTICLE = String.raw`(?:art(?:icles?|iculos?|icolul|icolele|icol[oi]|igos?|ikel[n]?|s)?\.?|المواد|المادتان|المادتين|الماده|ماده|статья|статьи|статей|статье|ст\.|стаття|ст )`;
const SECTION = String.raw`(?:§{1,2}|sections?|secs?\.|s\.(?= ?\d)|ss\.(?= ?\d)|paragraphe?s?|الفقره)`;

/** A notation of identifiers; lines without the hint are skipped. */
interface Pattern {
  hint: RegExp;
  pattern: RegExp;
  forms: (match: readonly (string | undefined)[]) => string[];
}

const PATTERNS: readonly Pattern[] = [
  // 18 U.S.C. § 1030(a)(2)
  {
    hint: /u\.? ?s\.? ?c/,
    pattern: new RegExp(
      String.raw`(?<![a-z\d])(\d{1,2}) ?u\.? ?s\.? ?c(?:ode)?\.?(?: ?(?:§+|sec\.|section))? ?(\d{1,6}[a-z]{0,2})(${PARAGRAPHS})`,
      "g",
    ),
    forms: ([, title, place, paragraphs]) => [
      ...(paragraphs
        ? [`#usc:${title}/${place}${tight(paragraphs)}`, `#sec:${place}${tight(paragraphs)}`]
        : []),
      `#usc:${title}/${place}`,
      `#sec:${place}`,
    ],
  },
  // Republic Act No. 10175, RA 10175
  {
    hint: /\bra\b|republic act/,
    pattern: /(?<![a-z\d])(?:ra|republic act) ?(?:no\.? ?)?(\d{2,5})(?!\d)/g,
    forms: ([, number]) => [`#ra/${number}`],
  },
  // CETS No. 185, STE n° 185
  {
    hint: /ets|ste|stce|sev|treaty/,
    pattern: /(?<![a-z\d])(?:c?ets|stce|ste|sev|treaty) ?(?:no?[.°º]?|nr\.?)? ?(\d{1,3})(?!\d)/g,
    forms: ([, number]) => [`#cets:${Number(number)}`],
  },
  // Convention 108
  {
    hint: /convention/,
    pattern: /(?<![a-z\d])convention ?(?:no?[.°º]?)? (\d{2,3})(?!\d)/g,
    forms: ([, number]) => [`#cets:${Number(number)}`],
  },
  // 第16条
  { hint: /第/, pattern: /第 ?(\d{1,4}) ?[条條]/g, forms: ([, number]) => [`#art:${number}`] },
  {
    hint: /art|مواد|ماد|ст/,
    pattern: new RegExp(`(?<![\\p{L}\\d])${ARTICLE} ?(${LIST})`, "gu"),
    forms: ([, list = ""]) => placesIn("art", list),
  },
  {
    hint: /§|s\.|sec|ss|para|فقره/,
    pattern: new RegExp(`(?<![\\p{L}\\d])${SECTION} ?(${LIST})`, "gu"),
    forms: ([, list = ""]) => placesIn("sec", list),
  },
  // No. 24 of 2007
  {
    hint: / of (?:19|20)\d\d/,
    pattern: /(?<![a-z\d])(?:no\.? ?|nr\.? ?)?(\d{1,5}) of ((?:19|20)\d\d)(?!\d)/g,
    forms: ([, number, year]) => [`#${number}/${year}`],
  },
];

/** A run without spaces that has a digit: 2013/40/EU, 161/2003, 2008-11, T-CY(2018)11. */
const COMPOUND = /[\p{L}\d][^\s,;:«»"“”]*[^\s,;:.«»"“”]/gu;

const tight = (text: string) => text.replaceAll(" ", "");

const PART_OF_LIST = new RegExp(`${ONE}|${RANGE}|${JOIN}`, "gu");
const IS_RANGE = new RegExp(`^${RANGE}$`, "u");

/** The articles or sections of a list: "16 and 17", "24, 27 and 35", "16 to 21" with all between. */
function placesIn(kind: "art" | "sec", list: string): string[] {
  const forms: string[] = [];
  let before: string | null = null;
  let isRange = false;
  for (const [part] of list.matchAll(PART_OF_LIST)) {
    if (!/^ ?\d/.test(part)) {
      isRange = IS_RANGE.test(part);
      continue;
    }
    const place = tight(part);
    const bare = place.replace(/\(.*$/, "");
    if (isRange && before !== null) append(forms, between(kind, before, bare));
    append(forms, bare === place ? [`#${kind}:${place}`] : [`#${kind}:${place}`, `#${kind}:${bare}`]);
    before = bare;
    isRange = false;
  }
  return [...new Set(forms)];
}

/** Maximum length of a range; longer ones are not ranges of articles. */
const MAX_RANGE = 60;

function between(kind: string, from: string, to: string): string[] {
  const [first, last] = [Number(from), Number(to)];
  if (!Number.isInteger(first) || !Number.isInteger(last) || last <= first || last - first > MAX_RANGE)
    return [];
  return Array.from({ length: last - first - 1 }, (_, n) => `#${kind}:${first + 1 + n}`);
}

/** A number of several parts, with any separator; with three or more parts, its prefixes match too. */
function compound(whole: string): string[] {
  const parts = whole.split(/[^\p{L}\d]+/u).filter(Boolean);
  if (parts.length < 2 || parts.length > 6 || !parts.some((part) => /\d/.test(part))) return [];
  const forms = [`#${parts.join("/")}`];
  for (let length = parts.length - 1; length >= 2; length -= 1) {
    const start = parts.slice(0, length);
    if (start.some((part) => /\d/.test(part))) forms.push(`#${start.join("/")}`);
  }
  return forms;
}

/**
 * Finds the identifiers of a folded text in order, without overlaps. Linear time, as the text is untrusted.
 * Reads only the first `MAX_FOLDED` characters, like everything that folds.
 */
export function identifiersIn(folded: string): Identifier[] {
  const text = folded.slice(0, MAX_FOLDED);
  if (!/\d/.test(text)) return [];
  const found: Identifier[] = [];
  for (const line of text.matchAll(/[^\n]+/g)) {
    if (/\d/.test(line[0])) append(found, identifiersOfLine(line[0], line.index));
  }
  return shortened(found);
}

function identifiersOfLine(line: string, start: number): Identifier[] {
  const found: Identifier[] = [];
  // What one notation matched is removed for the next: "§ 202c and 18 U.S.C. 1030" are two.
  let left = line;
  for (const { hint, pattern, forms } of PATTERNS) {
    if (!hint.test(left)) continue;
    // Built once per pattern instead of per match, which would take quadratic time.
    let next = "";
    let end = 0;
    for (const match of left.matchAll(pattern)) {
      const to = match.index + match[0].length;
      const own = forms(match);
      if (own.length > 0) found.push({ from: match.index, to, forms: own });
      next += left.slice(end, match.index) + "\0".repeat(match[0].length);
      end = to;
    }
    left = next + left.slice(end);
  }
  found.sort((a, b) => a.from - b.from);
  const all = withCompounds(line, found);
  return withTreaties(line, all).map((one) => ({ ...one, from: one.from + start, to: one.to + start }));
}

/** Adds compounds of a line that do not overlap earlier matches, which are sorted. */
function withCompounds(line: string, found: readonly Identifier[]): Identifier[] {
  const merged: Identifier[] = [];
  let next = 0;
  for (const match of line.matchAll(COMPOUND)) {
    if (!/\d/.test(match[0])) continue;
    const [from, to] = [match.index, match.index + match[0].length];
    for (let one = found[next]; one && one.to <= from; one = found[next]) {
      merged.push(one);
      next += 1;
    }
    const forms = to > (found[next]?.from ?? Number.POSITIVE_INFINITY) ? [] : compound(match[0]);
    if (forms.length > 0) merged.push({ from, to, forms });
  }
  return [...merged, ...found.slice(next)];
}

/** Characters of a form. No identifier is longer, and the index rejects words over 2,046 bytes. */
const MAX_FORM = 100;
/** Forms per text. A range with all its articles can produce sixty from a few characters. */
const MAX_FORMS = 10_000;

/** Truncates long forms, in texts and queries alike, and drops forms beyond any normal number. */
function shortened(found: readonly Identifier[]): Identifier[] {
  const kept: Identifier[] = [];
  let left = MAX_FORMS;
  for (const one of found) {
    if (left <= 0) break;
    const forms = one.forms.slice(0, left).map((form) => form.slice(0, MAX_FORM));
    left -= forms.length;
    kept.push({ ...one, forms });
  }
  return kept;
}

/**
 * "Article 16 BC", "CETS 185 Article 16": a treaty's article is an additional identifier that includes the
 * treaty's name.
 */
function withTreaties(line: string, found: readonly Identifier[]): Identifier[] {
  const named = new Set<Identifier>();
  const joined = found.map((one, n) => {
    const articles = one.forms.filter((form) => form.startsWith("#art:"));
    const treaty = articles.length > 0 ? treatyBeside(line, one, [found[n - 1], found[n + 1]]) : null;
    if (treaty === null) return one;
    if (treaty.by) named.add(treaty.by);
    const forms = [...articles.map((form) => `#treaty:${treaty.number}/${form.slice(5)}`), ...one.forms];
    return { from: treaty.from, to: treaty.to, forms };
  });
  return joined.map((one) => (named.has(one) ? { ...one, isTreaty: true } : one));
}

interface NamedTreaty {
  number: number | string;
  /** Range of article and name together. */
  from: number;
  to: number;
  /** The identifier that names the treaty. */
  by?: Identifier;
}

const LINKS = / ?,? ?(?:(?:of|de|du|der|la|the|to|من|в) |l['’])*/.source;
const BEHIND = TREATY_NAMES.map(
  ([name, number]) => [new RegExp(`^${LINKS}(?:${name.source})`, "u"), number] as const,
);
const AHEAD = TREATY_NAMES.map(
  ([name, number]) => [new RegExp(`(?:${name.source}) ?,? ?$`, "u"), number] as const,
);

function treatyBeside(
  line: string,
  one: Identifier,
  others: readonly (Identifier | undefined)[],
): NamedTreaty | null {
  const behind = line.slice(one.to, one.to + 70);
  for (const [name, number] of BEHIND) {
    const match = name.exec(behind);
    if (match) return { number, from: one.from, to: one.to + match[0].length };
  }
  const start = Math.max(0, one.from - 50);
  const ahead = line.slice(start, one.from);
  for (const [name, number] of AHEAD) {
    const match = name.exec(ahead);
    if (match) return { number, from: start + match.index, to: one.to };
  }
  const by = others.find((other) => other?.forms[0]?.startsWith("#cets:") && isNear(one, other));
  return by ? { number: Number(by.forms[0]?.slice(6)), from: one.from, to: one.to, by } : null;
}

function isNear(one: Identifier, other: Identifier): boolean {
  return other.to <= one.from ? one.from - other.to <= 3 : other.from - one.to <= 8;
}

/**
 * Lists the forms of an identifier as its owner writes it: "§ 202c StGB", "286/2009", "Article 2 BC"; without
 * the treaty itself.
 */
export function formsOf(identifier: string): string[] {
  const own = identifiersIn(fold(identifier)).filter(({ isTreaty = false }) => !isTreaty);
  return [...new Set(own.flatMap((one) => one.forms))];
}
