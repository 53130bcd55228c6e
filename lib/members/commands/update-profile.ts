import { eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { PROFILE_FIELDS, type UpdateProfile } from "../model";

/**
 * Changes a member's profile and the visibility of its fields. Pages that show it are stale at once. Throws
 * `invalid` for a country without a profile.
 */
export async function updateProfile(ctx: Ctx, input: UpdateProfile): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("profile-page.edit", { memberId });
  if (input.country !== null && !COUNTRY_CODES.includes(input.country))
    throw invalidFields({ country: ["choose"] });
  const visibility = Object.fromEntries(PROFILE_FIELDS.map((field) => [field, input[`see-${field}`]]));
  const [row] = await ctx.tx
    .update(member)
    .set({
      fullName: input.fullName,
      displayName: input.displayName ?? input.fullName,
      country: input.country,
      institution: input.institution,
      sector: input.sector,
      biography: input.biography,
      specialties: input.specialties,
      languages: input.languages,
      isListed: input.isListed === "on",
      visibility,
    })
    .where(eq(member.id, memberId))
    .returning({ handle: member.handle });
  if (!row) throw new DomainError("not_found");
  await ctx.record("profile-page.changed", { memberId, handle: row.handle });
}
