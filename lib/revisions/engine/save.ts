import type { Queryable } from "@/db/client";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields, isDomainError } from "@/lib/core/errors";
import type { SectionKind } from "../kind";
import type { Choices, MergeResult } from "../model";
import { contentOf, type Kinds, readBase, readRevision, readWhole, type StoredRevision } from "./contents";
import { findSavedDraft } from "./draft";
import { measureContent } from "./insert";
import { insertContentRow } from "./keep";
import type { Plan, Publishing, Saved } from "./plan";
import { type SectionRow, SOURCES } from "./sections";

/** What an author gives for a save. `base`: the id or the number of the revision that the text was made from. */
export interface SaveInput {
  base: string | number | null;
  content: unknown;
  summary: string;
  clientToken: string;
  newSources?: readonly unknown[] | undefined;
  /** How conflicts are to be settled that an earlier answer told of, and the number that stood in that answer. */
  choices?: Choices | undefined;
  seen?: number | null | undefined;
  /** The revision of `base`, where it was read already. */
  known?: StoredRevision | null;
  /** What is said of the text beside it, where that is more than was said before. */
  marks?: Plan["marks"];
}

/**
 * Saves a section as a new revision, merged with what others wrote since `base`. What was saved already under the
 * same token is answered as it was; what differs in nothing from what stands makes no revision. `isPublished`: the
 * policy's word on whether it stands at once. Throws `invalid` for content that its kind refuses, an unknown base or
 * source; `conflict` / `edit_conflict` with all three contents when only a person can merge them.
 */
export async function saveContent(
  ctx: Ctx,
  section: SectionRow,
  kinds: Kinds,
  input: SaveInput,
  isPublished: Publishing,
): Promise<Saved> {
  const kind = kinds(section.key);
  // Before the lock: a long text takes a while to compare.
  const savedDraft = ctx.actor
    ? await findSavedDraft(ctx.tx, ctx.actor.id, section.id, kind, input.content)
    : null;
  const newSources = input.newSources ?? [];
  if (section.key === SOURCES && newSources.length > 0) throw invalidFields({ newSources: ["unknown"] });
  const { mine, given } = await withoutHidden(
    ctx,
    section,
    kind,
    kind.parse(input.content),
    input.known ?? (await findBase(ctx, section, input.base)),
  );
  // What the lock need not be held for: mostly the text is saved as it was sent.
  measureContent(kind, mine);
  const before = await publishedBase(ctx.tx, given);
  const base = contentOf(kind, before);
  return insertContentRow(ctx, {
    section,
    kinds,
    base: { id: given?.id ?? null, content: base },
    known: given,
    compose: (current, standing) =>
      // Mostly nobody wrote meanwhile; then there is nothing to put together, however long the text.
      (standing?.id ?? null) === (before?.id ?? null)
        ? { content: mine, conflicts: [], clean: true, merged: false }
        : merge(kind, { base, current, mine }, input, standing),
    citing: mine,
    mine,
    savedDraft,
    newSources,
    ifSourceTaken: "refused",
    summary: input.summary,
    clientToken: input.clientToken,
    tag: "edit",
    sourceId: null,
    isPublished,
    conflictReason: "edit_conflict",
    marks: input.marks,
  });
}

/**
 * What was written on a text that has been hidden since is put on what stands, so that the hidden text does not come
 * back with it. Throws `conflict` / `base_hidden` where only a person could: nobody is shown what it started from.
 */
async function withoutHidden(
  ctx: Ctx,
  section: SectionRow,
  kind: SectionKind<unknown>,
  mine: unknown,
  given: StoredRevision | null,
): Promise<{ mine: unknown; given: StoredRevision | null }> {
  if (!given?.isHidden) return { mine, given };
  const current = await readRevision(ctx.tx, section.currentRevisionId);
  const merged = kind.merge(
    contentOf(kind, await readWhole(ctx.tx, given.id)),
    contentOf(kind, current),
    mine,
  );
  if (!merged.clean) throw new DomainError("conflict", "base_hidden");
  return { mine: merged.content, given: current };
}

async function findBase(
  ctx: Ctx,
  section: SectionRow,
  base: SaveInput["base"],
): Promise<StoredRevision | null> {
  const found = await readBase(ctx.tx, section, base);
  if (base !== null && !found) throw invalidFields({ base: ["choose"] });
  return found;
}

/**
 * What an edit of a waiting or rejected revision is merged from: the published text behind it. With the waiting text
 * itself as base, what stands would look like its removal.
 */
export async function publishedBase(
  on: Queryable,
  given: StoredRevision | null,
): Promise<StoredRevision | null> {
  let base = given;
  while (base && (base.state !== "published" || base.isHidden))
    base = await readRevision(on, base.state === "published" ? base.parentId : base.baseId);
  return base;
}

function merge(
  kind: SectionKind<unknown>,
  { base, current, mine }: { base: unknown; current: unknown; mine: unknown },
  input: SaveInput,
  standing: StoredRevision | null,
): MergeResult<unknown> {
  const result = kind.merge(base, current, mine);
  if (result.clean || !input.choices) return result;
  // Decisions about a text that has changed again since would overwrite what nobody has seen.
  if (input.seen !== undefined && input.seen !== (standing?.number ?? null)) return result;
  const resolved = kind.resolve(result.content, result.conflicts, input.choices);
  if (resolved.unresolved.length > 0) return { ...result, conflicts: resolved.unresolved };
  return { content: resolved.content, conflicts: [], clean: true, merged: true };
}

/** Whether an error says that two edits of one base collide, with both in its details. */
export function isEditConflict(error: unknown): error is DomainError {
  return isDomainError(error) && error.code === "conflict" && error.reason === "edit_conflict";
}
