import type { Brought, PublishedText } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { passFilters, readWritten } from "@/lib/filters";
import { sameJson } from "@/lib/text/canonical";
import type { MergeResult } from "../model";
import { contentOf, readRevision, type StoredRevision } from "./contents";
import { deleteDraft } from "./draft";
import { type Earlier, findEarlier, isSameSave } from "./earlier";
import { refuseHidden } from "./hidden";
import { insertRevisions, type NewRevision } from "./insert";
import { type Marks, marksOf, sameMarks } from "./marks";
import { marksFor, type Plan, placeOf, type Saved } from "./plan";
import { ensureSectionRow, lockSections, type SectionLock, type SectionRow, SOURCES } from "./sections";
import { newlyCited, refuseUnknown, refuseUsed, withSources } from "./sources";

/**
 * Saves a content as the next revision of its section, and new sources as a revision of theirs. Runs under
 * the section's lock, so the current text cannot change in between. The same author's same token returns the
 * earlier revision (a text without author has no such token); a content equal to the current one saves nothing (`unchanged`). Throws `conflict` with base,
 * theirs and mine if they cannot be merged, and as `passFilters`.
 */
export async function insertContentRow(ctx: Ctx, plan: Plan): Promise<Saved> {
  const locked = await lockFor(ctx, plan);
  // Under the lock, so that a text hidden meanwhile is not published again.
  if (plan.sourceId !== null) await refuseHidden(ctx.tx, plan.sourceId);
  // A second edit with the same token must also have the same content. Revisions with other tags, such as undo,
  // are identified by their token alone.
  const isSame = plan.tag === "edit" ? (one: Earlier) => isSameSave(ctx, plan, one) : undefined;
  const earlier =
    plan.author === "actor" ? await findEarlier(ctx, locked.section, plan.clientToken, isSame) : null;
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
  const state = await filtered(ctx, plan, {
    state: stateOf(plan, before, result.content),
    before,
    after: result.content,
  });
  const sources = await prepareSources(ctx, plan, state, locked, before, result.content);
  const text = revisionOf(ctx, plan, state, locked.section, result, current, marks);
  const made = [...(sources ? [{ ...sources, companionOf: text }] : []), text];
  const kept = await insertRevisions(ctx, plan.section.pageId, made);
  for (const [index, one] of made.entries()) {
    const brought = one === text ? { fromReplies: plan.fromReplies } : {};
    await recordRevision(ctx, one, kept[index] as PublishedText, brought);
  }
  const own = kept.at(-1) as PublishedText;
  return {
    ...placeOf(plan.section, own),
    state,
    merged: result.merged,
    sources: sources && kept[0] ? { revisionId: kept[0].id, number: kept[0].number } : null,
  };
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

function stateOf({ isPublished }: Plan, before: unknown, after: unknown): "published" | "pending" {
  const isAtOnce = typeof isPublished === "function" ? isPublished(before, after) : isPublished;
  return isAtOnce ? "published" : "pending";
}

/** Asks the filters about a member's text. Returns the state in which it is stored: one that they hold waits for review. */
async function filtered(
  ctx: Ctx,
  { author, section, newSources, summary, ifHeld = "refused" }: Plan,
  { state, before, after }: { state: "published" | "pending"; before: unknown; after: unknown },
): Promise<"published" | "pending"> {
  if (author !== "actor" || ifHeld === "passed") return state;
  const passed = await passFilters(ctx, {
    place: section.pageKind,
    pageId: section.pageId,
    read: () => readWritten([after, newSources], summary),
    before: () => readWritten(before),
    ifHeld: state === "pending" ? "reviewed" : ifHeld,
  });
  return passed.isHeld ? "pending" : state;
}

/** What a person needs to decide: all three contents, the conflicts, and what was merged. */
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
    authorId: authorOf(ctx, plan),
    summary: plan.summary,
    tag: "edit",
    sourceId: null,
    state,
    // Clients cannot send a token with a dot, so this one is always free.
    clientToken: `${plan.clientToken}.sources`,
  };
}

const authorOf = (ctx: Ctx, { author }: Plan) => (author === "actor" ? (ctx.actor?.id ?? null) : null);

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
    authorId: authorOf(ctx, plan),
    summary: plan.summary,
    tag: result.merged && plan.tag === "edit" ? "merge" : plan.tag,
    sourceId: plan.sourceId,
    state,
    clientToken: plan.clientToken,
    marks,
  };
}

/** Records that a revision was made; its consequences follow from the table. */
export async function recordRevision(
  ctx: Ctx,
  made: NewRevision,
  kept: PublishedText,
  brought: Brought = {},
): Promise<void> {
  const fact = factOf(made.section, { ...kept, authorId: made.authorId });
  if (made.state === "pending") return ctx.record("revision.pending", fact, { ...brought, tag: made.tag });
  const change = { before: made.parent, after: kept };
  await ctx.record("revision.published", fact, { ...brought, own: change, current: change });
}

/** Details of every fact about a revision. */
export function factOf(section: SectionRow, one: Pick<StoredRevision, "id" | "number" | "authorId">) {
  const { pageId, pageKind, slug, id: sectionId, key } = section;
  const { id: revisionId, number, authorId } = one;
  return { pageId, pageKind, slug, sectionId, section: key, revisionId, number, authorId };
}
