import { headingId } from "@/lib/text/heading-id";
import type { Block, Content } from "@/lib/text/nodes";
import { blockText } from "@/lib/text/plain";
import type { Passage } from "./parts";

/**
 * Lists prose block by block, each with the anchor of the heading above it. `prefix`: that of the ids of its headings;
 * `top`: the anchor of what is above the first heading, none for the page itself.
 */
export function prosePassages(prefix: string, content: Content, top?: string): Passage[] {
  let anchor = top;
  return content.doc.content.flatMap((block) => {
    const text = blockText(block as Block);
    if (block.type === "heading") anchor = headingId(prefix, block.attrs.id);
    return text === "" ? [] : [{ text, anchor, isHeading: block.type === "heading" }];
  });
}
