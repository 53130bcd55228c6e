import type { Ctx } from "@/lib/core/ctx";
import { insertContentRow, type SectionRow } from "@/lib/revisions";
import type { Content } from "@/lib/text/nodes";
import { messageKind, topicKinds } from "./message-kind";

/** Inserts the first message of a topic that no member opens here: one with which a site begins, or that is imported. */
export async function insertFirstMessage(
  ctx: Ctx,
  section: SectionRow,
  { content, title }: { content: Content; title: string },
): Promise<void> {
  await insertContentRow(ctx, {
    section,
    kinds: topicKinds,
    base: { id: null, content: messageKind.empty() },
    known: null,
    compose: () => ({ content, conflicts: [], merged: false, clean: true }),
    citing: content,
    mine: content,
    newSources: [],
    ifSourceTaken: "kept",
    summary: title,
    clientToken: `first-${section.id}`,
    tag: "import",
    author: "none",
    sourceId: null,
    isPublished: true,
    conflictReason: "edit_conflict",
  });
}
