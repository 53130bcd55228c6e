import { append } from "@/lib/core/append";
import { beforeNextLine } from "@/lib/text/page-lines";
import { type Element, textOf } from "../elements";
import { type Fragment, inOrder } from "./fragments";

/** Part of the size of the text from which a gap between two fragments is a space. */
const SPACE = 0.1;
/** Part of the size of the text by which baselines differ between two lines. */
const LINE = 0.5;

/** Ids of notes by the marks in the text. */
export type Marks = ReadonlyMap<Fragment, string>;

/** Text in one style; a run with a note has no text. */
interface Run {
  text: string;
  isBold: boolean;
  isItalic: boolean;
  href: string | null;
  note: string | null;
}

/** Divides fragments in the order of the file into the lines of the page, each in the order in which it is read. */
export function linesIn(fragments: readonly Fragment[]): Fragment[][] {
  const lines: Fragment[][] = [];
  let [y, size] = [0, 0];
  for (const fragment of fragments) {
    const line = lines.at(-1);
    if (line && Math.abs(fragment.y - y) <= Math.max(size, fragment.size) * LINE) line.push(fragment);
    else {
      lines.push([fragment]);
      size = 0;
    }
    if (fragment.size >= size) [y, size] = [fragment.y, fragment.size];
  }
  return lines.map(inOrder);
}

/** Writes the lines of a paragraph as text with emphasis, links and notes; words cut by hyphens are joined. */
export function paragraphText(lines: readonly (readonly Fragment[])[], marks: Marks): (Element | string)[] {
  const runs: Run[] = [];
  for (const line of lines) {
    const added = runsOf(line, marks);
    const [first] = added;
    const last = runs.at(-1);
    if (!first) continue;
    // Only the run at the end of the line is read: the paragraph before it can be long.
    if (last?.note === null) last.text = beforeNextLine(last.text.trimEnd(), first.text.trimStart());
    else if (last) first.text = ` ${first.text}`;
    append(runs, added);
  }
  return withPlainSpaces(merged(runs)).map(elementOf);
}

/** Moves a space at a change of style to the side without emphasis and link. */
function withPlainSpaces(runs: readonly Run[]): Run[] {
  const moved = runs.map((run) => ({ ...run }));
  for (const [at, one] of moved.entries()) {
    const next = moved[at + 1];
    if (!next || one.note !== null || next.note !== null) continue;
    if (!/\s$/u.test(one.text) && !/^\s/u.test(next.text)) continue;
    const isPlain = !one.isBold && !one.isItalic && one.href === null;
    one.text = one.text.trimEnd() + (isPlain ? " " : "");
    next.text = (isPlain ? "" : " ") + next.text.trimStart();
  }
  return moved;
}

/** Divides a line at changes of style. Adds the spaces that the page shows as gaps. */
function runsOf(line: readonly Fragment[], marks: Marks): Run[] {
  return merged(
    line.map((fragment, at) => {
      const { isBold, isItalic, href } = fragment;
      const note = marks.get(fragment) ?? null;
      if (note !== null) return { text: "", isBold: false, isItalic: false, href: null, note };
      const before = line[at - 1];
      const text = before ? spaceBetween(before, fragment) + fragment.text : fragment.text.trimStart();
      return { text, isBold, isItalic, href, note };
    }),
  );
}

function spaceBetween(one: Fragment, other: Fragment): string {
  // Vowel signs are placed over the letter before them.
  if (/^\p{M}/u.test(other.text)) return "";
  const gap = Math.max(other.x - (one.x + one.width), one.x - (other.x + other.width));
  return gap > SPACE * Math.max(one.size, other.size) ? " " : "";
}

/** Joins neighbouring runs of the same style. */
function merged(runs: readonly Run[]): Run[] {
  const groups: [Run, ...Run[]][] = [];
  for (const run of runs) {
    const group = groups.at(-1);
    if (group && isSame(group[0], run)) group.push(run);
    else groups.push([run]);
  }
  return groups.map((group) => ({ ...group[0], text: group.map(({ text }) => text).join("") }));
}

const isSame = (one: Run, other: Run) =>
  one.note === null &&
  other.note === null &&
  one.isBold === other.isBold &&
  one.isItalic === other.isItalic &&
  one.href === other.href;

/** Writes the lines of a paragraph as plain text. */
export function plainText(lines: readonly (readonly Fragment[])[]): string {
  return paragraphText(lines, new Map()).map(textOf).join("").trim();
}

function elementOf({ text, isBold, isItalic, href, note }: Run): Element | string {
  if (note !== null) return { name: "a", attributes: { href: `#${note}` }, children: [] };
  let node: Element | string = text;
  if (isItalic) node = { name: "em", attributes: {}, children: [node] };
  if (isBold) node = { name: "strong", attributes: {}, children: [node] };
  return href === null ? node : { name: "a", attributes: { href }, children: [node] };
}
