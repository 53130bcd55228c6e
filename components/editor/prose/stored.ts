import type { JSONContent } from "@tiptap/core";
import { homeHref } from "@/lib/text/href";
import { pixelsOf, stepOf } from "@/lib/text/table-widths";

/*
 * Converts between the editor's tree and the stored one. The editor has table widths in pixels, which are
 * stored in steps; its links have a target and its nested nodes have ids, neither of which is stored.
 */
type StoredNode = {
  type: string;
  attrs?: Record<string, unknown>;
  content?: StoredNode[];
  text?: string;
  marks?: { type: string; attrs?: Record<string, unknown> }[];
};

const KEPT: Record<string, readonly string[]> = {
  heading: ["level"],
  orderedList: ["start"],
  tableCell: ["colspan", "rowspan"],
  tableHeader: ["colspan", "rowspan"],
  citation: ["source", "locator"],
  footnote: ["text"],
  figure: ["file", "alt"],
  codeBlock: ["language"],
  embed: ["href", "title"],
};

/**
 * Converts the editor's document to content for saving. A link to this site (`home`) by its full address is
 * stored as a path, whether it was typed, pasted or recognized in the text.
 */
export function toStored(
  doc: JSONContent,
  home: string,
): {
  schemaVersion: 1;
  doc: { type: "doc"; content: StoredNode[] };
} {
  const blocks = (doc.content ?? []).map((node) => storedNode(node, home, true));
  return { schemaVersion: 1, doc: { type: "doc", content: dropTrailingEmpty(blocks) } };
}

function storedNode(node: JSONContent, home: string, isTop = false): StoredNode {
  const stored: StoredNode = { type: node.type ?? "paragraph" };
  const attrs: Record<string, unknown> = {};
  if (isTop && typeof node.attrs?.id === "string") attrs.id = node.attrs.id;
  for (const name of KEPT[stored.type] ?? []) {
    const value: unknown = node.attrs?.[name];
    if (value !== undefined && value !== null) attrs[name] = value;
  }
  const widths = widthsOf(node.attrs?.colwidth);
  if (widths) attrs.widths = widths;
  if (Object.keys(attrs).length > 0) stored.attrs = attrs;
  if (node.text !== undefined) stored.text = node.text;
  if (node.content) stored.content = node.content.map((child) => storedNode(child, home));
  if (node.marks && node.marks.length > 0) {
    stored.marks = node.marks.map((mark) => {
      if (mark.type !== "link") return { type: mark.type };
      const href: unknown = mark.attrs?.href;
      return { type: "link", attrs: { href: typeof href === "string" ? homeHref(href, home) : href } };
    });
  }
  return stored;
}

/** Returns the widths of a cell's columns in steps; null if none is set. */
function widthsOf(colwidth: unknown): number[] | null {
  if (!Array.isArray(colwidth)) return null;
  const widths = colwidth.map((pixels) => (typeof pixels === "number" && pixels > 0 ? stepOf(pixels) : 0));
  return widths.some((width) => width > 0) ? widths : null;
}

/**
 * Converts stored content for the editor: widths of tables are in pixels. An empty text gets a line to write
 * on: otherwise all of it would count as selected, and inserted content would replace it.
 */
export function fromStored(doc: JSONContent): JSONContent {
  const started = startedNode(doc);
  return started.content?.length ? started : { ...started, content: [{ type: "paragraph" }] };
}

function startedNode(doc: JSONContent): JSONContent {
  const { widths, ...attrs } = (doc.attrs ?? {}) as { widths?: number[] };
  return {
    ...doc,
    ...(widths ? { attrs: { ...attrs, colwidth: widths.map(pixelsOf) } } : {}),
    ...(doc.content ? { content: doc.content.map(startedNode) } : {}),
  };
}

/** The editor keeps an empty line after a table to write on; it is not part of the text. */
function dropTrailingEmpty(blocks: StoredNode[]): StoredNode[] {
  const kept = [...blocks];
  while (kept.at(-1)?.type === "paragraph" && !kept.at(-1)?.content) kept.pop();
  return kept;
}
