import { append } from "@/lib/core/append";
import type { OutlinePart } from "@/lib/files/outline/model";
import type { SectionKey } from "@/lib/profiles/model";
import type { Block } from "@/lib/text/nodes";
import type { Target } from "./model";

/**
 * Divides a document into sections as chosen. The first heading of a section is dropped, since the section has
 * its own title; later headings become subheadings.
 */
export function textsOf(parts: readonly OutlinePart[], targets: readonly Target[]): Map<SectionKey, Block[]> {
  const texts = new Map<SectionKey, Block[]>();
  let section: SectionKey | null = null;
  let level = 0;
  for (const [at, part] of parts.entries()) {
    const target = targets[at] ?? "none";
    if (target !== "above") [section, level] = [target === "none" ? null : target, part.level];
    if (section === null) continue;
    const text = texts.get(section);
    if (text === undefined) texts.set(section, [...part.blocks]);
    else {
      text.push(headingOf(part, part.level > level + 1 ? 4 : 3));
      append(text, part.blocks);
    }
  }
  return texts;
}

function headingOf({ title }: OutlinePart, level: 3 | 4): Block {
  return { type: "heading", attrs: { level }, content: [{ type: "text", text: title }] };
}
