import { eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { section as sections } from "@/db/schema/revisions";
import type { Change, PublishedText } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { sameJson } from "@/lib/text/canonical";
import type { SectionKind } from "../kind";
import type { Choices, MergeResult } from "../model";
import { contentOf, type Kinds, readRevision, readWhole, type StoredRevision } from "./contents";
import { type Decided, decide, lockForDecision } from "./decision";
import { findEarlier } from "./earlier";
import { insertRevisions } from "./insert";
import { factOf, recordRevision } from "./insert-content";
import { marksOf, mergedMarks } from "./marks";
import type { Publishing, Saved } from "./plan";
import { publishedBase, type SaveInput, saveContent } from "./save";
import { type SectionRow, SOURCES } from "./sections";
import { findSourcesOf, newlyCited, refuseUnknown, refuseUsed } from "./sources";

/** A reviewer's choices for conflicts, and the current number when they were shown. */
export interface Resolution {
  choices: Choices;
  seen: number | null;
}

/**
 * Publishes a pending revision with the sources saved with it. If its section changed meanwhile, the merge
 * becomes a further revision by the same author. Throws `conflict`: `already_decided`, or `accept_conflict`
 * with all three contents if they cannot be merged.
 */
export async function accept(
  ctx: Ctx,
  section: SectionRow,
  kinds: Kinds,
  pending: StoredRevision,
  settled?: Resolution,
): Promise<Decided> {
  const locked = await lockForDecision(ctx.tx, section, pending);
  let decided: Decided | null = null;
  for (const one of locked.revisions) {
    const own = locked.sections.get(one.sectionId);
    if (!own) throw new Error("a section went while it was locked");
    decided = await acceptOne(ctx, own, kinds, one, one.id === pending.id ? settled : undefined);
  }
  if (!decided) throw new Error("nothing was decided");
  return decided;
}

/**
 * Publishes a pending revision as amended by a reviewer: the result is the reviewer's revision, based on the
 * author's, which counts as merged into it. Without amendments it is plainly accepted. The same token again
 * returns the earlier result. `isPublished` is asked about the amended text and may throw. Throws as `accept`
 * and `saveContent`.
 */
export async function acceptAmended(
  ctx: Ctx,
  section: SectionRow,
  kinds: Kinds,
  pending: StoredRevision,
  input: SaveInput,
  isPublished: Publishing = true,
): Promise<Saved> {
  const earlier = await findEarlier(ctx, section, input.clientToken);
  if (earlier) return earlier;
  const kind = kinds(section.key);
  const isUntouched = sameJson(kind.parse(input.content), contentOf(kind, pending));
  if (isUntouched && !input.newSources?.length && !input.choices) {
    const { number, mergedInto, ...decided } = await accept(ctx, section, kinds, pending);
    const isMerged = mergedInto !== null;
    return {
      slug: decided.slug,
      section: decided.section,
      state: "published",
      merged: isMerged,
      sources: null,
      revisionId: pending.id,
      number: mergedInto ?? number,
    };
  }
  const locked = await lockForDecision(ctx.tx, section, pending);
  for (const one of locked.revisions) {
    const own = locked.sections.get(one.sectionId);
    if (own && one.id !== pending.id) await acceptOne(ctx, own, kinds, one);
  }
  const saved = await saveContent(ctx, section, kinds, { ...input, base: pending.id }, isPublished);
  await decide(ctx, pending, { state: "published", mergedIntoId: saved.revisionId });
  const after = await readRevision(ctx.tx, saved.revisionId);
  if (after) await recordMerged(ctx, section, pending, await changeBy(ctx.tx, after));
  return saved;
}

/** Rejects a pending revision and its sources, with a reason. The text stays in the history. */
export async function reject(
  ctx: Ctx,
  section: SectionRow,
  pending: StoredRevision,
  reason: string,
): Promise<Decided> {
  return closePending(ctx, section, pending, { state: "rejected", decisionReason: reason });
}

/** Withdraws a pending revision and its sources, so that it needs no decision. */
export async function withdraw(ctx: Ctx, section: SectionRow, pending: StoredRevision): Promise<Decided> {
  return closePending(ctx, section, pending, { state: "withdrawn" });
}

async function closePending(
  ctx: Ctx,
  section: SectionRow,
  pending: StoredRevision,
  to: { state: "rejected" | "withdrawn"; decisionReason?: string },
): Promise<Decided> {
  const locked = await lockForDecision(ctx.tx, section, pending);
  for (const one of locked.revisions) {
    await decide(ctx, one, to);
    const own = locked.sections.get(one.sectionId);
    const fact = to.state === "rejected" ? "revision.rejected" : "revision.withdrawn";
    if (own) await ctx.record(fact, factOf(own, one));
  }
  const { slug, key } = section;
  return { slug, section: key, number: pending.number, state: to.state, mergedInto: null };
}

async function acceptOne(
  ctx: Ctx,
  section: SectionRow,
  kinds: Kinds,
  pending: StoredRevision,
  settled?: Resolution,
): Promise<Decided> {
  const kind = kinds(section.key);
  const current = await readRevision(ctx.tx, section.currentRevisionId);
  const base = await publishedBase(ctx.tx, await readRevision(ctx.tx, pending.baseId));
  const before = contentOf(kind, current);
  const own = contentOf(kind, pending);
  const isUnmoved = (base?.id ?? null) === (current?.id ?? null);
  const merge = isUnmoved ? null : kind.merge(contentOf(kind, base), before, own);
  const result = merge && resolveConflicts(kind, merge, current, settled);
  if (result && !result.clean) {
    throw new DomainError("conflict", "accept_conflict", {
      slug: section.slug,
      section: section.key,
      base: contentOf(kind, base),
      theirs: before,
      mine: own,
      conflicts: result.conflicts,
      merged: result.content,
      currentNumber: current?.number ?? null,
    });
  }
  const content = result ? result.content : own;
  await checkSources(ctx.tx, kinds, section, before, content);
  const mergedInto = result ? await publishMerge(ctx, section, kinds, pending, content, current) : null;
  await decide(ctx, pending, { state: "published", mergedIntoId: mergedInto?.after.id ?? null });
  if (mergedInto) await recordMerged(ctx, section, pending, mergedInto);
  else {
    await ctx.tx.update(sections).set({ currentRevisionId: pending.id }).where(eq(sections.id, section.id));
    const change = { before: current, after: pending };
    await ctx.record("revision.accepted", factOf(section, pending), { own: change, current: change });
  }
  return {
    slug: section.slug,
    section: section.key,
    number: pending.number,
    state: "published",
    mergedInto: mergedInto?.after.number ?? null,
  };
}

/** Records that a revision was accepted as part of the current one. */
async function recordMerged(
  ctx: Ctx,
  section: SectionRow,
  pending: StoredRevision,
  current: Change,
): Promise<void> {
  const own = await changeBy(ctx.tx, pending);
  await ctx.record("revision.accepted", factOf(section, pending), { own, current });
}

const changeBy = async (tx: Tx, after: StoredRevision) => ({
  before: await readWhole(tx, after.parentId),
  after,
});

/** Ignores choices made against an older current text: they would overwrite changes that the reviewer has not seen. */
function resolveConflicts(
  kind: SectionKind<unknown>,
  merge: MergeResult<unknown>,
  current: StoredRevision | null,
  settled: Resolution | undefined,
): MergeResult<unknown> {
  if (merge.clean || !settled || settled.seen !== (current?.number ?? null)) return merge;
  const { content, unresolved } = kind.resolve(merge.content, merge.conflicts, settled.choices);
  return unresolved.length > 0
    ? { ...merge, conflicts: unresolved }
    : { content, conflicts: [], clean: true, merged: true };
}

async function checkSources(
  tx: Tx,
  kinds: Kinds,
  section: SectionRow,
  before: unknown,
  content: unknown,
): Promise<void> {
  if (section.key === SOURCES) return refuseUsed(tx, kinds, section, before, content);
  const cited = newlyCited(kinds, section.key, content, before);
  if (cited.length === 0) return;
  const sources = await findSourcesOf(tx, section);
  refuseUnknown(cited, contentOf(kinds(SOURCES), await readRevision(tx, sources?.currentRevisionId ?? null)));
}

/**
 * Publishes the merge of a pending revision with the current text; if that contains everything already, it
 * serves as the merge.
 */
async function publishMerge(
  ctx: Ctx,
  section: SectionRow,
  kinds: Kinds,
  pending: StoredRevision,
  content: unknown,
  current: StoredRevision | null,
): Promise<{ before: StoredRevision | null; after: PublishedText }> {
  const kind = kinds(section.key);
  if (current && sameJson(content, contentOf(kind, current))) return changeBy(ctx.tx, current);
  const made = {
    section,
    kind,
    content,
    baseId: pending.id,
    parent: current,
    authorId: pending.authorId,
    summary: pending.summary,
    tag: "merge" as const,
    sourceId: pending.id,
    state: "published" as const,
    clientToken: `${pending.id}.accepted`,
    marks: mergedMarks(marksOf(current), marksOf(pending)),
    byToken: pending.byToken,
  };
  const [kept] = await insertRevisions(ctx, section.pageId, [made]);
  if (!kept) throw new Error("no revision was kept");
  await recordRevision(ctx, made, kept);
  return { before: current, after: kept };
}
