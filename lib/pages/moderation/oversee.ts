import { and, desc, eq, ne, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { revision } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { requireConfirmed } from "@/lib/core/step-up";
import {
  contentOf,
  findHiding,
  hide,
  isStanding,
  type Kinds,
  moveDrafts,
  purge,
  readWhole,
  type SectionRow,
  type StoredRevision,
  unhide,
} from "@/lib/revisions";
import type { HideFields, PurgeFields } from "@/lib/revisions/input";
import { forgetWords } from "@/lib/search";
import type { RevisionAt } from "../model";
import type { OverseenRevision } from "./model";

/** A revision with its section, as each kind of page finds it by address. */
export interface Placed {
  section: SectionRow;
  revision: StoredRevision;
}

/**
 * Creates the moderation commands for revisions of one kind of page, given its sections and how it loads a
 * revision.
 */
export function moderationOf<Found extends Placed>(
  kinds: Kinds,
  load: (on: Queryable, slug: string, number: number) => Promise<Found>,
) {
  return {
    /**
     * Finds a revision with everything hidden of it. Throws `forbidden` to all but moderators and
     * administrators; `not_found`.
     */
    async findOverseen(actor: Actor, { slug, number }: RevisionAt, on: Queryable = db()) {
      if (!can(actor, "revision.hide")) throw new DomainError("forbidden", "revision_hide");
      const placed = await load(on, slug, number);
      return { overseen: await readOverseen(on, kinds, placed), placed };
    },

    /**
     * Hides text, summary or author of a revision, and of its section's revisions up to another, from all but
     * moderators and administrators. After the commit, pages, differences, feeds, exports, drafts and notices
     * leave it out. The log records who and why. Throws as `hide`.
     */
    async hide(ctx: Ctx, { slug, number, ...input }: RevisionAt & HideFields): Promise<void> {
      ctx.authorize("revision.hide");
      await hidePlaced(ctx, await load(ctx.tx, slug, number), kinds, input);
    },

    /**
     * Deletes text and summary of a revision, and of its section's revisions up to another, for a legal reason. The
     * revisions stay as gaps; the log records who and which reason, and no text. Throws as `purge`, and `confirm_first`.
     */
    async purge(ctx: Ctx, { slug, number, ...input }: RevisionAt & PurgeFields): Promise<void> {
      ctx.authorize("content.purge");
      requireConfirmed(ctx);
      await purgePlaced(ctx, await load(ctx.tx, slug, number), kinds, input);
    },

    /** Shows a hidden revision again. What was purged stays so. */
    async show(ctx: Ctx, { slug, number }: RevisionAt): Promise<void> {
      ctx.authorize("revision.hide");
      const { section: own, revision: one } = await load(ctx.tx, slug, number);
      if (!(await unhide(ctx, one.id))) return ctx.skipAudit("nothing of it is hidden");
      await ctx.record("revision.shown", factOf(own, one));
    },
  };
}

async function readOverseen(
  on: Queryable,
  kinds: Kinds,
  { section: own, revision: found }: Placed,
): Promise<OverseenRevision> {
  const one = await readWhole(on, found.id);
  if (!one || one.state === "pending") throw new DomainError("not_found", "revision");
  const kind = kinds(own.key);
  const parent = await readWhole(on, one.parentId);
  return {
    number: one.number,
    section: own.key,
    summary: one.summary,
    author: await findAuthor(on, one.authorId),
    diff: kind.diff(contentOf(kind, parent), contentOf(kind, one)),
    hiding: await findHiding(on, one.id),
    isStanding: own.currentRevisionId === one.id,
    last: Math.max(one.number, (await findLastPast(on, own)) ?? 0),
  };
}

async function findAuthor(on: Queryable, authorId: string | null): Promise<OverseenRevision["author"]> {
  if (authorId === null) return "community";
  const [row] = await on
    .select({ handle: member.handle, displayName: member.displayName, state: member.state })
    .from(member)
    .where(eq(member.id, authorId));
  if (!row || row.state === "erased") return "former";
  return { handle: row.handle, displayName: row.displayName };
}

async function findLastPast(on: Queryable, own: SectionRow): Promise<number | null> {
  const [row] = await on
    .select({ number: revision.number })
    .from(revision)
    .where(
      and(eq(revision.sectionId, own.id), isStanding(), ne(revision.id, sql`${own.currentRevisionId}::uuid`)),
    )
    .orderBy(desc(revision.number))
    .limit(1);
  return row?.number ?? null;
}

async function hidePlaced(
  ctx: Ctx,
  { section, revision: one }: Placed,
  kinds: Kinds,
  input: HideFields,
): Promise<void> {
  const what = {
    isTextHidden: input.text,
    isSummaryHidden: input.summary,
    isAuthorHidden: input.author,
    reason: input.reason,
  };
  const range = { from: one.number, to: Math.max(one.number, input.through ?? 0) };
  const hidden = await hide(ctx, section, range, what);
  if (what.isTextHidden) await moveDrafts(ctx, section, kinds(section.key), hidden);
  for (const { section: own, hiding, ...each } of hidden)
    await ctx.record("revision.hidden", { ...factOf(own, each), ...hiding });
}

async function purgePlaced(
  ctx: Ctx,
  { section: own, revision: one }: Placed,
  kinds: Kinds,
  { upTo, why, words }: PurgeFields,
): Promise<void> {
  const range = { from: one.number, to: Math.max(one.number, upTo ?? 0) };
  const { revisions, texts } = await purge(ctx, own, kinds(own.key), range, { why, words });
  if (revisions.length === 0) return ctx.skipAudit("it is purged already");
  for (const { createdAt, ...each } of revisions)
    await ctx.record("revision.purged", { ...factOf(own, each), why, since: createdAt.toISOString() });
  await forgetWords(ctx.tx, texts);
}

/** Details recorded about a revision. */
export function factOf(own: SectionRow, one: Pick<StoredRevision, "id" | "number" | "authorId">) {
  return {
    pageId: own.pageId,
    pageKind: own.pageKind,
    slug: own.slug,
    sectionId: own.id,
    section: own.key,
    revisionId: one.id,
    number: one.number,
    authorId: one.authorId,
  };
}
