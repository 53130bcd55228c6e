import { and, eq } from "drizzle-orm";
import { type RevisionTag, revision } from "@/db/schema/revisions";
import type { PublishedText } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { sameJson } from "@/lib/text/canonical";
import type { MergeResult } from "../model";
import { contentOf, type Kinds, readRevision, type StoredRevision } from "./contents";
import { deleteDraft } from "./draft";
import { refuseHidden } from "./hidden";
import { insertRevisions, type NewRevision } from "./insert";
import { type Marks, marksOf, sameMarks } from "./marks";
import { ensureSectionRow, lockSections, type SectionLock, type SectionRow, SOURCES } from "./sections";
import { newlyCited, refuseUnknown, refuseUsed, withSources } from "./sources";

/** What a save came to. */
export interface Saved {
  slug: string;
  section: string;
  /** Unchanged: nothing differed from what stands, so no revision was made. */
  state: "published" | "pending" | "unchanged";
  /** The revision by which the text now stands or waits; null when an empty section was left empty. */
  revisionId: string | null;
  number: number | null;
  /** Others had written since; both edits are in it. */
  merged: boolean;
  /** The revision of `sources` that was made with it, for new sources. */
  sources: { revisionId: string; number: number } | null;
}

/**
 * Whether a text stands at once: known beforehand, or asked of what it changes once that is known, with the contents
 * before and after. What is asked may refuse as well.
 */
export type Publishing = boolean | ((before: unknown, after: unknown) => boolean);

/** What is to be put in the place of what stands. */
export interface Plan {
  section: SectionRow;
  kinds: Kinds;
  /** Makes the content out of what stands when the section is locked. */
  compose: (current: unknown, revision: StoredRevision | null) => MergeResult<unknown>;
  /** What the author started from; and what of that counts as known, so that only new citations are looked up. */
  base: { id: string | null; content: unknown };
  /** A revision that is read already: when it is what stands, it is not read again. */
  known: StoredRevision | null;
  /** A content that holds every citation which `compose` may bring. */
  citing: unknown;
  newSources: readonly unknown[];
  /** A source whose id is taken: refused to an author, passed over when old ones are brought back. */
  ifSourceTaken: "refused" | "kept";
  summary: string;
  clientToken: string;
  tag: RevisionTag;
  sourceId: string | null;
  isPublished: Publishing;
  /** The reason of the `conflict` that is thrown when only a person can put the contents together. */
  conflictReason: "edit_conflict" | "undo_conflict";
  mine: unknown;
  /** The number of the author's draft that says what is saved: it is removed with the save. */
  savedDraft?: number | null;
  /** What is said of the text beside it; by default what was said of it before, but that someone vouched for it. */
  marks?: ((current: Marks, isMerged: boolean) => Marks) | undefined;
}

/**
 * Keeps a content as the next revision of its section, and with it new sources as a revision of their own section.
 * Under the section's lock, so nothing can come between reading what stands and replacing it. The same author's same
 * token answers the revision that it made before. Throws `conflict` with both contents when they cannot be merged.
 */
export async function insertContentRow(ctx: Ctx, plan: Plan): Promise<Saved> {
  const locked = await lockFor(ctx, plan);
  // Under the lock: what is hidden while somebody brings it back stays hidden.
  if (plan.sourceId !== null) await refuseHidden(ctx.tx, plan.sourceId);
  // A revision that takes something back is known by its token alone, which is made of what it takes back.
  const isSame = plan.tag === "edit" ? (one: Earlier) => isSameSave(ctx, plan, one) : undefined;
  const earlier = await findEarlier(ctx, locked.section, plan.clientToken, isSame);
  if (earlier) return earlier;
  const kind = plan.kinds(plan.section.key);
  const isKnown = plan.known !== null && plan.known.id === locked.section.currentRevisionId;
  const current = isKnown ? plan.known : await readRevision(ctx.tx, locked.section.currentRevisionId);
  const before = contentOf(kind, current);
  const result = plan.compose(before, current);
  if (!result.clean) throw conflictOf(plan, before, current, result);
  if (ctx.actor && plan.savedDraft != null)
    await deleteDraft(ctx.tx, ctx.actor.id, plan.section.id, plan.savedDraft);
  const marks = marksFor(plan, marksOf(current), result);
  if (sameJson(result.content, before) && sameMarks(marks, marksOf(current))) {
    ctx.skipAudit("what was saved is what stands");
    return { ...placeOf(plan.section, current), state: "unchanged", merged: false, sources: null };
  }
  const state = stateOf(plan, before, result.content);
  const sources = await prepareSources(ctx, plan, state, locked, before, result.content);
  const text = revisionOf(ctx, plan, state, locked.section, result, current, marks);
  const made = [...(sources ? [{ ...sources, companionOf: text }] : []), text];
  const kept = await insertRevisions(ctx, plan.section.pageId, made);
  for (const [index, one] of made.entries()) await recordRevision(ctx, one, kept[index] as PublishedText);
  const own = kept.at(-1) as PublishedText;
  return {
    ...placeOf(plan.section, own),
    state,
    merged: result.merged,
    sources: sources && kept[0] ? { revisionId: kept[0].id, number: kept[0].number } : null,
  };
}

function marksFor(plan: Plan, current: Marks, { merged }: MergeResult<unknown>): Marks {
  if (plan.marks) return plan.marks(current, merged);
  return { ...current, label: current.label === "machine" ? "machine" : null };
}

interface Locked {
  section: SectionRow;
  sources: SectionRow | null;
}

async function lockFor(ctx: Ctx, plan: Plan): Promise<Locked> {
  const { section, kinds } = plan;
  const locks: SectionLock[] = [{ id: section.id, to: "write" }];
  const mayCite =
    section.key !== SOURCES && newlyCited(kinds, section.key, plan.citing, plan.base.content).length > 0;
  if (section.key !== SOURCES && (mayCite || plan.newSources.length > 0)) {
    const sources = await ensureSectionRow(ctx.tx, {
      pageKind: section.pageKind,
      slug: section.slug,
      key: SOURCES,
    });
    if (sources) locks.push({ id: sources.id, to: plan.newSources.length > 0 ? "write" : "read" });
  }
  const rows = await lockSections(ctx.tx, locks);
  const own = rows.get(section.key);
  if (!own) throw new Error("a section went while it was locked");
  return { section: own, sources: section.key === SOURCES ? null : (rows.get(SOURCES) ?? null) };
}

/**
 * What the same author's same token made before; null when it is new. Throws `conflict` when it was another section's,
 * and `invalid` / `token_used` when `isSame` tells that it was another save: nobody is told that a text was kept which
 * was not.
 */
export async function findEarlier(
  ctx: Ctx,
  section: SectionRow,
  clientToken: string,
  isSame?: (earlier: Earlier) => Promise<boolean>,
): Promise<Saved | null> {
  if (!ctx.actor) return null;
  const columns = {
    id: revision.id,
    number: revision.number,
    sectionId: revision.sectionId,
    state: revision.state,
    tag: revision.tag,
    summary: revision.summary,
    baseId: revision.baseId,
    parentId: revision.parentId,
    followsId: revision.followsId,
    label: revision.label,
  };
  const [own] = await ctx.tx
    .select(columns)
    .from(revision)
    .where(and(eq(revision.authorId, ctx.actor.id), eq(revision.clientToken, clientToken)));
  if (!own) return null;
  if (own.sectionId !== section.id) throw new DomainError("conflict", "token_used");
  if (isSame && !(await isSame(own))) throw new DomainError("invalid", "token_used");
  ctx.skipAudit("the same save came again");
  const [sources] = await ctx.tx
    .select({ id: revision.id, number: revision.number })
    .from(revision)
    .where(eq(revision.companionId, own.id));
  return {
    ...placeOf(section, own),
    state: own.state === "pending" ? "pending" : "published",
    merged: own.tag === "merge",
    sources: sources ? { revisionId: sources.id, number: sources.number } : null,
  };
}

interface Earlier extends Marks {
  id: string;
  summary: string;
  baseId: string | null;
  parentId: string | null;
}

/**
 * Whether a plan is the one that an earlier revision was made by: put on what stood then, it comes to the same. Ids of
 * blocks are passed over, since who sends none, as a plain form, is given others each time.
 */
async function isSameSave(ctx: Ctx, plan: Plan, earlier: Earlier): Promise<boolean> {
  if (earlier.summary !== plan.summary || earlier.baseId !== plan.base.id) return false;
  const kind = plan.kinds(plan.section.key);
  const [made, parent] = [
    await readRevision(ctx.tx, earlier.id),
    await readRevision(ctx.tx, earlier.parentId),
  ];
  const result = plan.compose(contentOf(kind, parent), parent);
  if (!sameMarks(earlier, marksFor(plan, marksOf(parent), result))) return false;
  return result.clean && sameJson(withoutBlockIds(result.content), withoutBlockIds(contentOf(kind, made)));
}

function withoutBlockIds(content: unknown): unknown {
  return JSON.parse(JSON.stringify(content), (key: string, value: unknown) =>
    key === "attrs" && typeof value === "object" && value !== null ? { ...value, id: undefined } : value,
  );
}

function placeOf(section: SectionRow, one: { id: string; number: number } | null) {
  return {
    slug: section.slug,
    section: section.key,
    revisionId: one?.id ?? null,
    number: one?.number ?? null,
  };
}

function stateOf({ isPublished }: Plan, before: unknown, after: unknown): "published" | "pending" {
  const isAtOnce = typeof isPublished === "function" ? isPublished(before, after) : isPublished;
  return isAtOnce ? "published" : "pending";
}

/** What a person needs in order to decide: all three contents, what collides, and what goes together already. */
function conflictOf(
  plan: Plan,
  theirs: unknown,
  current: StoredRevision | null,
  result: MergeResult<unknown>,
): DomainError {
  return new DomainError("conflict", plan.conflictReason, {
    slug: plan.section.slug,
    section: plan.section.key,
    base: plan.base.content,
    theirs,
    mine: plan.mine,
    conflicts: result.conflicts,
    merged: result.content,
    currentNumber: current?.number ?? null,
    currentRevisionId: current?.id ?? null,
  });
}

async function prepareSources(
  ctx: Ctx,
  plan: Plan,
  state: NewRevision["state"],
  locked: Locked,
  before: unknown,
  content: unknown,
): Promise<NewRevision | null> {
  const { kinds } = plan;
  if (plan.section.key === SOURCES) {
    await refuseUsed(ctx.tx, kinds, locked.section, before, content);
    return null;
  }
  const cited = newlyCited(kinds, plan.section.key, content, before);
  if (cited.length === 0 && plan.newSources.length === 0) return null;
  const kind = kinds(SOURCES);
  const parent = await readRevision(ctx.tx, locked.sources?.currentRevisionId ?? null);
  const known = contentOf(kind, parent);
  const next =
    plan.newSources.length > 0 ? withSources(kinds, known, plan.newSources, plan.ifSourceTaken) : known;
  refuseUnknown(cited, next);
  if (next === known || !locked.sources) return null;
  return {
    section: locked.sources,
    kind,
    content: next,
    baseId: parent?.id ?? null,
    parent,
    authorId: ctx.actor?.id ?? null,
    summary: plan.summary,
    tag: "edit",
    sourceId: null,
    state,
    // No client can make a token with a dot, so that this one is taken by nobody.
    clientToken: `${plan.clientToken}.sources`,
  };
}

function revisionOf(
  ctx: Ctx,
  plan: Plan,
  state: NewRevision["state"],
  section: SectionRow,
  result: MergeResult<unknown>,
  parent: StoredRevision | null,
  marks: Marks,
): NewRevision {
  return {
    section,
    kind: plan.kinds(section.key),
    content: result.content,
    baseId: plan.base.id,
    parent,
    authorId: ctx.actor?.id ?? null,
    summary: plan.summary,
    tag: result.merged && plan.tag === "edit" ? "merge" : plan.tag,
    sourceId: plan.sourceId,
    state,
    clientToken: plan.clientToken,
    marks,
  };
}

/** Records that a revision was made; what follows from it is the table of consequences. */
export async function recordRevision(ctx: Ctx, made: NewRevision, kept: PublishedText): Promise<void> {
  const fact = factOf(made.section, { ...kept, authorId: made.authorId });
  if (made.state === "pending") return ctx.record("revision.pending", fact);
  const change = { before: made.parent, after: kept };
  await ctx.record("revision.published", fact, { own: change, current: change });
}

/** What every fact of a revision carries. */
export function factOf(section: SectionRow, one: Pick<StoredRevision, "id" | "number" | "authorId">) {
  const { pageId, pageKind, slug, id: sectionId, key } = section;
  const { id: revisionId, number, authorId } = one;
  return { pageId, pageKind, slug, sectionId, section: key, revisionId, number, authorId };
}
