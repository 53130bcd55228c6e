import mammoth from "mammoth";
import { append } from "@/lib/core/append";
import { OUTLINE_LIMITS, type OutlinePart, type TextOutline } from "@/lib/files/outline/model";
import { cleanLine } from "@/lib/text/clean";
import { FOOTNOTE_MAX } from "@/lib/text/nodes";
import { blocksOf } from "./blocks";
import { type Element, isElement, parseElements, textOf } from "./elements";
import { isHeadingLike } from "./headings";
import type { Notes } from "./inlines";

/** Names of styles, in addition to those that the converter knows. */
const STYLES = [
  "p[style-name='Title'] => h1:fresh",
  "p[style-name='Quote'] => blockquote > p:fresh",
  "p[style-name='Intense Quote'] => blockquote > p:fresh",
  "p[style-name='Quotations'] => blockquote > p:fresh",
];

/**
 * Reads a Word document as its headings with the text below each. Tracked insertions are included, deletions and
 * comments are not. Throws if the file cannot be read.
 */
export async function readWordOutline(path: string): Promise<TextOutline> {
  let pictures = 0;
  const convertImage = mammoth.images.imgElement(async () => {
    pictures += 1;
    return { src: "" };
  });
  const { value } = await mammoth.convertToHtml({ path }, { styleMap: STYLES, convertImage });
  const body = parseElements(value);
  const notes = notesOf(body);
  const { parts, isCut } = partsOf(
    body.children.filter((child) => !isNotes(child)),
    notes,
  );
  return { kind: "text", parts, leftOut: { pictures, isCut } };
}

const NOTE_ID = /^(?:foot|end)note-[\w-]+$/;
const isNote = (child: Element | string) => isElement(child) && NOTE_ID.test(child.attributes.id ?? "");
/** Checks whether an element is the list of all notes, which the converter writes at the end. */
const isNotes = (child: Element | string) =>
  isElement(child) && child.name === "ol" && child.children.some(isNote);

function notesOf(body: Element): Notes {
  const notes = new Map<string, string>();
  for (const list of body.children.filter(isNotes).filter(isElement))
    for (const note of list.children.filter(isElement))
      if (isNote(note)) notes.set(note.attributes.id ?? "", cleanLine(noteText(note)).slice(0, FOOTNOTE_MAX));
  return notes;
}

/** Reads the text of a note, with the address of each link after its words, without the link back to the text. */
function noteText(node: Element | string): string {
  if (!isElement(node)) return node;
  const href = node.attributes.href ?? "";
  if (node.name === "a" && href.startsWith("#")) return "";
  const text = node.children.map(noteText).join("");
  const isBlock = node.name === "p" || node.name === "li";
  if (node.name === "a" && /^https?:/i.test(href) && !text.includes(href)) return `${text} ${href}`;
  return isBlock ? `${text} ` : text;
}

/** Divides a document at its headings; one without any, at the lines that look like headings. */
function partsOf(children: readonly (Element | string)[], notes: Notes) {
  const nodes = children.filter(isElement);
  const hasHeadings = nodes.some(({ name }) => HEADING.test(name));
  const parts: OutlinePart[] = [{ level: 0, title: "", blocks: [] }];
  let blocks: number = OUTLINE_LIMITS.blocks;
  let characters: number = OUTLINE_LIMITS.characters;
  let isCut = false;
  for (const node of nodes) {
    const level = Number(HEADING.exec(node.name)?.[1] ?? (!hasHeadings && isHeadingLike(node) ? 2 : 0));
    if (level > 0) {
      const title = cleanLine(textOf(node)).slice(0, OUTLINE_LIMITS.title);
      if (title !== "") parts.push({ level, title, blocks: [] });
    } else {
      const read = blocksOf([node], notes);
      blocks -= read.length;
      characters -= JSON.stringify(read).length;
      if (blocks >= 0 && characters >= 0) append(parts.at(-1)?.blocks ?? [], read);
    }
    isCut = blocks < 0 || characters < 0 || parts.length > OUTLINE_LIMITS.parts;
    if (isCut) break;
  }
  // The text before the first heading is a part only if there is any.
  const found = parts.filter((part) => part.level > 0 || part.blocks.length > 0);
  return { parts: found.slice(0, OUTLINE_LIMITS.parts), isCut };
}

const HEADING = /^h([1-6])$/;
