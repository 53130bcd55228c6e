import type { Block, Cell, Inline, ListItem, Mark, TableRow, TextNode, TopBlock } from "./nodes";
import { spansOf } from "./table-grid";

const MARK_ORDER = ["bold", "italic", "link"];

/** Normalizes a validated block. Nested nodes have no ids. */
export function canonicalBlock(block: Block, id: string): TopBlock {
  switch (block.type) {
    case "paragraph":
      return { type: "paragraph", attrs: { id }, ...inlineContent(block.content) };
    case "heading":
      return { type: "heading", attrs: { id, level: block.attrs.level }, ...inlineContent(block.content) };
    case "bulletList":
      return { type: "bulletList", attrs: { id }, content: block.content.map(listItem) };
    case "orderedList":
      return {
        type: "orderedList",
        attrs: { id, start: block.attrs?.start ?? 1 },
        content: block.content.map(listItem),
      };
    case "blockquote":
      return { type: "blockquote", attrs: { id }, content: block.content.map(within) };
    case "table":
      return { type: "table", attrs: { id }, content: block.content.map(tableRow) };
    case "figure":
      return {
        type: "figure",
        attrs: { id, file: block.attrs.file, alt: block.attrs.alt },
        ...inlineContent(block.content),
      };
    case "codeBlock": {
      const text = (block.content ?? []).map((node) => node.text).join("");
      const language = block.attrs?.language;
      return {
        type: "codeBlock",
        attrs: language ? { id, language } : { id },
        ...(text === "" ? {} : { content: [{ type: "text", text }] }),
      };
    }
    case "embed":
      return { type: "embed", attrs: { id, href: block.attrs.href, title: block.attrs.title } };
  }
}

/** The same for a nested block: without id. */
function within<B extends Block>(block: B): B {
  const { attrs, ...rest } = canonicalBlock(block, "");
  const { id: _, ...kept } = attrs as { id: string };
  const { type, ...content } = rest;
  return { type, ...(Object.keys(kept).length > 0 ? { attrs: kept } : {}), ...content } as unknown as B;
}

function listItem(item: ListItem): ListItem {
  return { type: "listItem", content: item.content.map(within) };
}

function tableRow(row: TableRow): TableRow {
  return { type: "tableRow", content: row.content.map(tableCell) };
}

function tableCell(cell: Cell): Cell {
  const widths = cell.attrs?.widths;
  const isSized = widths?.some((width) => width > 0);
  const attrs = { ...spansOf(cell), ...(isSized ? { widths } : {}) };
  return { type: cell.type, attrs, content: cell.content.map(within) };
}

function inlineContent(content: Inline[] | undefined): { content?: Inline[] } {
  const joined = canonicalInline(content ?? []);
  return joined.length > 0 ? { content: joined } : {};
}

/** Normalizes inline nodes: sorts marks, joins equal neighbours, drops empty text. */
export function canonicalInline(nodes: readonly Inline[]): Inline[] {
  const result: Inline[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    if (node.type === "hardBreak") result.push({ type: "hardBreak" });
    else if (node.type === "citation") result.push(citation(node.attrs.source, node.attrs.locator));
    else if (node.type === "footnote") result.push({ type: "footnote", attrs: { text: node.attrs.text } });
    else if (node.text !== "") {
      const next = textNode(node.text, node.marks);
      if (last?.type === "text" && marksKey(last.marks) === marksKey(next.marks)) last.text += next.text;
      else result.push(next);
    }
  }
  return result;
}

function citation(source: string, locator: string | null | undefined): Inline {
  const trimmed = locator?.trim() ?? "";
  return { type: "citation", attrs: trimmed === "" ? { source } : { source, locator: trimmed } };
}

/** Builds a text node with sorted marks. */
export function textNode(text: string, marks: readonly Mark[] | undefined): TextNode {
  if (!marks || marks.length === 0) return { type: "text", text };
  const sorted = [...marks].sort((a, b) => MARK_ORDER.indexOf(a.type) - MARK_ORDER.indexOf(b.type));
  return {
    type: "text",
    marks: sorted.map((mark) =>
      mark.type === "link" ? { type: "link", attrs: { href: mark.attrs.href } } : { type: mark.type },
    ),
    text,
  };
}

/** Serializes marks, to compare them. */
export function marksKey(marks: readonly Mark[] | undefined): string {
  return (marks ?? [])
    .map((mark) => (mark.type === "link" ? `l${mark.attrs.href}` : (mark.type[0] ?? "")))
    .join("\n");
}
