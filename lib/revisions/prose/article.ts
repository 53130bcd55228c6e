import type { Content } from "@/lib/text/nodes";
import { citedSources } from "@/lib/text/plain";
import { refuseWhole } from "@/lib/text/problems";
import type { SectionKind } from "../kind";
import { proseKind } from "./prose";

/**
 * Prose of an article: with pictures, code and links to media. Cites by links and notes, since its page has
 * no list of sources.
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

/** Lists the files of the pictures in a text, each once, in order. */
export function picturesIn(content: Content): string[] {
  const files = content.doc.content.flatMap((block) => (block.type === "figure" ? [block.attrs.file] : []));
  return [...new Set(files)];
}
