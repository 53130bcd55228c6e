import { and, eq, gt, inArray } from "drizzle-orm";
import { revision } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { sameJson } from "@/lib/text/canonical";
import { findCompanion } from "./companions";
import { contentOf, type Kinds, readRevision, readWhole, type StoredRevision } from "./contents";
import { insertRevisions, type NewRevision } from "./insert";
import { factOf } from "./insert-content";
import { marksOf } from "./marks";
import { lockSections, type SectionLock, type SectionRow, SOURCES } from "./sections";
import { findSourcesOf } from "./sources";

/**
 * Sends a withdrawn revision again for its author, with the sources that were saved with it: a decided one never changes,
 * so the same text becomes a new pending revision, which names the first. It is based on what the first one was based on;
 * what changed since is merged when it is accepted. Returns null if there is nothing to send: it is not withdrawn, its text
 * is hidden, it is what stands, or its author has sent the same text since.
 */
export async function sendAgain(
  ctx: Ctx,
  section: SectionRow,
  kinds: Kinds,
  { id }: Pick<StoredRevision, "id">,
): Promise<{ revisionId: string; number: number } | null> {
  const sources = section.key === SOURCES ? null : await findSourcesOf(ctx.tx, section);
  const locks: SectionLock[] = [{ id: section.id, to: "write" }];
  if (sources) locks.push({ id: sources.id, to: "write" });
  const rows = await lockSections(ctx.tx, locks);
  const [own, ownSources] = [rows.get(section.key), rows.get(SOURCES)];
  const first = await readRevision(ctx.tx, id);
  if (!own || first?.state !== "withdrawn" || first.isHidden || first.authorId === null) return null;
  const kind = kinds(section.key);
  const stands = contentOf(kind, await readRevision(ctx.tx, own.currentRevisionId));
  if (sameJson(stands, contentOf(kind, first)) || (await wasSentSince(ctx, first))) return null;
  const text = await againOf(ctx, own, kinds, first);
  const companion = ownSources ? await findCompanion(ctx.tx, first) : null;
  const made =
    companion && ownSources && !companion.isHidden
      ? [{ ...(await againOf(ctx, ownSources, kinds, companion)), companionOf: text }, text]
      : [text];
  const kept = await insertRevisions(ctx, section.pageId, made);
  for (const [index, one] of made.entries()) {
    const { id: revisionId, number } = kept[index] ?? { id: "", number: 0 };
    const fact = factOf(one.section, { id: revisionId, number, authorId: one.authorId });
    await ctx.record("revision.pending", fact, { tag: one.tag });
  }
  const last = kept.at(-1);
  return last ? { revisionId: last.id, number: last.number } : null;
}

/** Whether the author of a revision has sent the same text since, and it waits or was published. */
async function wasSentSince({ tx }: Ctx, first: StoredRevision): Promise<boolean> {
  const own = tx.select({ hash: revision.hash }).from(revision).where(eq(revision.id, first.id));
  const same = and(
    eq(revision.sectionId, first.sectionId),
    gt(revision.number, first.number),
    eq(revision.authorId, first.authorId ?? ""),
    inArray(revision.state, ["pending", "published"]),
    inArray(revision.hash, own),
  );
  return (await tx.$count(revision, same)) > 0;
}

async function againOf(
  ctx: Ctx,
  section: SectionRow,
  kinds: Kinds,
  first: StoredRevision,
): Promise<NewRevision> {
  const kind = kinds(section.key);
  const [row] = await ctx.tx
    .select({ sourceId: revision.sourceId, tag: revision.tag })
    .from(revision)
    .where(eq(revision.id, first.id));
  // An undo keeps naming what it undoes. An edit, also one that was merged when it was sent, names the edit that it repeats.
  const isEdit = first.tag === "edit" || first.tag === "merge";
  return {
    section,
    kind,
    content: contentOf(kind, first),
    baseId: first.baseId,
    parent: await readWhole(ctx.tx, first.parentId),
    authorId: first.authorId,
    summary: first.summary,
    tag: isEdit ? "edit" : (row?.tag ?? "edit"),
    sourceId: isEdit ? first.id : (row?.sourceId ?? null),
    state: "pending",
    // Clients cannot send a token with a dot.
    clientToken: `${first.id}.again`,
    marks: marksOf(first),
    byToken: first.byToken,
  };
}
