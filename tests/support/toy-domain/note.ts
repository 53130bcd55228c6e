import { eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { editingOf, pastOf } from "@/lib/pages";
import { reviewOf } from "@/lib/pages/review";
import { articleKind } from "@/lib/revisions/article";
import { type Kinds, readRevisionByNumber } from "@/lib/revisions/contents";
import type { SectionKind } from "@/lib/revisions/kind";
import { makePage } from "@/lib/revisions/pages";
import { findSectionRow } from "@/lib/revisions/sections";
import { NOTE } from "./page-kind";
import { note } from "./schema";

const text = articleKind("text");
const kinds: Kinds = () => text as SectionKind<unknown>;
const FACTS = { country: "", protection: null, needsSecond: false };

async function find(on: Queryable, slug: string) {
  const [row] = await on.select().from(note).where(eq(note.slug, slug));
  const section = await findSectionRow(on, { pageKind: NOTE, slug, key: "text" });
  if (!row || !section) throw new DomainError("not_found", NOTE);
  return { ...row, section };
}

/** Begins a note without a text. */
export async function startNote(ctx: Ctx, { slug, title }: { slug: string; title: string }): Promise<void> {
  ctx.authorize("section.edit", FACTS);
  ctx.untraced("its first revision is recorded");
  await ctx.tx
    .insert(note)
    .values({ ...(await makePage(ctx, { kind: NOTE, slug, key: "text" })), slug, title });
}

/** Edits, drafts, previews. What members write waits who are not trusted. */
export const editing = editingOf({
  kinds,
  async load(ctx, slug) {
    ctx.authorize("section.edit", FACTS);
    return find(ctx.tx, slug);
  },
  isPublished: (ctx) => can(ctx.actor, "section.publish", FACTS),
});

/** Its history, comparisons, and what moderators hide of them. */
export const past = pastOf({
  kind: NOTE,
  text,
  kinds,
  async findOwner(on, slug) {
    const { pageId: id, ...row } = await find(on, slug);
    return { ...row, id, language: "en", publishedAt: new Date(0) };
  },
});

/** Decisions on edits that wait. */
export const review = reviewOf(kinds, async (ctx, { slug, number }) => {
  const { section } = await find(ctx.tx, slug);
  const revision = await readRevisionByNumber(ctx.tx, section.pageId, number);
  ctx.authorize("revision.review", { country: "", authorId: revision?.authorId ?? null });
  if (!revision) throw new DomainError("not_found", "revision");
  return { section, revision };
});
