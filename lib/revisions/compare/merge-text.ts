import { append } from "@/lib/core/append";
import type { TopBlock } from "@/lib/text/nodes";
import { flatten, type Token, unflatten } from "./blocks";
import { align, type Hunk, newBudget } from "./blocks-align";

/** Limits on edits and steps of merging one block; beyond them it is a conflict. */
const EDITS = 1_000;
const STEPS = EDITS ** 2;

/**
 * Merges two edits of one block by words, items, rows and cells; returns null if they overlap or touch, i.e.
 * unless at least one unchanged word, mark or cell border is between them. Items and rows that both added at
 * one place are all kept, theirs first. The result is validated against the schema: an added row and an added
 * column are valid alone but conflict together.
 */
export function mergeBlock(base: TopBlock, theirs: TopBlock, mine: TopBlock): TopBlock | null {
  const budget = newBudget(STEPS, EDITS);
  const b = flatten(base);
  const sides = [theirs, mine].map((block) => {
    const tokens = flatten(block);
    const hunks = align(keysOf(b), keysOf(tokens), budget);
    return hunks === null
      ? null
      : hunks.flatMap((hunk, n) =>
          toEdits(hunk, b, tokens, hunks[n - 1]?.end ?? 0, hunks[n + 1]?.start ?? b.length),
        );
  });
  const [theirEdits, myEdits] = sides;
  if (!theirEdits || !myEdits) return null;
  const merged = combine(b, theirEdits, myEdits);
  return merged && unflatten(merged, theirs.attrs.id);
}

/** A replacement of `[start, end)` of the base. */
interface Edit {
  start: number;
  end: number;
  tokens: Token[];
}

function keysOf(tokens: readonly Token[]): string[] {
  return tokens.map((token) => token.key);
}

/**
 * Converts a hunk to edits. An insertion can be placed in several ways: `</li><li>x` before a closing tag
 * equals `<li>x</li>` after it. Insertions of whole items or rows are placed as such, if necessary split from
 * adjacent words, so that two of them can be next to each other.
 */
function toEdits(
  hunk: Hunk,
  base: readonly Token[],
  other: readonly Token[],
  from: number,
  to: number,
): Edit[] {
  const tokens = other.slice(hunk.from, hunk.to);
  const edit = { start: hunk.start, end: hunk.end, tokens };
  if (hunk.start !== hunk.end || !tokens.some(isBorder)) return [edit];
  const first = tokens.findIndex(isBorder);
  const last = tokens.findLastIndex(isBorder) + 1;
  const before = slide(base, hunk.start, tokens.slice(0, last), from, -1);
  if (before)
    return [before, { ...edit, tokens: tokens.slice(last) }].filter((part) => part.tokens.length > 0);
  const behind = slide(base, hunk.start, tokens.slice(first), to, 1);
  if (behind)
    return [{ ...edit, tokens: tokens.slice(0, first) }, behind].filter((part) => part.tokens.length > 0);
  return [edit];
}

/**
 * Shifts an insertion back (-1) or forward (1) over equal tokens, up to `limit`, until it consists of whole
 * items or rows.
 */
function slide(
  base: readonly Token[],
  at: number,
  tokens: Token[],
  limit: number,
  step: -1 | 1,
): Edit | null {
  let shifted = tokens;
  for (let start = at; ; start += step) {
    if (isWhole(shifted)) return { start, end: start, tokens: shifted };
    const [passed, turned] = step === 1 ? [base[start], shifted[0]] : [base[start - 1], shifted.at(-1)];
    if (start === limit || passed === undefined || passed.key !== turned?.key) return null;
    shifted = step === 1 ? [...shifted.slice(1), turned] : [turned, ...shifted.slice(0, -1)];
  }
}

function isBorder(token: Token): boolean {
  return token.kind === "open" || token.kind === "close";
}

/** Checks that a sequence consists of whole list items or table rows. */
function isWhole(tokens: readonly Token[]): boolean {
  let depth = 0;
  for (const token of tokens) {
    if (depth === 0 && !(token.kind === "open" && (token.type === "listItem" || token.type === "tableRow")))
      return false;
    if (token.kind === "open") depth += 1;
    if (token.kind === "close") depth -= 1;
  }
  return depth === 0 && tokens.length > 0;
}

function combine(base: readonly Token[], theirs: readonly Edit[], mine: readonly Edit[]): Token[] | null {
  const edits = [
    ...theirs.map((edit) => ({ edit, isMine: false })),
    ...mine.map((edit) => ({ edit, isMine: true })),
  ];
  edits.sort(
    (a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || Number(a.isMine) - Number(b.isMine),
  );
  const result: Token[] = [];
  let at = 0;
  for (let n = 0; n < edits.length; ) {
    const start = edits[n]?.edit.start ?? 0;
    let end = edits[n]?.edit.end ?? 0;
    const group: typeof edits = [];
    for (
      let next = edits[n];
      next && (group.length === 0 || touches(base, end, next.edit.start));
      next = edits[n]
    ) {
      group.push(next);
      end = Math.max(end, next.edit.end);
      n += 1;
    }
    const region = mergeRegion(
      base,
      start,
      end,
      group.filter((g) => !g.isMine).map((g) => g.edit),
      group.filter((g) => g.isMine).map((g) => g.edit),
    );
    if (region === null) return null;
    append(result, base.slice(at, start));
    append(result, region);
    at = end;
  }
  append(result, base.slice(at));
  return result;
}

/** Checks that only white space is between two changes. */
function touches(base: readonly Token[], end: number, start: number): boolean {
  return base.slice(end, start).every((token) => token.kind === "word" && token.text.trim() === "");
}

function mergeRegion(
  base: readonly Token[],
  start: number,
  end: number,
  theirs: Edit[],
  mine: Edit[],
): Token[] | null {
  const theirText = apply(base, start, end, theirs);
  const myText = apply(base, start, end, mine);
  if (mine.length === 0) return theirText;
  if (theirs.length === 0) return myText;
  if (theirText.length === myText.length && theirText.every((token, n) => token.key === myText[n]?.key))
    return theirText;
  return start === end && isWhole(theirText) && isWhole(myText) ? [...theirText, ...myText] : null;
}

function apply(base: readonly Token[], start: number, end: number, edits: readonly Edit[]): Token[] {
  const result: Token[] = [];
  let at = start;
  for (const edit of edits) {
    append(result, base.slice(at, edit.start));
    append(result, edit.tokens);
    at = edit.end;
  }
  append(result, base.slice(at, end));
  return result;
}
