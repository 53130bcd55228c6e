import { styleOf, withStyle } from "./inert";

interface Marker {
  tag: "ul" | "ol";
  /** The first number of a list that does not begin with 1. */
  start: number | null;
}

interface Open {
  list: Element;
  level: number;
}

/**
 * Turns Word's list items into lists: they are paragraphs whose style names a list and a level, and whose text
 * begins with the marker. Levels become lists within items.
 */
export function turnWordLists(doc: Document): void {
  let open: Open[] = [];
  let last: Element | null = null;
  let name = "";
  for (const paragraph of [...doc.querySelectorAll("p")]) {
    const of = styleOf(paragraph, "mso-list");
    const level = Number(/level(\d+)/.exec(of)?.[1] ?? 1);
    const isNamed = /\blevel\d/.test(of);
    const marker =
      isNamed || /MsoListParagraph/i.test(paragraph.className) ? takeMarker(paragraph, isNamed) : null;
    if (!marker) continue;
    const list = /^(\S+)/.exec(of)?.[1] ?? "";
    // Paragraphs between two items end the list; so does another list on the first level.
    const follows = last !== null && paragraph.previousElementSibling === last;
    if (!follows || (level === 1 && list !== name)) open = [];
    if (level === 1 || open.length === 0) name = list;
    const item = doc.createElement("li");
    const top = openFor(doc, open, { level, marker, before: paragraph });
    top.append(item);
    last = open[0]?.list ?? null;
    const content = doc.createElement("p");
    content.append(...paragraph.childNodes);
    item.append(content);
    paragraph.remove();
  }
}

/** Returns the list for an item of a level, and opens or closes lists for it. */
function openFor(
  doc: Document,
  open: Open[],
  { level, marker, before }: { level: number; marker: Marker; before: Element },
): Element {
  while (open.length > 1 && (open.at(-1)?.level ?? 0) > level) open.pop();
  const top = open.at(-1);
  const isSame = top !== undefined && top.level >= level;
  if (isSame && top.list.tagName.toLowerCase() === marker.tag) return top.list;
  const list = doc.createElement(marker.tag);
  if (marker.start !== null) list.setAttribute("start", String(marker.start));
  if (isSame) {
    // Bullets after numbers on one level: a list of its own.
    top.list.after(list);
    open.pop();
  } else if (top?.list.lastElementChild) top.list.lastElementChild.append(list);
  else before.before(list);
  open.push({ list, level: isSame ? top.level : level });
  return list;
}

const MARK = /^[\s\u00a0]*(?:([·•▪◦§oü–—-])|\(?(\d{1,4}|[a-z]|[ivxlc]{1,6})(?:\.\d{1,3})*[.)])[\s\u00a0]+/iu;

/** Removes the marker at the start of an item. Returns null for a paragraph without one. */
function takeMarker(paragraph: Element, isNamed: boolean): Marker | null {
  const ignored = withStyle(paragraph, "mso-list:Ignore");
  const written = ignored.map((one) => one.textContent ?? "").join("");
  const text = written === "" ? (paragraph.textContent ?? "") : `${written.trim()} `;
  const mark = MARK.exec(text);
  if (!mark && !isNamed) return null;
  if (written !== "") for (const one of ignored) one.remove();
  else if (mark) dropStart(paragraph, mark[0].length);
  const number = Number(mark?.[2]);
  const isOrdered = mark?.[2] !== undefined;
  return { tag: isOrdered ? "ol" : "ul", start: isOrdered && number > 1 ? number : null };
}

/** Removes the first `length` characters of an element's text, across its child elements. */
function dropStart(element: Element, length: number): void {
  let left = length;
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && left > 0; node = walker.nextNode()) {
    const text = node.nodeValue ?? "";
    node.nodeValue = text.slice(left);
    left -= Math.min(left, text.length);
  }
}

/** Moves lists that are directly within a list, as some programs write levels, into the item before them. */
export function nestLists(doc: Document): void {
  for (const list of doc.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol")) {
    const item = list.previousElementSibling;
    if (item?.tagName === "LI") item.append(list);
    else list.replaceWith(...list.childNodes);
  }
}
