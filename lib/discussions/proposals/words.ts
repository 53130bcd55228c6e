import { newBlockId } from "@/lib/text/block-id";
import { type Content, MEDIA, type TopBlock } from "@/lib/text/nodes";
import { blockText, citedSources, notesIn } from "@/lib/text/plain";

/**
 * Appends the words of a reply to the text of a section, as blocks of their own. What a section cannot have, such as
 * pictures, code and notes, becomes plain paragraphs.
 */
export function withWordsOf(reply: Content, content: Content): Content {
  const brought = reply.doc.content.flatMap((block) => asProse(block, reply));
  return { ...content, doc: { type: "doc", content: [...content.doc.content, ...brought] } };
}

function asProse(block: TopBlock, { schemaVersion }: Content): TopBlock[] {
  const alone: Content = { schemaVersion, doc: { type: "doc", content: [block] } };
  const fits = !MEDIA.has(block.type) && notesIn(alone).length === 0 && citedSources(alone).length === 0;
  if (fits) return [{ ...block, attrs: { ...block.attrs, id: newBlockId() } } as TopBlock];
  const lines = blockText(block)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  return lines.map((text) => ({
    type: "paragraph",
    attrs: { id: newBlockId() },
    content: [{ type: "text", text }],
  }));
}
