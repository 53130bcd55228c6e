import type { ContentsEntry } from "@/components/ui/contents";
import { headingId } from "@/lib/text/heading-id";
import type { Content } from "@/lib/text/nodes";
import { blockText } from "@/lib/text/plain";

/** Returns the headings of a text in order, those of the lower level below those of the upper. */
export function outlineOf(content: Content, prefix: string): ContentsEntry[] {
  const entries: (ContentsEntry & { children: ContentsEntry[] })[] = [];
  for (const block of content.doc.content) {
    if (block.type !== "heading") continue;
    const entry = { href: `#${headingId(prefix, block.attrs.id)}`, label: blockText(block), children: [] };
    const last = entries.at(-1);
    if (block.attrs.level === 3 || !last) entries.push(entry);
    else last.children.push(entry);
  }
  return entries;
}
