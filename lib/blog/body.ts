import { DomainError } from "@/lib/core/errors";
import type { Kinds } from "@/lib/revisions/contents";
import type { SectionKind } from "@/lib/revisions/kind";
import { proseKind } from "@/lib/revisions/prose";
import type { Content } from "@/lib/text/nodes";
import { citedSources } from "@/lib/text/plain";
import { refuseWhole } from "@/lib/text/problems";
import { detailsKind } from "./details-kind";
import { BODY, DETAILS } from "./model";

const prose = proseKind(BODY, { hasMedia: true });

/** The text of a post: prose with pictures, code and links to media. It cites by links; a post has no list of sources. */
export const bodyKind: SectionKind<Content> = {
  ...prose,
  parse: (input) => withoutCitations(prose.parse(input)),
  resolve(content, conflicts, choices) {
    const resolution = prose.resolve(content, conflicts, choices);
    return { ...resolution, content: withoutCitations(resolution.content) };
  },
  sources: () => [],
};

/** The kinds of a post's sections, as the engine asks for them. */
export const postKinds: Kinds = (key) => {
  if (key === DETAILS) return detailsKind as unknown as SectionKind<unknown>;
  if (key !== BODY) throw new DomainError("not_found", "section");
  return bodyKind as SectionKind<unknown>;
};

function withoutCitations(content: Content): Content {
  if (citedSources(content).length > 0) throw refuseWhole("node");
  return content;
}

/** The pictures that stand in a text, by file, each once, in their order. */
export function picturesIn(content: Content): string[] {
  const files = content.doc.content.flatMap((block) => (block.type === "figure" ? [block.attrs.file] : []));
  return [...new Set(files)];
}
