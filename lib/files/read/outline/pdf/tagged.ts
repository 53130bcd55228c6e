import { append } from "@/lib/core/append";
import type { Element } from "../elements";
import { type Fragment, lengthOf } from "./fragments";
import { linesIn, paragraphText, plainText } from "./inlines";
import type { PdfText } from "./layout";
import type { PdfPage } from "./pages";
import { type TaggedNotes, taggedNotes } from "./tagged-notes";
import { type Branch, fragmentsIn, hasText, isBranch, joinPages, placeText } from "./tagged-tree";

/** Part of the text of a document that its tags have at least, if they are to be trusted. */
const TAGGED = 0.7;

/** Elements for the tags of blocks. Other tags, such as sections and spans, count as what is in them. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ["Title", "h1"],
  ["H", "h2"],
  ...[1, 2, 3, 4, 5, 6].map((level): [string, string] => [`H${level}`, `h${level}`]),
  ["P", "p"],
  ["Caption", "p"],
  ["L", "ul"],
  ["LI", "li"],
  ["Table", "table"],
  ["THead", "thead"],
  ["TR", "tr"],
  ["TH", "th"],
  ["TD", "td"],
  ["BlockQuote", "blockquote"],
  ["Note", "p"],
  ["FENote", "p"],
]);
/** Tags that are left out: tables of contents, labels of items, pictures, and what belongs to the page only. */
const LEFT_OUT: ReadonlySet<string> = new Set(["TOC", "TOCI", "Lbl", "Figure", "Formula", "Artifact"]);
const HEADING = /^(?:H[1-6]?|Title)$/;

/**
 * Reads the pages of a tagged PDF, whose tags name headings, lists, tables and notes. Returns null if there are no
 * tags, if they name no heading, or if much of the text has none.
 */
export function readTagged(pages: readonly PdfPage[]): PdfText | null {
  const document = joinPages(pages.map(placeText));
  if (!hasHeading(document)) return null;
  const length = pages.reduce((sum, { fragments }) => sum + lengthOf(fragments), 0);
  if (lengthOf(fragmentsIn(document)) < TAGGED * length) return null;
  const notes = taggedNotes(document);
  return { children: new TagWriter(notes).blocks(document), notes: notes.texts };
}

function hasHeading({ children }: Branch): boolean {
  return children.some((child) => isBranch(child) && (HEADING.test(child.role) || hasHeading(child)));
}

/** Writes tags as elements. */
class TagWriter {
  constructor(private readonly notes: TaggedNotes) {}

  /** Writes what is in a tag; text that is in no block of its own becomes paragraphs. */
  blocks({ children }: Branch): Element[] {
    const elements: Element[] = [];
    let loose: Fragment[] = [];
    const closeLoose = () => {
      if (loose.length > 0) elements.push({ name: "p", attributes: {}, children: this.text(loose) });
      loose = [];
    };
    for (const child of children) {
      if (!isBranch(child)) loose.push(child);
      else if (this.isLeftOut(child)) continue;
      else if (isInline(child)) append(loose, fragmentsIn(child));
      else {
        closeLoose();
        append(elements, this.block(child));
      }
    }
    closeLoose();
    return elements;
  }

  private block(branch: Branch): Element[] {
    const name = NAMES.get(branch.role);
    if (name === undefined) return this.blocks(branch);
    if (name === "ul")
      return [{ name: isNumbered(branch) ? "ol" : "ul", attributes: {}, children: this.blocks(branch) }];
    if (!/^(?:p|h\d)$/.test(name)) return [{ name, attributes: {}, children: this.contents(branch) }];
    if (branch.children.every((child) => !isBranch(child) || isInline(child)))
      return [{ name, attributes: {}, children: this.text(fragmentsIn(branch)) }];
    return this.blocks(branch);
  }

  /** Writes an item, a cell or a quotation. A label that is more than a bullet or a number is part of the text. */
  private contents(branch: Branch): (Element | string)[] {
    const label = labelOf(branch);
    const blocks = this.blocks(branch);
    const [first, ...rest] = blocks;
    if (first?.name !== "p" || !/\p{L}/u.test(label) || label === "o") return blocks;
    return [{ ...first, children: [`${label} `, ...first.children] }, ...rest];
  }

  private isLeftOut(branch: Branch): boolean {
    return LEFT_OUT.has(branch.role) || this.notes.cited.has(branch);
  }

  private text(fragments: readonly Fragment[]): (Element | string)[] {
    return paragraphText(linesIn(fragments), this.notes.marks);
  }
}

/** Checks whether a tag is part of a line of text, such as a link: no block is in it. */
function isInline(branch: Branch): boolean {
  if (NAMES.has(branch.role) || LEFT_OUT.has(branch.role)) return false;
  return branch.children.every((child) => !isBranch(child) || isInline(child));
}

function labelOf({ children }: Branch): string {
  const label = children.find((child): child is Branch => isBranch(child) && child.role === "Lbl");
  return label && hasText(label) ? plainText(linesIn(fragmentsIn(label))) : "";
}

/** Checks whether the items of a list are numbered from 1. */
function isNumbered({ children }: Branch): boolean {
  const [item] = children.filter(isBranch);
  return item !== undefined && /^\(?1[.)]?$/.test(labelOf(item));
}
