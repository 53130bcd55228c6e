/*
 * Splits a text into words. Saves scan the whole changed text, so this makes one pass over code units with a
 * table instead of regular expressions.
 */

/**
 * Classes of a code unit: not part of a word; letter or digit; or a character of an unspaced script, by the
 * length of its pieces.
 */
const [UNSEEN, OTHER, LETTER, PAIRED, TRIPLED, HANGUL] = [0, 1, 2, 3, 4, 5] as const;

/** Scripts without spaces: pairs of characters, threes, or Hangul blocks with endings. */
const IS_PAIRED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]/u;
const IS_TRIPLED = /[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const IS_HANGUL = /\p{sc=Hangul}/u;
const IS_LETTER = /[\p{L}\p{N}\p{M}]/u;

const classes = new Uint8Array(0x10000);

function classOf(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const known = classes[unit] ?? OTHER;
  if (known !== UNSEEN) return known;
  const code = text.codePointAt(at) ?? 0x20;
  if (code > 0xffff) return astralClassOf(code);
  const found = sortOf(code);
  classes[unit] = found;
  return found;
}

const astral = new Map<number, number>();

/** Characters beyond the basic plane, which are rare. */
function astralClassOf(code: number): number {
  let found = astral.get(code);
  if (found === undefined) {
    found = sortOf(code);
    if (astral.size < 10_000) astral.set(code, found);
  }
  return found;
}

function sortOf(code: number): number {
  const sign = String.fromCodePoint(code);
  return IS_PAIRED.test(sign)
    ? PAIRED
    : IS_TRIPLED.test(sign)
      ? TRIPLED
      : IS_HANGUL.test(sign)
        ? HANGUL
        : IS_LETTER.test(sign)
          ? LETTER
          : OTHER;
}

/** Characters that join words as often as they separate them: "cyber-crime", "l’article", "u.s.", "a/b". */
const JOINS = new Set([..."-‐‑_.'’ʼ/&"].map((sign) => sign.charCodeAt(0)));
const APOSTROPHES = new Set([..."'’ʼ"].map((sign) => sign.charCodeAt(0)));

/** A run of letters of one class. `joined` counts the runs before it that it is joined to. */
export interface Run {
  from: number;
  to: number;
  script: "spaced" | "paired" | "tripled" | "hangul";
  joined: number;
  /** It is joined to the previous one by an apostrophe. */
  isElided: boolean;
}

const SCRIPTS = { [LETTER]: "spaced", [PAIRED]: "paired", [TRIPLED]: "tripled", [HANGUL]: "hangul" } as const;

/** Lists the runs of a text, in order. */
export function runsOf(text: string): Run[] {
  const found: Run[] = [];
  let joined = 0;
  scan(text, (from, to, script, begin) => {
    joined = begin < from ? joined + 1 : 0;
    found.push({ from, to, script, joined, isElided: joined > 0 && isElision(text, from) });
  });
  return found;
}

/** Checks whether a character joins words as often as it separates them. */
export function isJoin(unit: number): boolean {
  return JOINS.has(unit);
}

/** Checks whether a run is joined to the previous one by an apostrophe. */
export function isElision(text: string, from: number): boolean {
  return APOSTROPHES.has(text.charCodeAt(from - 1));
}

/**
 * Calls `meet` for each run of a text in order, without allocating, since few are needed of a long text.
 * `begin`: start of the first run joined to this one.
 */
export function scan(
  text: string,
  meet: (from: number, to: number, script: Run["script"], begin: number) => void,
): void {
  let begin = 0;
  let end = -1;
  for (let at = 0; at < text.length; ) {
    const first = classOf(text, at);
    if (first === OTHER) {
      at += 1;
      continue;
    }
    const from = at;
    at = endOf(text, at, first);
    if (from - end !== 1 || !isJoin(text.charCodeAt(end))) begin = from;
    end = at;
    meet(from, at, SCRIPTS[first as 2 | 3 | 4 | 5], begin);
  }
}

function endOf(text: string, start: number, sort: number): number {
  let at = start;
  // Fast path: most words are plain letters.
  if (sort === LETTER) while (at < text.length && classes[text.charCodeAt(at)] === LETTER) at += 1;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    const isHigh = unit >= 0xd800 && unit < 0xdc00;
    const here = classOf(text, at);
    // Vowel signs and accents belong to their letter.
    if (here !== sort && !(here === LETTER && at > start && isMark(unit))) break;
    at += isHigh ? 2 : 1;
  }
  return Math.min(at, text.length);
}

const IS_MARK = /\p{M}/u;

function isMark(unit: number): boolean {
  return unit >= 0x300 && IS_MARK.test(String.fromCharCode(unit));
}
