import type { Element } from "../elements";
import type { Notes } from "../inlines";
import { columnsOf, fragmentsOf, type Row, rowsOf, usualSize } from "./columns";
import { lengthOf } from "./fragments";
import { gridElement } from "./grids";
import { type Bookmarks, headingLevels } from "./headings";
import { type Marks, paragraphText, plainText } from "./inlines";
import { listElement, listLength } from "./lists";
import { NoteReader } from "./notes";
import type { PdfPage } from "./pages";
import { type Item, isGrid, isParagraph, itemsOf, type Paragraph } from "./paragraphs";
import { withoutRunning } from "./running";

/** What the pages of a PDF say, as elements, with the texts of its notes. */
export interface PdfText {
  children: Element[];
  notes: Notes;
}

/** The end of a line of a table of contents: dots and the number of a page; so many characters are read. */
const CONTENTS_END = 60;
const CONTENTS = /(?:\.\s?){5,}\s*(?:\d{1,4}|[ivxlc]{1,7})$/iu;

/** Reads pages without tags: what is a heading, a list, a table or a note shows in size, place and letters. */
export function readLayout(pages: readonly PdfPage[], bookmarks: Bookmarks): PdfText {
  const fragments = pages.flatMap((page) => page.fragments);
  const bold = lengthOf(fragments.filter(({ isBold }) => isBold));
  const usual = { size: usualSize(fragments), isBold: bold * 2 > lengthOf(fragments) };
  const reader = new NoteReader(usual.size);
  const rows = withoutRunning(pages.map((page) => rowsOf(page.fragments)));
  const columns = rows.flatMap((page) => reader.readPage(columnsOf(page)));
  const items = itemsOf(columns.map((column) => column.filter((row) => !isOfContents(row))));
  const levels = headingLevels(items, usual, bookmarks);
  return { children: elementsOf(items, levels, reader.found.marks), notes: reader.found.texts };
}

const isOfContents = (row: Row) => CONTENTS.test(plainText([fragmentsOf(row)]).slice(-CONTENTS_END));

function elementsOf(items: readonly Item[], levels: ReadonlyMap<Paragraph, number>, marks: Marks): Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < items.length; at += 1) {
    const item = items[at];
    if (!item) break;
    if (isGrid(item)) {
      elements.push(gridElement(item, marks));
      continue;
    }
    const level = levels.get(item);
    const length = level === undefined ? listLength(items, at, levels) : 0;
    if (length > 0) {
      elements.push(listElement(items.slice(at, at + length).filter(isParagraph), marks));
      at += length - 1;
    } else {
      const lines = item.lines.map((line) => line.fragments);
      elements.push({
        name: level === undefined ? "p" : `h${level}`,
        attributes: {},
        children: paragraphText(lines, marks),
      });
    }
  }
  return elements;
}
