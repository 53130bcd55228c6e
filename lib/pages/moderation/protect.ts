import { asc, eq, lte } from "drizzle-orm";
import { page, section as sections } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { invalidFields } from "@/lib/core/errors";
import { type SectionRow, writeProtection } from "@/lib/revisions";
import type { Protection } from "./model";

/**
 * Protects a section, for good or until a day, with a reason shown to members before they edit. Repeated
 * calls replace the protection. Throws `invalid` for a day in the past.
 */
export async function protect(
  ctx: Ctx,
  section: SectionRow,
  input: Pick<Protection, "level" | "reason"> & { until: string | null },
): Promise<void> {
  ctx.authorize("section.protect");
  // Until the end of that day, UTC.
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

/** Removes a section's protection. */
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

/** Sections whose protection ends in one transaction. */
export const END_BATCH = 100;

/**
 * Removes expired protections. Rules ignore them from their end on (`PROTECTION`), but pages drawn before
 * still show the lock and must be redrawn. Returns how many there were.
 */
export async function removeExpiredProtections(ctx: Ctx): Promise<number> {
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
