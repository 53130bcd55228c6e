import type { Ctx } from "@/lib/core/ctx";
import { protect, unprotect } from "@/lib/pages/moderation";
import type { ProtectSection, SectionParams } from "../editing/model";
import { loadSection } from "../section-access";

/** Restricts who can edit a section. Throws as `protect`. */
export async function protectSection(ctx: Ctx, input: ProtectSection): Promise<void> {
  await protect(ctx, (await loadSection(ctx.tx, input.slug, input.section)).section, input);
}

/** Lets every member edit the section again. */
export async function unprotectSection(ctx: Ctx, input: SectionParams): Promise<void> {
  await unprotect(ctx, (await loadSection(ctx.tx, input.slug, input.section)).section);
}
