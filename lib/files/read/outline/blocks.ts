import { append } from "@/lib/core/append";
import type { Block, Inline, ListItem } from "@/lib/text/nodes";
import { type Element, isElement } from "./elements";
import { inlinesOf, type Notes } from "./inlines";
import { tablesOf } from "./tables";

const BLOCKS: ReadonlySet<string> = new Set([
  "p",
  "ul",
  "ol",
  "table",
  "blockquote",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
]);
const isBlock = (child: Element | string): child is Element => isElement(child) && BLOCKS.has(child.name);

/** Reads elements as blocks of our own text; text between them becomes paragraphs, and empty ones are left out. */
export function blocksOf(children: readonly (Element | string)[], notes: Notes): Block[] {
  const blocks: Block[] = [];
  let loose: (Element | string)[] = [];
  const closeLoose = () => {
    append(blocks, paragraphsOf(loose, notes));
    loose = [];
  };
  for (const child of children) {
    if (!isBlock(child)) {
      loose.push(child);
      continue;
    }
    closeLoose();
    append(blocks, blockOf(child, notes));
  }
  closeLoose();
  return blocks;
}

function blockOf(node: Element, notes: Notes): Block[] {
  if (node.name === "p") return paragraphsOf(node.children, notes);
  if (node.name === "ul" || node.name === "ol") return listOf(node, notes);
  if (node.name === "table") return tablesOf(node, notes, (inside) => blocksOf(inside, notes));
  if (node.name === "blockquote") return quoteOf(node, notes);
  const content = inlinesOf(node.children, notes);
  return content.length > 0 ? [{ type: "heading", attrs: { level: 4 }, content }] : [];
}

function paragraphsOf(children: readonly (Element | string)[], notes: Notes): Block[] {
  const content = inlinesOf(children, notes);
  return content.length > 0 ? [{ type: "paragraph", content }] : [];
}

function quoteOf(node: Element, notes: Notes): Block[] {
  const inside = blocksOf(node.children, notes);
  const fits = inside.filter(
    (one) => one.type === "paragraph" || one.type === "bulletList" || one.type === "orderedList",
  );
  return fits.length > 0 && fits.length === inside.length ? [{ type: "blockquote", content: fits }] : inside;
}

/** Reads a list. If its only item is another list, as some programs write the first level, it reads that one. */
function listOf(node: Element, notes: Notes): Block[] {
  const items = node.children.filter(isElement);
  const [only, ...more] = items;
  const inner = only?.children.filter((child) => isElement(child) || child.trim() !== "") ?? [];
  const [list, ...others] = inner;
  if (more.length === 0 && others.length === 0 && list !== undefined && isElement(list) && isList(list))
    return listOf(list, notes);
  const read = items.flatMap((item) => itemOf(item, notes));
  if (read.length === 0) return [];
  return [
    node.name === "ol" ? { type: "orderedList", content: read } : { type: "bulletList", content: read },
  ];
}

const isList = ({ name }: Element) => name === "ul" || name === "ol";

/**
 * Builds a list item: it begins with a paragraph; content that items cannot contain, such as a table, becomes
 * text.
 */
function itemOf(item: Element, notes: Notes): ListItem[] {
  const blocks = blocksOf(item.children, notes);
  const inside = blocks.flatMap((block): ListItem["content"] => {
    if (block.type === "heading") return [{ type: "paragraph", content: block.content ?? [] }];
    if (block.type === "table")
      return block.content.flatMap((row) => row.content.flatMap(({ content }) => content));
    return block.type === "figure" || block.type === "codeBlock" || block.type === "embed" ? [] : [block];
  });
  if (inside.length === 0) return [];
  const empty: Inline[] = [];
  const isBegun = inside[0]?.type === "paragraph";
  return [
    { type: "listItem", content: isBegun ? inside : [{ type: "paragraph", content: empty }, ...inside] },
  ];
}
