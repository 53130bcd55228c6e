import { asc, eq, lte } from "drizzle-orm";
import { page, section as sections } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { invalidFields } from "@/lib/core/errors";
import { type SectionRow, writeProtection } from "@/lib/revisions";
import type { Protection } from "./model";

/**
 * Lets only some edit a section, with a reason that they are told before they type, for good or until a day. Sent
 * again, the section is protected as it says now. Throws `invalid` for a day that is past.
 */
export async function protect(
  ctx: Ctx,
  section: SectionRow,
  input: Pick<Protection, "level" | "reason"> & { until: string | null },
): Promise<void> {
  ctx.authorize("section.protect");
  // The whole of the day is meant.
  const until = input.until === null ? null : new Date(`${input.until}T23:59:59.999Z`);
  if (until !== null && until <= ctx.now) throw invalidFields({ until: ["past"] });
  await writeProtection(ctx, section.id, { level: input.level, reason: input.reason, until });
  await ctx.record("section.protected", {
    pageId: section.pageId,
    slug: section.slug,
    section: section.key,
    level: input.level,
    until: until?.toISOString() ?? null,
    reason: input.reason,
  });
}

/** Lets every member edit a section again. */
export async function unprotect(ctx: Ctx, section: SectionRow): Promise<void> {
  ctx.authorize("section.protect");
  if (section.protection === null) return ctx.skipAudit("it is not protected");
  await lift(ctx, section);
}

async function lift(ctx: Ctx, of: Pick<SectionRow, "id" | "pageId" | "slug" | "key">): Promise<void> {
  await writeProtection(ctx, of.id, null);
  await ctx.record("section.protected", {
    pageId: of.pageId,
    slug: of.slug,
    section: of.key,
    level: null,
    until: null,
    reason: "",
  });
}

/** How many sections one transaction frees. */
export const END_BATCH = 100;

/**
 * Takes away the protections whose day has passed. They bind nobody from that moment on (`PROTECTION`), but pages that
 * were drawn before still show the lock: these are drawn anew. Answers how many there were.
 */
export async function endProtections(ctx: Ctx): Promise<number> {
  ctx.asSystem("time passes for everyone");
  ctx.skipAudit("each section whose protection ends is recorded as such");
  const rows = await ctx.tx
    .select({ id: sections.id, pageId: sections.pageId, slug: page.slug, key: sections.key })
    .from(sections)
    .innerJoin(page, eq(page.id, sections.pageId))
    .where(lte(sections.protectedUntil, ctx.now))
    .orderBy(asc(sections.id))
    .limit(END_BATCH)
    .for("no key update", { of: sections, skipLocked: true });
  for (const row of rows) await lift(ctx, row);
  return rows.length;
}
