import { type Block, type Content, type Footnote, type Inline, inlinesIn } from "./nodes";

/** Prose as plain text: an empty line between blocks, a line for each item, tabs between cells. For search and hashes. */
export function contentText(content: Content): string {
  return content.doc.content
    .map(blockText)
    .filter((text) => text !== "")
    .join("\n\n");
}

/** One block as plain text. */
export function blockText(block: Block): string {
  switch (block.type) {
    case "paragraph":
      return inlineText(block.content ?? []).trim();
    // A heading is what contents and links name.
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

/** Text, line breaks and notes; a citation has no words of its own. */
function inlineText(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if (node.type === "text") return node.text;
      if (node.type === "footnote") return ` (${node.attrs.text})`;
      return node.type === "hardBreak" ? "\n" : "";
    })
    .join("");
}

/** The sources that a content cites, by record id, each once, in order of first use. */
export function citedSources(content: Content): string[] {
  const found = new Set<string>();
  for (const node of inlinesIn(content.doc.content))
    if (node.type === "citation") found.add(node.attrs.source);
  return [...found];
}

/** The notes of a content, in order. */
export function notesIn(content: Content): Footnote[] {
  return inlinesIn(content.doc.content).filter((node) => node.type === "footnote");
}

function lines(parts: string[]): string {
  return parts.filter((part) => part !== "").join("\n");
}
