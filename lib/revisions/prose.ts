import { emptyContent, parseContent } from "@/lib/text/content";
import { type Content, ContentSchema } from "@/lib/text/nodes";
import { blockText, citedSources, contentText } from "@/lib/text/plain";
import { liftContent } from "@/lib/text/versions";
import { diffProse } from "./diff";
import type { SectionKind } from "./kind";
import { mergeProse, resolveProse } from "./merge";

/** A section of prose under a key. */
export function proseKind(key: string): SectionKind<Content> {
  return {
    key,
    family: "prose",
    schema: ContentSchema,
    empty: emptyContent,
    parse: (input) => parseContent(input),
    lift: liftContent,
    blocks: (content) => content.doc.content.map((block) => ({ id: block.attrs.id, text: blockText(block) })),
    merge: mergeProse,
    resolve: resolveProse,
    diff: diffProse,
    text: contentText,
    isEmpty: (content) => content.doc.content.length === 0,
    sources: citedSources,
  };
}
