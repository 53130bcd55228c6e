import { emptyContent, parseContent } from "@/lib/text/content";
import { type Content, ContentSchema, MEDIA } from "@/lib/text/nodes";
import { blockText, citedSources, contentText, notesIn } from "@/lib/text/plain";
import { refuse, refuseWhole } from "@/lib/text/problems";
import { liftContent } from "@/lib/text/versions";
import { diffProse } from "../compare/diff";
import { mergeProse, resolveProse } from "../compare/merge";
import type { SectionKind } from "../kind";

/** Creates a kind for a section of prose. `hasMedia`: whether pictures, code, links to media and notes are allowed. */
export function proseKind(key: string, { hasMedia = false } = {}): SectionKind<Content> {
  const allowed = (content: Content) => (hasMedia ? content : withoutMedia(content));
  return {
    key,
    family: "prose",
    schema: ContentSchema,
    empty: emptyContent,
    parse: (input) => allowed(parseContent(input)),
    lift: liftContent,
    blocks: (content) => content.doc.content.map((block) => ({ id: block.attrs.id, text: blockText(block) })),
    merge: mergeProse,
    resolve(content, conflicts, choices) {
      const resolution = resolveProse(content, conflicts, choices);
      return { ...resolution, content: allowed(resolution.content) };
    },
    diff: diffProse,
    text: contentText,
    isEmpty: (content) => content.doc.content.length === 0,
    sources: citedSources,
  };
}

/** Throws `invalid` / `content` for elements that only articles may have. */
function withoutMedia(content: Content): Content {
  const at = content.doc.content.findIndex((block) => MEDIA.has(block.type));
  if (at >= 0) throw refuse([{ path: ["doc", "content", at, "type"], field: "type", rule: "node" }]);
  if (notesIn(content).length > 0) throw refuseWhole("node");
  return content;
}
