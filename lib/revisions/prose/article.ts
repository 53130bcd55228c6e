import type { Content } from "@/lib/text/nodes";
import { citedSources } from "@/lib/text/plain";
import { refuseWhole } from "@/lib/text/problems";
import type { SectionKind } from "../kind";
import { proseKind } from "./prose";

/**
 * Prose that stands by itself, under a key: with pictures, code and links to media. It cites by links and notes, since
 * its page has no list of sources.
 */
export function articleKind(key: string): SectionKind<Content> {
  const prose = proseKind(key, { hasMedia: true });
  return {
    ...prose,
    parse: (input) => withoutCitations(prose.parse(input)),
    resolve(content, conflicts, choices) {
      const resolution = prose.resolve(content, conflicts, choices);
      return { ...resolution, content: withoutCitations(resolution.content) };
    },
    sources: () => [],
  };
}

function withoutCitations(content: Content): Content {
  if (citedSources(content).length > 0) throw refuseWhole("node");
  return content;
}

/** The pictures that stand in a text, by file, each once, in their order. */
export function picturesIn(content: Content): string[] {
  const files = content.doc.content.flatMap((block) => (block.type === "figure" ? [block.attrs.file] : []));
  return [...new Set(files)];
}
