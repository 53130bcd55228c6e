import type { JSONContent } from "@tiptap/core";

/*
 * Between the editor's tree and the stored one. The editor's tables carry widths, its links a target, its nodes ids
 * below the top: none of these is stored.
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
  figure: ["file", "alt"],
  codeBlock: ["language"],
  embed: ["href", "title"],
};

/** The editor's document as content to save. */
export function toStored(doc: JSONContent): {
  schemaVersion: 1;
  doc: { type: "doc"; content: StoredNode[] };
} {
  const blocks = (doc.content ?? []).map((node) => storedNode(node, true));
  return { schemaVersion: 1, doc: { type: "doc", content: dropTrailingEmpty(blocks) } };
}

function storedNode(node: JSONContent, isTop: boolean): StoredNode {
  const stored: StoredNode = { type: node.type ?? "paragraph" };
  const attrs: Record<string, unknown> = {};
  if (isTop && typeof node.attrs?.id === "string") attrs.id = node.attrs.id;
  for (const name of KEPT[stored.type] ?? []) {
    const value: unknown = node.attrs?.[name];
    if (value !== undefined && value !== null) attrs[name] = value;
  }
  if (Object.keys(attrs).length > 0) stored.attrs = attrs;
  if (node.text !== undefined) stored.text = node.text;
  if (node.content) stored.content = node.content.map((child) => storedNode(child, false));
  if (node.marks && node.marks.length > 0) {
    stored.marks = node.marks.map((mark) =>
      mark.type === "link" ? { type: "link", attrs: { href: mark.attrs?.href } } : { type: mark.type },
    );
  }
  return stored;
}

/** The editor keeps an empty line after a table to write on; it is no part of the text. */
function dropTrailingEmpty(blocks: StoredNode[]): StoredNode[] {
  const kept = [...blocks];
  while (kept.at(-1)?.type === "paragraph" && !kept.at(-1)?.content) kept.pop();
  return kept;
}
