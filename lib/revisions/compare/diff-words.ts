import { append } from "@/lib/core/append";
import { canonicalInline, marksKey } from "@/lib/text/canonical-blocks";
import type { Inline } from "@/lib/text/nodes";
import { splitWords } from "@/lib/text/words";
import type { Run, TextRun } from "../model";
import { inlineTokens } from "./blocks";
import { align, type Budget, type Hunk } from "./blocks-align";

/** A piece of text to compare for display; emphasis is ignored. */
interface Piece {
  key: string;
  isSpace: boolean;
  node: Inline;
}

/**
 * Compares two lines of text word by word. Unchanged words with different emphasis or link become a run of
 * their own.
 */
export function diffInline(before: readonly Inline[], after: readonly Inline[], budget: Budget): Run[] {
  // The budget is used up; even splitting the rest into words would take long.
  if (budget.steps <= 0) return replaced(before, after);
  const a = pieces(before);
  const b = pieces(after);
  const runs: Run[] = [];
  let at = 0;
  let to = 0;
  const keep = (end: number) => {
    for (; at < end; at += 1, to += 1) pushSame(runs, a[at]?.node, b[to]?.node);
  };
  for (const hunk of wordHunks(a, b, budget)) {
    keep(hunk.start);
    push(
      runs,
      "del",
      a.slice(hunk.start, hunk.end).map((piece) => piece.node),
    );
    push(
      runs,
      "ins",
      b.slice(hunk.from, hunk.to).map((piece) => piece.node),
    );
    at = hunk.end;
    to = hunk.to;
  }
  keep(a.length);
  return runs.map((run) => ({
    ...run,
    content: canonicalInline(run.content),
    ...(run.was ? { was: canonicalInline(run.was) } : {}),
  }));
}

/** Runs that replace one line by another. */
function replaced(before: readonly Inline[], after: readonly Inline[]): Run[] {
  const runs: Run[] = [];
  push(runs, "del", canonicalInline(before));
  push(runs, "ins", canonicalInline(after));
  return runs;
}

/** The same for plain text. */
export function diffText(before: string, after: string, budget: Budget): TextRun[] {
  const text = (value: string): Inline[] => (value === "" ? [] : [{ type: "text", text: value }]);
  return diffInline(text(before), text(after), budget).map((run) => ({
    op: run.op === "marks" ? "same" : run.op,
    text: run.content.map((node) => (node.type === "text" ? node.text : "")).join(""),
  }));
}

/** Splits a line into words. Keys of other pieces contain white space and letters, which no word's key does. */
function pieces(nodes: readonly Inline[]): Piece[] {
  const found: Piece[] = [];
  for (const node of nodes) {
    if (node.type !== "text") {
      for (const { key } of inlineTokens([node])) found.push({ key: `\n${key}`, isSpace: false, node });
      continue;
    }
    const marks = node.marks?.length ? { marks: node.marks } : {};
    for (const text of splitWords(node.text))
      found.push({ key: text, isSpace: text.trim() === "", node: { type: "text", text, ...marks } });
  }
  return found;
}

/** Hunks of words; of sentences if words exceed the budget; one hunk if sentences do too. */
function wordHunks(a: Piece[], b: Piece[], budget: Budget): Hunk[] {
  const keys = (list: Piece[]) => list.map((piece) => piece.key);
  const hunks = align(keys(a), keys(b), budget);
  if (hunks) return joinAcrossSpaces(hunks, a);
  const left = sentences(a);
  const right = sentences(b);
  const coarse = align(left.keys, right.keys, budget) ?? [
    { start: 0, end: left.keys.length, from: 0, to: right.keys.length },
  ];
  const place = (ends: number[], n: number) => (n === 0 ? 0 : (ends[n - 1] ?? 0));
  return coarse.map((hunk) => ({
    start: place(left.ends, hunk.start),
    end: place(left.ends, hunk.end),
    from: place(right.ends, hunk.from),
    to: place(right.ends, hunk.to),
  }));
}

/** What ends a sentence. */
const ENDS: ReadonlySet<string> = new Set([...".!?;؟۔。", "\nbr"]);

function sentences(list: Piece[]): { keys: string[]; ends: number[] } {
  const keys: string[] = [];
  const ends: number[] = [];
  let current = "";
  for (const [n, piece] of list.entries()) {
    current += `${piece.key}\n`;
    if (ENDS.has(piece.key) || n === list.length - 1) {
      keys.push(current);
      ends.push(n + 1);
      current = "";
    }
  }
  return { keys, ends };
}

/** Joins two replacements separated only by a space, which reads better. */
function joinAcrossSpaces(hunks: Hunk[], a: Piece[]): Hunk[] {
  const joined: Hunk[] = [];
  for (const hunk of hunks) {
    const last = joined.at(-1);
    const removes = last !== undefined && (last.end > last.start || hunk.end > hunk.start);
    const inserts = last !== undefined && (last.to > last.from || hunk.to > hunk.from);
    if (last && removes && inserts && a.slice(last.end, hunk.start).every((piece) => piece.isSpace)) {
      last.end = hunk.end;
      last.to = hunk.to;
    } else joined.push({ ...hunk });
  }
  return joined;
}

function pushSame(runs: Run[], before: Inline | undefined, after: Inline | undefined): void {
  if (!before || !after) return;
  const hasOtherMarks =
    before.type === "text" && after.type === "text" && marksKey(before.marks) !== marksKey(after.marks);
  const last = runs.at(-1);
  if (!hasOtherMarks) push(runs, "same", [after]);
  else if (last?.op === "marks") {
    last.content.push(after);
    last.was?.push(before);
  } else runs.push({ op: "marks", content: [after], was: [before] });
}

function push(runs: Run[], op: "same" | "ins" | "del", nodes: Inline[]): void {
  if (nodes.length === 0) return;
  const last = runs.at(-1);
  if (last?.op === op) append(last.content, nodes);
  else runs.push({ op, content: nodes });
}

/** Whether comparing word by word makes sense: more than one word. */
export function hasWords(text: string): boolean {
  return splitWords(text).length > 1;
}
