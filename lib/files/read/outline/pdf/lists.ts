import type { Element } from "../elements";
import { type Marks, paragraphText } from "./inlines";
import { type Marker, markerOf, withoutMarker } from "./markers";
import { type Item, isGrid, type Paragraph } from "./paragraphs";

/** Part of the size of the text by which an item is moved in that belongs to the one before it. */
const INDENT = 0.6;
/** Lists within lists. */
const DEEPEST = 6;

const markerOfItem = ({ lines }: Paragraph) => markerOf(lines[0]?.text ?? "");

/**
 * Returns how many paragraphs form the list that begins at one: items with bullets, or at least two that are numbered
 * from 1, since other numbers are those of the document. 0 if none begins.
 */
export function listLength(
  items: readonly Item[],
  from: number,
  headings: ReadonlyMap<Paragraph, number>,
): number {
  let [length, isBulleted] = [0, false];
  for (let next = 1; ; length += 1) {
    const item = items[from + length];
    if (!item || isGrid(item) || headings.has(item)) break;
    const marker = markerOfItem(item);
    if (marker === null) break;
    if (length === 0) isBulleted = marker.number === null;
    else if (isBulleted !== (marker.number === null)) break;
    if (marker.number === null) continue;
    if (marker.number !== next) break;
    next += 1;
  }
  return isBulleted || length > 1 ? length : 0;
}

/** Writes paragraphs with markers as a list; items that are moved in become a list within the item before them. */
export function listElement(items: readonly Paragraph[], marks: Marks): Element {
  const [first] = items;
  const isNumbered = first ? markerOfItem(first)?.number !== null : false;
  const name = isNumbered ? "ol" : "ul";
  const root: Element = { name, attributes: {}, children: [] };
  const open: { list: Element; start: number }[] = [{ list: root, start: first?.start ?? 0 }];
  for (const item of items) {
    const by = INDENT * item.size;
    while (open.length > 1 && item.start < (open.at(-1)?.start ?? 0) - by) open.pop();
    const current = open.at(-1);
    const last = current?.list.children.at(-1);
    if (current && typeof last === "object" && item.start > current.start + by && open.length < DEEPEST) {
      const inner: Element = { name, attributes: {}, children: [] };
      last.children.push(inner);
      open.push({ list: inner, start: item.start });
    }
    open.at(-1)?.list.children.push({
      name: "li",
      attributes: {},
      children: itemText(item, markerOfItem(item), marks),
    });
  }
  return root;
}

function itemText({ lines }: Paragraph, marker: Marker | null, marks: Marks): (Element | string)[] {
  const [first, ...rest] = lines.map(({ fragments }) => fragments);
  if (!first) return [];
  const begin = marker === null ? first : withoutMarker(first, marker);
  return paragraphText([begin, ...rest], marks);
}
