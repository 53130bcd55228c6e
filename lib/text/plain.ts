import { type Block, type Content, type Footnote, type Inline, inlinesIn } from "./nodes";

/**
 * Converts prose to plain text for search, excerpts and counts: an empty line between blocks, a line per item, tabs
 * between cells.
 */
export function contentText(content: Content): string {
  return content.doc.content
    .map(blockText)
    .filter((text) => text !== "")
    .join("\n\n");
}

/** Converts one block to plain text. */
export function blockText(block: Block): string {
  switch (block.type) {
    case "paragraph":
      return inlineText(block.content ?? []).trim();
    // Headings are used in tables of contents and links, so without notes.
    case "heading":
      return inlineText((block.content ?? []).filter((node) => node.type !== "footnote")).trim();
    case "bulletList":
    case "orderedList":
      return lines(block.content.map((item) => lines(item.content.map(blockText))));
    case "blockquote":
      return lines(block.content.map(blockText));
    case "figure":
      return lines([block.attrs.alt, inlineText(block.content ?? []).trim()]);
    case "codeBlock":
      return (block.content ?? []).map((node) => node.text).join("");
    case "embed":
      return lines([block.attrs.title, block.attrs.href]);
    case "table":
      return lines(
        block.content.map((row) =>
          row.content
            .map((cell) => cell.content.map(blockText).join(" "))
            .join("\t")
            .trimEnd(),
        ),
      );
  }
}

/** Text, line breaks and notes; citations have no words. */
function inlineText(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (node.type === "text") return node.text;
      if (node.type === "footnote") return ` (${node.attrs.text})`;
      return node.type === "hardBreak" ? "\n" : "";
    })
    .join("");
}

/** Lists the sources cited in a content, by record id, in order of first use. */
export function citedSources(content: Content): string[] {
  const found = new Set<string>();
  for (const node of inlinesIn(content.doc.content))
    if (node.type === "citation") found.add(node.attrs.source);
  return [...found];
}

/** Lists the notes of a content, in order. */
export function notesIn(content: Content): Footnote[] {
  return inlinesIn(content.doc.content).filter((node) => node.type === "footnote");
}

function lines(parts: string[]): string {
  return parts.filter((part) => part !== "").join("\n");
}
