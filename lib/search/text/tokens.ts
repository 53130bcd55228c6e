import { normalize } from "@/lib/text/unicode";
import { fold, MAX_FOLDED } from "./fold";
import { identifiersIn } from "./identifiers";
import { type Run, runsOf } from "./scan";

/** A searchable token at a position of a text. */
export interface Token {
  /** Folded for comparison; "#…" for an identifier. Runs of unspaced scripts become overlapping pieces. */
  word: string;
  /** As written, lower-cased with accents, for stemmers. Null if no stemmer applies. */
  raw: string | null;
  /** Its position; several tokens may share one. */
  position: number;
}

/** Longer words are not of any language, and not usable as keys. */
const MAX_WORD = 60;
const ASCII = /^[\x20-\x7e\n\t]*$/;

const MAX_KNOWN = 60_000;
const folded = new Map<string, string>();

/** Folds a lower-case word; cached, as words recur. */
function foldWord(raw: string): string {
  const known = folded.get(raw);
  if (known !== undefined) return known;
  const word = fold(raw).replaceAll(/[^\p{L}\p{N}\p{M}]/gu, "");
  if (folded.size >= MAX_KNOWN) folded.clear();
  folded.set(raw, word);
  return word;
}

/**
 * Tokenizes a text in order, with identifiers. A word of two parts is also found joined ("cybercrime" for
 * "cyber-crime"); unspaced scripts are split into overlapping pairs or threes. Reads at most `MAX_FOLDED`
 * characters; indexing splits longer texts first (`partsOf`).
 */
export function tokensOf(whole: string): Token[] {
  const text = whole.slice(0, MAX_FOLDED);
  const isPlain = ASCII.test(text);
  const written = (isPlain ? text : normalize(text, "NFC")).toLowerCase();
  const tokens: Token[] = [];
  /** Positions of words, to place the identifiers. */
  const starts: number[] = [];
  const positions: number[] = [];
  let position = 0;
  const runs = runsOf(written);
  for (let n = 0; n < runs.length; n += 1) {
    const one = runs[n] as Run;
    starts.push(one.from);
    positions.push(position);
    const raw = written.slice(one.from, one.to);
    const next = runs[n + 1];
    if (isElision(one, next, raw) || raw.length > MAX_WORD * 3) continue;
    if (one.script === "paired") position = addPieces(tokens, foldWord(raw), 2, position);
    else if (one.script === "tripled") position = addPieces(tokens, foldWord(raw), 3, position);
    else {
      const word = isPlain ? raw : foldWord(raw);
      if (word === "" || word.length > MAX_WORD) continue;
      tokens.push({ word, raw, position });
      if (one.script === "hangul") addPieces(tokens, word, 2, position);
      position += 1;
    }
    if (one.joined > 0 && !(next && next.joined > one.joined))
      addJoined(tokens, runs, n, written, position - 1);
  }
  const compared = isPlain ? written : fold(text);
  addIdentifiers(tokens, compared, written.length, starts, positions);
  return tokens;
}

/** Before an apostrophe in French and after one in English: "l’article", "Romania’s". */
function isElision(one: Run, next: Run | undefined, raw: string): boolean {
  return (one.isElided && raw === "s") || (next?.isElided === true && raw.length <= 2);
}

/** Joined words as one token; numbers are left to the identifiers. */
function addJoined(
  tokens: Token[],
  runs: readonly Run[],
  last: number,
  written: string,
  position: number,
): void {
  const parts = runs.slice(last - (runs[last]?.joined ?? 0), last + 1);
  if (parts.length > 6 || parts.some((part) => part.isElided || part.script !== "spaced")) return;
  const raw = parts.map((part) => written.slice(part.from, part.to)).join("");
  const word = foldWord(raw);
  if (word.length <= MAX_WORD && !/\d/.test(word)) tokens.push({ word, raw, position });
}

/** Overlapping pieces; the last ones are shorter, so that every character begins a piece. */
function addPieces(tokens: Token[], text: string, size: number, start: number): number {
  const signs = [...text];
  for (let n = 0; n < signs.length; n += 1)
    tokens.push({ word: signs.slice(n, n + size).join(""), raw: null, position: start + n });
  return start + signs.length;
}

function addIdentifiers(
  tokens: Token[],
  compared: string,
  length: number,
  starts: readonly number[],
  positions: readonly number[],
): void {
  // Folding may change the length a little; approximate positions suffice.
  const scale = compared.length > 0 ? length / compared.length : 1;
  let n = 0;
  for (const one of identifiersIn(compared)) {
    const from = one.from * scale;
    while (n + 1 < starts.length && (starts[n + 1] ?? 0) <= from) n += 1;
    for (const word of one.forms) tokens.push({ word, raw: null, position: positions[n] ?? 0 });
  }
}
