import { append } from "@/lib/core/append";
import { OUTLINE_LIMITS, type OutlinePart } from "@/lib/files/outline/model";
import { cleanLine } from "@/lib/text/clean";
import { blocksOf } from "./blocks";
import { type Element, isElement, textOf } from "./elements";
import { isHeadingLike } from "./headings";
import type { Notes } from "./inlines";

/** Divides a document at its headings; one without any, at the lines that look like headings. */
export function partsOf(
  children: readonly (Element | string)[],
  notes: Notes,
): { parts: OutlinePart[]; isCut: boolean } {
  const nodes = children.filter(isElement);
  const hasHeadings = nodes.some(({ name }) => HEADING.test(name));
  const parts: OutlinePart[] = [{ level: 0, title: "", blocks: [] }];
  let blocks: number = OUTLINE_LIMITS.blocks;
  let characters: number = OUTLINE_LIMITS.characters;
  let isCut = false;
  for (const node of nodes) {
    const level = Number(HEADING.exec(node.name)?.[1] ?? (!hasHeadings && isHeadingLike(node) ? 2 : 0));
    if (level > 0) {
      const title = cleanLine(textOf(node)).slice(0, OUTLINE_LIMITS.title);
      if (title !== "") parts.push({ level, title, blocks: [] });
    } else {
      const read = blocksOf([node], notes);
      blocks -= read.length;
      characters -= JSON.stringify(read).length;
      if (blocks >= 0 && characters >= 0) append(parts.at(-1)?.blocks ?? [], read);
    }
    isCut = blocks < 0 || characters < 0 || parts.length > OUTLINE_LIMITS.parts;
    if (isCut) break;
  }
  // The text before the first heading is a part only if there is any.
  const found = parts.filter((part) => part.level > 0 || part.blocks.length > 0);
  return { parts: found.slice(0, OUTLINE_LIMITS.parts), isCut };
}

const HEADING = /^h([1-6])$/;
