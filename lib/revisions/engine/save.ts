import type { Queryable } from "@/db/client";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields, isDomainError } from "@/lib/core/errors";
import type { SectionKind } from "../kind";
import type { Choices, MergeResult } from "../model";
import { contentOf, type Kinds, readBase, readRevision, readWhole, type StoredRevision } from "./contents";
import { findSavedDraft } from "./draft";
import { measureContent } from "./insert";
import { insertContentRow } from "./insert-content";
import type { Plan, Publishing, Saved } from "./plan";
import { type SectionRow, SOURCES } from "./sections";

/** Input of a save. `base`: id or number of the revision that the text is based on. */
export interface SaveInput {
  base: string | number | null;
  content: unknown;
  summary: string;
  clientToken: string;
  newSources?: readonly unknown[] | undefined;
  /** Choices for conflicts that an earlier response reported, and that response's current number. */
  choices?: Choices | undefined;
  seen?: number | null | undefined;
  /** The revision of `base`, if it was already read. */
  known?: StoredRevision | null;
  /** Ids of the replies whose words the form said the text has. */
  fromReplies?: readonly string[] | undefined;
  /** Metadata of the text, if it changes. */
  marks?: Plan["marks"];
  ifHeld?: Plan["ifHeld"];
}

/**
 * Saves a section as a new revision, merged with changes since `base`. The same token again returns the first
 * result; a text equal to the current one makes no revision. `isPublished`: whether the policy lets it be
 * published directly. Throws `invalid` for content that its kind rejects, or an unknown base or source;
 * `conflict` / `edit_conflict` with all three contents if they cannot be merged.
 */
export async function saveContent(
  ctx: Ctx,
  section: SectionRow,
  kinds: Kinds,
  input: SaveInput,
  isPublished: Publishing,
): Promise<Saved> {
  const kind = kinds(section.key);
  // Before the lock: comparing a long text takes a while.
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
  // Measured before the lock, since the text is usually saved as sent.
  measureContent(kind, mine);
  const before = await publishedBase(ctx.tx, given);
  const base = contentOf(kind, before);
  return insertContentRow(ctx, {
    section,
    kinds,
    base: { id: given?.id ?? null, content: base },
    known: given,
    compose: (current, standing) =>
      // Usually no one else saved meanwhile, and nothing needs merging.
      (standing?.id ?? null) === (before?.id ?? null)
        ? { content: mine, conflicts: [], clean: true, merged: false }
        : merge(kind, { base, current, mine }, input, standing),
    citing: mine,
    mine,
    savedDraft,
    newSources,
    ifSourceTaken: "refused",
    summary: input.summary,
    author: "actor",
    clientToken: input.clientToken,
    tag: "edit",
    sourceId: null,
    isPublished,
    conflictReason: "edit_conflict",
    fromReplies: input.fromReplies,
    marks: input.marks,
    ifHeld: input.ifHeld,
  });
}

/**
 * Rebases an edit whose base was hidden since onto the current text, so that the hidden text is not published
 * again. Throws `conflict` / `base_hidden` if that needs a person, who may not see the base, and `base_purged` if
 * there is no base any more to tell the two apart.
 */
async function withoutHidden(
  ctx: Ctx,
  section: SectionRow,
  kind: SectionKind<unknown>,
  mine: unknown,
  given: StoredRevision | null,
): Promise<{ mine: unknown; given: StoredRevision | null }> {
  if (given?.isPurged) throw new DomainError("conflict", "base_purged");
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
 * Finds the published text behind a pending or rejected base. If the pending text itself were the base, the
 * current text would look like its removal.
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
  // Choices made against an older current text would overwrite changes that the author has not seen.
  if (input.seen !== undefined && input.seen !== (standing?.number ?? null)) return result;
  const resolved = kind.resolve(result.content, result.conflicts, input.choices);
  if (resolved.unresolved.length > 0) return { ...result, conflicts: resolved.unresolved };
  return { content: resolved.content, conflicts: [], clean: true, merged: true };
}

/** Checks that an error reports conflicting edits, with both in its details. */
export function isEditConflict(error: unknown): error is DomainError {
  return isDomainError(error) && error.code === "conflict" && error.reason === "edit_conflict";
}
