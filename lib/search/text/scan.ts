/*
 * Where the words of a text begin and end. A save scans the whole text of what it changes, so this goes over its code
 * units once, by a table, and not by regular expressions.
 */

/** What a code unit is: no part of a word; a letter or digit; a sign of a script without spaces, by the length of its pieces. */
const [UNSEEN, OTHER, LETTER, PAIRED, TRIPLED, HANGUL] = [0, 1, 2, 3, 4, 5] as const;

/** Written without spaces, in signs of which two make a word as often as not; in letters; in blocks with endings. */
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

/** Signs beyond the first plane: few texts have many of them. */
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

/** Signs that join two words as often as they part them: "cyber-crime", "l’article", "u.s.", "a/b". */
const JOINS = new Set([..."-‐‑_.'’ʼ/&"].map((sign) => sign.charCodeAt(0)));
const APOSTROPHES = new Set([..."'’ʼ"].map((sign) => sign.charCodeAt(0)));

/** A stretch of letters of one sort. `joined` counts the stretches before it that hang together with it. */
export interface Stretch {
  from: number;
  to: number;
  script: "spaced" | "paired" | "tripled" | "hangul";
  joined: number;
  /** What joins it with the one before is an apostrophe. */
  isElided: boolean;
}

const SCRIPTS = { [LETTER]: "spaced", [PAIRED]: "paired", [TRIPLED]: "tripled", [HANGUL]: "hangul" } as const;

/** The stretches of a text, in order. */
export function stretchesOf(text: string): Stretch[] {
  const found: Stretch[] = [];
  let joined = 0;
  scan(text, (from, to, script, begin) => {
    joined = begin < from ? joined + 1 : 0;
    found.push({ from, to, script, joined, isElided: joined > 0 && isElision(text, from) });
  });
  return found;
}

/** Whether a sign joins two words as often as it parts them. */
export function isJoin(unit: number): boolean {
  return JOINS.has(unit);
}

/** Whether what joins a stretch with the one before is an apostrophe. */
export function isElision(text: string, from: number): boolean {
  return APOSTROPHES.has(text.charCodeAt(from - 1));
}

/**
 * Meets the stretches of a text, in order, without making anything of them: of a long text few are wanted. `begin` is
 * where the first of those begins that hang together with it.
 */
export function scan(
  text: string,
  meet: (from: number, to: number, script: Stretch["script"], begin: number) => void,
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
  // Most words are of plain letters: nothing else need be asked of them.
  if (sort === LETTER) while (at < text.length && classes[text.charCodeAt(at)] === LETTER) at += 1;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    const isHigh = unit >= 0xd800 && unit < 0xdc00;
    const here = classOf(text, at);
    // Vowel signs and accents belong to whatever letter they stand on.
    if (here !== sort && !(here === LETTER && at > start && isMark(unit))) break;
    at += isHigh ? 2 : 1;
  }
  return Math.min(at, text.length);
}

const IS_MARK = /\p{M}/u;

function isMark(unit: number): boolean {
  return unit >= 0x300 && IS_MARK.test(String.fromCharCode(unit));
}
