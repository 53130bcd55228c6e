import { safeHref } from "@/lib/text/href";
import type { Inline, Mark } from "@/lib/text/nodes";
import { type Element, isElement } from "./elements";

/** Text of the notes of a document by the id of each. */
export type Notes = ReadonlyMap<string, string>;

const NOTE = /^#((?:foot|end)note-[\w-]+)$/;

/** Reads the text of a paragraph with emphasis, links and notes. Pictures and anchors are left out. */
export function inlinesOf(children: readonly (Element | string)[], notes: Notes): Inline[] {
  const found: Inline[] = [];
  collect(children, [], notes, found);
  return trimmed(found);
}

function collect(
  children: readonly (Element | string)[],
  marks: readonly Mark[],
  notes: Notes,
  found: Inline[],
): void {
  for (const child of children) {
    if (!isElement(child)) addText(child, marks, found);
    else if (child.name === "br") found.push({ type: "hardBreak" });
    else if (child.name === "a") collectLink(child, marks, notes, found);
    else collect(child.children, withMark(marks, markOf(child.name)), notes, found);
  }
}

function collectLink(link: Element, marks: readonly Mark[], notes: Notes, found: Inline[]): void {
  const address = link.attributes.href ?? "";
  const note = notes.get(NOTE.exec(address)?.[1] ?? "");
  if (note !== undefined) {
    if (note !== "") found.push({ type: "footnote", attrs: { text: note } });
    return;
  }
  const href = address.startsWith("#") ? null : safeHref(address);
  const mark: Mark | null = href === null ? null : { type: "link", attrs: { href } };
  collect(link.children, withMark(marks, mark), notes, found);
}

function markOf(name: string): Mark | null {
  if (name === "strong") return { type: "bold" };
  return name === "em" ? { type: "italic" } : null;
}

function withMark(marks: readonly Mark[], mark: Mark | null): readonly Mark[] {
  return mark === null || marks.some(({ type }) => type === mark.type) ? marks : [...marks, mark];
}

function addText(raw: string, marks: readonly Mark[], found: Inline[]): void {
  const text = raw.replace(/\s+/gu, " ");
  if (text === "") return;
  found.push(marks.length > 0 ? { type: "text", text, marks: [...marks] } : { type: "text", text });
}

/** Removes spaces and breaks at both ends. */
function trimmed(inlines: Inline[]): Inline[] {
  const list = [...inlines];
  while (isSpace(list[0])) list.shift();
  while (isSpace(list.at(-1))) list.pop();
  return list.map((one, at) => {
    if (one.type !== "text") return one;
    const start = at === 0 ? one.text.trimStart() : one.text;
    return { ...one, text: at === list.length - 1 ? start.trimEnd() : start };
  });
}

const isSpace = (one: Inline | undefined) =>
  one?.type === "hardBreak" || (one?.type === "text" && one.text.trim() === "");
