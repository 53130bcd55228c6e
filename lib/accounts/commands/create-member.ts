import type { Role } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { invalidFields } from "@/lib/core/errors";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { displaceClaim } from "../displace-claim";
import { grantRole } from "../grant-role";
import { insertMember } from "../insert-member";
import { emailKeyOf } from "../model";
import { hashPassword } from "../password";
import { findPasswordProblem } from "../password-problems";

export interface CreateMember {
  email: string;
  fullName: string;
  role: Role;
  /** ISO alpha-2; required for a focal point, otherwise where the member works. */
  country: string | null;
  /** NFC, 15 to 128 code points (`NewPassword`). */
  password: string;
}

/**
 * Creates a verified member with a password, for the operator. Throws `invalid` for fields (`email`: `email`,
 * `email_taken`; `password`; `country`: `choose`, or `required` for a focal point).
 */
export async function createMember(
  ctx: Ctx,
  input: CreateMember,
): Promise<{ memberId: string; handle: string }> {
  ctx.asSystem("the operator vouches for the member");
  const emailKey = emailKeyOf(input.email);
  if (!emailKey) throw invalidFields({ email: ["email"] });
  const country = input.role === "focal-point" ? (input.country ?? "") : "";
  if (input.role === "focal-point" && country === "") throw invalidFields({ country: ["required"] });
  if (input.country !== null && !COUNTRY_CODES.includes(input.country))
    throw invalidFields({ country: ["choose"] });
  const problem = await findPasswordProblem(input.password, input);
  if (problem) throw invalidFields({ password: [problem] });
  await displaceClaim(ctx.tx, emailKey);
  const made = await insertMember(ctx, {
    email: input.email,
    emailKey,
    passwordHash: await hashPassword(input.password),
    fullName: input.fullName,
    country: input.country,
    institution: null,
    sector: null,
    locale: "en",
    state: "active",
    charterAcceptedAt: null,
  });
  if (!made) throw invalidFields({ email: ["email_taken"] });
  await ctx.record("member.verified", { memberId: made.id, handle: made.handle });
  if (input.role !== "member") {
    await grantRole(ctx, { memberId: made.id, handle: made.handle, role: input.role, country });
  }
  return { memberId: made.id, handle: made.handle };
}
