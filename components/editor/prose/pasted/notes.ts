import { lineOf, removeWhole, withStyle } from "./inert";

/** A note of the pasted text, found by the mark in the text and the link back from the note. */
export interface FoundNote {
  marks: Element[];
  text: string;
  url: string | null;
}

interface Links {
  byName: ReadonlyMap<string, Element>;
  /** The name that each link to a place in the text leads to. */
  to: ReadonlyMap<Element, string>;
}

const LINKS = "a[href*='#']";

function linksIn(doc: Document): Links {
  const byName = new Map<string, Element>();
  for (const element of doc.querySelectorAll("[id], a[name]"))
    for (const name of namesOf(element)) if (!byName.has(name)) byName.set(name, element);
  const to = new Map<Element, string>();
  for (const link of doc.querySelectorAll(LINKS)) {
    const href = link.getAttribute("href") ?? "";
    const name = href.slice(href.lastIndexOf("#") + 1);
    if (name !== "") to.set(link, decoded(name));
  }
  return { byName, to };
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

const namesOf = (element: Element): string[] =>
  [element.getAttribute("id"), element.getAttribute("name")].filter(
    (name) => name !== null && name !== "",
  ) as string[];

/**
 * Takes the notes out of a pasted text: footnotes and endnotes of Word, LibreOffice, Google Docs and web pages
 * all link from a mark to the note and back. Marks stay in place for the caller to replace. Comments are
 * written the same way; they are removed with their marks. Returns how many there were.
 */
export function takeNotes(doc: Document): { notes: FoundNote[]; comments: number } {
  const links = linksIn(doc);
  const found = new Map<Element, FoundNote>();
  const comments = new Set<Element>();
  const backsIn = backLinks();
  for (const [link, name] of links.to) {
    const target = links.byName.get(name);
    if (!target || !isAfter(link, target)) continue;
    const body = bodyOf(target, links);
    if (body.contains(link) || !backsIn(body).some((one) => leadsTo(one, link, links))) continue;
    if (/^_?(?:cmnt|msocom)/i.test(name)) {
      comments.add(body);
      markOf(link).remove();
      continue;
    }
    const note = found.get(body) ?? { marks: [], ...read(body, links) };
    note.marks.push(markOf(link));
    found.set(body, note);
  }
  const word = takeWordComments(doc);
  for (const body of [...found.keys(), ...comments]) removeWhole(body);
  for (const kind of ["footnote", "endnote", "comment"])
    for (const list of withStyle(doc, `mso-element:${kind}-list`)) list.remove();
  return { notes: [...found.values()], comments: Math.max(comments.size, word) };
}

/** Links in a note: back to its marks, and to other notes. A block with more is a page, or a list of all notes. */
const MOST_LINKS = 60;

/** Returns a function that lists the links of a block that can be a note, each block's once. */
function backLinks(): (body: Element) => readonly Element[] {
  const known = new Map<Element, readonly Element[]>();
  return (body) => {
    const links = known.get(body) ?? [...body.querySelectorAll(LINKS)];
    known.set(body, links.length > MOST_LINKS ? [] : links);
    return known.get(body) ?? [];
  };
}

const isAfter = (one: Element, other: Element) =>
  Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);

/** Whether a link leads back to a mark: to the mark itself, to what wraps it, or to an anchor within it. */
function leadsTo(back: Element, mark: Element, { byName, to }: Links): boolean {
  const target = byName.get(to.get(back) ?? "");
  if (!target) return false;
  return (
    target === mark || mark.contains(target) || (target.contains(mark) && lineOf(target) === lineOf(mark))
  );
}

/** Returns the block of a note: the largest one around its target in which no other links to places are. */
function bodyOf(target: Element, { to }: Links): Element {
  let body = target.closest("li, dd, p, div, td") ?? target;
  const isAlone = (around: Element) =>
    [...to.keys()].every((one) => !around.contains(one) || body.contains(one));
  for (let around = body.parentElement; around && around.tagName !== "BODY"; around = around.parentElement) {
    if (!isAlone(around)) break;
    body = around;
  }
  return body;
}

/** Returns a link with what was written around it to raise it. */
function markOf(link: Element): Element {
  let mark = link;
  for (let around = mark.parentElement; around; around = around.parentElement) {
    if (!/^(?:SUP|SPAN)$/.test(around.tagName) || lineOf(around) !== lineOf(link)) break;
    mark = around;
  }
  return mark;
}

/** Reads a note without its number, and the first address in it. */
function read(body: Element, { to }: Links): { text: string; url: string | null } {
  const copy = body.cloneNode(true) as Element;
  const own = [...body.querySelectorAll(LINKS)];
  const copies = [...copy.querySelectorAll(LINKS)];
  for (const [n, one] of copies.entries()) if (own[n] && to.has(own[n])) one.remove();
  // Paragraphs of one note become one line.
  for (const block of copy.querySelectorAll("p, div, br, li")) block.before(" ");
  const text = lineOf(copy)
    .replace(/^(?:\[\w{1,4}\]|[↑^*†‡.:])+\s*/u, "")
    .replace(/\s*(?:[↩↵⏎]\uFE0E?)+$/u, "");
  const linked = copy.querySelector("a[href^='http' i]")?.getAttribute("href");
  return { text, url: linked ?? /https?:\/\/[^\s<>"]+[^\s<>".,;:)\]]/i.exec(text)?.[0] ?? null };
}

/** Removes the marks of Word's comments that have no text in what was copied. Returns how many there were. */
function takeWordComments(doc: Document): number {
  const marks = doc.querySelectorAll("a.msocomanchor, a[href*='#_msocom']");
  const { size } = new Set([...marks].map((mark) => mark.getAttribute("href")));
  for (const mark of doc.querySelectorAll(".MsoCommentReference, a.msocomanchor, a[href*='#_msocom']"))
    mark.remove();
  return size;
}

/** Unwraps links to places in the copied document: on this page they would lead nowhere. Counts marks of notes. */
export function unwrapInnerLinks(doc: Document): number {
  let marks = 0;
  for (const link of doc.querySelectorAll("a")) {
    const href = link.getAttribute("href") ?? "";
    if (/^[a-z][a-z0-9+.-]*:/i.test(href) ? !/^file:/i.test(href) : !href.startsWith("#")) continue;
    if (/#_?(?:ftn|edn|sdfootnote|sdendnote)/i.test(href)) marks += 1;
    link.replaceWith(...link.childNodes);
  }
  return marks;
}
