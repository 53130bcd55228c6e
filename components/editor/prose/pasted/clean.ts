import { joinCut } from "@/lib/text/page-lines";
import { hasColours, readEmphasis } from "./emphasis";
import { lineOf, parseInert, removeWhole, styleOf } from "./inert";
import { nestLists, turnWordLists } from "./lists";
import { type FoundNote, takeNotes, unwrapInnerLinks } from "./notes";

/** What a pasted text lost, by kind: how many of each. */
export type Dropped = Partial<
  Record<"pictures" | "objects" | "comments" | "deletions" | "colours" | "notes", number>
>;

/** A note, or a citation of another text, that became a citation of a source to be created. */
export interface NoteAsSource {
  id: string;
  text: string;
  url: string | null;
}

export interface Pasted {
  html: string;
  sources: NoteAsSource[];
  /** How many notes became citations. */
  cited: number;
  /** How many notes stayed notes. */
  notes: number;
  dropped: Dropped;
}

/** What the editor of the text can take. */
export interface Takes {
  /** Whether notes are notes; otherwise they become citations. */
  hasNotes: boolean;
  /** Checks whether the editor knows a source. */
  knows: (source: string) => boolean;
  /** How many more sources the text can bring along. */
  room: number;
  newId: () => string;
}

const NO_TEXT = "meta, link, title, template, noscript, o\\:p, xml, hr, br[clear]";
const PICTURES = "img, picture";
const OBJECTS =
  "object, embed, iframe, video, audio, canvas, svg, math, form, input, button, select, textarea, map";

/**
 * Cleans pasted HTML before the editor's schema reads it. Notes become notes or citations, word processors'
 * lists and emphasis become elements; pictures, comments and styles are removed and counted. The schema drops
 * everything else that it does not know.
 */
export function cleanPasted(html: string, takes: Takes): Pasted {
  const doc = parseInert(html);
  for (const element of doc.querySelectorAll(NO_TEXT)) element.remove();
  for (const element of doc.querySelectorAll("[data-style]"))
    if (styleOf(element, "display") === "none" || styleOf(element, "mso-hide") === "all") element.remove();
  const { notes, comments } = takeNotes(doc);
  const placed = placeNotes(notes, takes);
  const dropped: Dropped = {
    deletions: remove(doc, "del"),
    pictures: remove(doc, PICTURES),
    objects: remove(doc, OBJECTS),
    comments,
    colours: hasColours(doc) ? 1 : 0,
    notes: unwrapInnerLinks(doc),
  };
  const copied = citeElsewhere(doc, takes, placed.sources.length);
  readEmphasis(doc);
  turnWordLists(doc);
  nestLists(doc);
  mergeLineBreaks(doc);
  for (const heading of doc.querySelectorAll("h1, h2, h5, h6"))
    rename(heading, /h[12]/i.test(heading.tagName) ? "h3" : "h4");
  for (const element of doc.body.querySelectorAll("*")) keepAttributes(element);
  return {
    html: doc.body.innerHTML,
    sources: [...placed.sources, ...copied],
    cited: placed.sources.length,
    notes: placed.notes,
    dropped,
  };
}

/** Removes elements. Returns how many there were, each with what it contains as one. */
function remove(doc: Document, selector: string): number {
  let count = 0;
  for (const element of doc.querySelectorAll(selector)) {
    if (!doc.contains(element)) continue;
    count += 1;
    removeWhole(element);
  }
  return count;
}

const FOOTNOTE_MAX = 1_000;

/** Puts notes where their marks are. Those for which no source can be created are written into the text. */
function placeNotes(found: readonly FoundNote[], takes: Takes): { sources: NoteAsSource[]; notes: number } {
  const sources: NoteAsSource[] = [];
  let notes = 0;
  for (const { marks, text, url } of found) {
    if (text === "") for (const mark of marks) mark.remove();
    else if (takes.hasNotes) {
      notes += 1;
      for (const mark of marks) replaceMark(mark, "data-note", [...text].slice(0, FOOTNOTE_MAX).join(""));
    } else if (sources.length < takes.room && [...text].length >= 3) {
      const id = takes.newId();
      sources.push({ id, text, url });
      for (const mark of marks) replaceMark(mark, "data-source", id);
    } else for (const mark of marks) mark.replaceWith(` (${text})`);
  }
  return { sources, notes };
}

function replaceMark(mark: Element, attribute: string, value: string): void {
  const made = mark.ownerDocument.createElement("sup");
  made.setAttribute(attribute, value);
  mark.replaceWith(made);
}

/** Citations copied from another profile's text get a source with the same title here. */
function citeElsewhere(doc: Document, takes: Takes, taken: number): NoteAsSource[] {
  const made = new Map<string, NoteAsSource>();
  for (const mark of doc.querySelectorAll("sup[data-source]")) {
    const source = mark.getAttribute("data-source") ?? "";
    const text = mark.getAttribute("title")?.trim() ?? "";
    if (mark.textContent === "" || takes.knows(source)) continue;
    const known = made.get(source);
    if (!known && (taken + made.size >= takes.room || [...text].length < 3 || takes.hasNotes)) {
      mark.replaceWith(lineOf(mark));
      continue;
    }
    const note = known ?? { id: takes.newId(), text, url: null };
    made.set(source, note);
    mark.setAttribute("data-source", note.id);
  }
  return [...made.values()];
}

const KEPT: Record<string, readonly string[]> = {
  a: ["href"],
  td: ["colspan", "rowspan"],
  th: ["colspan", "rowspan"],
  ol: ["start"],
  sup: ["data-source", "data-locator", "data-note"],
};

function keepAttributes(element: Element): void {
  const kept = KEPT[element.tagName.toLowerCase()] ?? [];
  for (const { name } of [...element.attributes]) if (!kept.includes(name)) element.removeAttribute(name);
}

/** A break within a sentence becomes a space: text from official gazettes has one at the end of each line. */
function mergeLineBreaks(doc: Document): void {
  for (const br of doc.querySelectorAll("p > br")) {
    const { previousSibling, nextSibling } = br;
    const before = previousSibling?.textContent?.trimEnd() ?? "";
    const after = nextSibling?.textContent?.trimStart() ?? "";
    const joined = joinCut(before, after);
    if (joined === null) continue;
    const isHyphen = joined.length < before.length + after.length;
    if (isHyphen && previousSibling?.nodeType === Node.TEXT_NODE)
      previousSibling.nodeValue = before.slice(0, -1);
    const gap = joined.length > before.length + after.length ? " " : "";
    br.replaceWith(doc.createTextNode(gap));
  }
}

function rename(element: Element, tag: string): void {
  const made = element.ownerDocument.createElement(tag);
  made.append(...element.childNodes);
  element.replaceWith(made);
}
