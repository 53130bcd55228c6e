import { eq, sql } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { passFilters, readWritten } from "@/lib/filters";
import { MEMBER_PLACE } from "@/lib/filters/model";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import type { ProfileField, UpdateProfile, UpdateWork, Visibility } from "../model";

/**
 * Changes a member's name and details with their visibility; their fields of work stay as they are. Pages that show
 * the member are stale at once. Throws `invalid` for a country without a profile.
 */
export async function updateProfile(ctx: Ctx, input: UpdateProfile): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("profile-page.edit", { memberId });
  if (input.country !== null && !COUNTRY_CODES.includes(input.country))
    throw invalidFields({ country: ["choose"] });
  await passFilters(ctx, {
    place: MEMBER_PLACE,
    read: () => readWritten(null, input.fullName, input.institution ?? "", input.biography ?? ""),
    ifHeld: "refused",
  });
  await change(ctx, memberId, {
    fullName: input.fullName,
    displayName: input.displayName ?? input.fullName,
    country: input.country,
    institution: input.institution,
    sector: input.sector,
    biography: input.biography,
    isListed: input.isListed === "on",
    visibility: withSeen({
      country: input["see-country"],
      institution: input["see-institution"],
      sector: input["see-sector"],
      biography: input["see-biography"],
    }),
  });
}

/** Changes a member's fields of work and languages with their visibility; their other details stay as they are. */
export async function updateWork(ctx: Ctx, input: UpdateWork): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("profile-page.edit", { memberId });
  await change(ctx, memberId, {
    specialties: input.specialties,
    languages: input.languages,
    visibility: withSeen({
      specialties: input["see-specialties"],
      languages: input["see-languages"],
    }),
  });
}

/** SQL: the visibility of all fields, with that of some changed. */
const withSeen = (seen: Partial<Record<ProfileField, Visibility>>) =>
  sql`${member.visibility} || ${JSON.stringify(seen)}::jsonb`;

async function change(
  ctx: Ctx,
  memberId: string,
  values: Parameters<ReturnType<typeof ctx.tx.update<typeof member>>["set"]>[0],
): Promise<void> {
  const [row] = await ctx.tx
    .update(member)
    .set(values)
    .where(eq(member.id, memberId))
    .returning({ handle: member.handle });
  if (!row) throw new DomainError("not_found");
  await ctx.record("profile-page.changed", { memberId, handle: row.handle });
}
