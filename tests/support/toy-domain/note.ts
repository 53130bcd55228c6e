import { eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { editingOf, pastOf } from "@/lib/pages";
import { reviewOf } from "@/lib/pages/review";
import { findSectionRow, type Kinds, makePage, readRevisionByNumber } from "@/lib/revisions";
import type { SectionKind } from "@/lib/revisions/kind";
import { articleKind } from "@/lib/revisions/prose/article";
import { NOTE, note, notePin } from "./page-kind";

const KEY = "text";
const text = articleKind(KEY);
const kinds: Kinds = () => text as SectionKind<unknown>;
const FACTS = { country: "", protection: null, needsSecond: false };

async function find(on: Queryable, slug: string) {
  const section = await findSectionRow(on, { pageKind: NOTE, slug, key: KEY });
  if (!section) throw new DomainError("not_found", NOTE);
  const [row] = await on.select().from(note).where(eq(note.pageId, section.pageId));
  return { id: section.pageId, sectionId: section.id, slug, title: row?.title ?? "", section };
}

/** Creates a note without a text. */
export async function startNote(ctx: Ctx, { slug, title }: { slug: string; title: string }): Promise<void> {
  ctx.authorize("section.edit", FACTS);
  ctx.skipAudit("its first revision is recorded");
  const { pageId } = await makePage(ctx, { kind: NOTE, slug, key: KEY });
  await ctx.tx.insert(note).values({ pageId, title });
}

/** Pins a note. */
export async function pinNote(ctx: Ctx, slug: string): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("watch.keep", { memberId });
  ctx.skipAudit("nobody else's business");
  await ctx.tx.insert(notePin).values({ memberId, pageId: (await find(ctx.tx, slug)).id });
}

/** Edits, drafts, previews. Changes by members who are not trusted wait for a reviewer. */
export const editing = editingOf({
  kinds,
  load(ctx, slug) {
    ctx.authorize("section.edit", FACTS);
    return find(ctx.tx, slug);
  },
  isPublished: (ctx) => can(ctx.actor, "section.publish", FACTS),
});

/** Its history, comparisons, and hiding by moderators. */
export const past = pastOf({
  kind: NOTE,
  text,
  kinds,
  findOwner: async (on, slug) => ({ ...(await find(on, slug)), language: "en", publishedAt: new Date(0) }),
});

/** Decisions on pending edits. */
export const review = reviewOf(kinds, async (ctx, { slug, number }) => {
  const { section } = await find(ctx.tx, slug);
  const revision = await readRevisionByNumber(ctx.tx, section.pageId, number);
  ctx.authorize("revision.review", { country: "", authorId: revision?.authorId ?? null });
  if (!revision) throw new DomainError("not_found", "revision");
  return { section, revision };
});
