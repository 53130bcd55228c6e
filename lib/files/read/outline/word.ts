import mammoth from "mammoth";
import type { TextOutline } from "@/lib/files/outline/model";
import { cleanLine } from "@/lib/text/clean";
import { FOOTNOTE_MAX } from "@/lib/text/nodes";
import { type Element, isElement, parseElements } from "./elements";
import type { Notes } from "./inlines";
import { partsOf } from "./parts";

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
