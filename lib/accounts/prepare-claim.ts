import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { DomainError, invalidFields } from "@/lib/core/errors";
import type { Locale } from "@/lib/i18n/locales";
import { findRegistration } from "@/lib/site-settings";
import type { Browser } from "./browser";
import type { Claim } from "./model";
import { hashPassword } from "./password";
import { findPasswordProblem } from "./password-problems";
import { refuseMissingAnswers } from "./prepare-registration";
import { findToken } from "./token";

/** Input of `claimAccount`: the owner's answers, with the password hashed. */
export interface PreparedClaim extends Omit<Claim, "password" | "charter"> {
  passwordHash: string;
  locale: Locale;
  browser: Browser;
}

/** Checks and hashes the password for confirming from another browser. Throws `invalid`: `link`, or fields. */
export async function prepareClaim(
  input: Claim,
  at: { browser: Browser; locale: Locale },
): Promise<PreparedClaim> {
  const { password, charter: _accepted, ...answers } = input;
  const found = await findToken(db(), ["verify"], input.token, new Date());
  if (!found) throw new DomainError("invalid", "link");
  const [row] = await db().select({ email: member.email }).from(member).where(eq(member.id, found.memberId));
  if ((await findRegistration()) === "approval") refuseMissingAnswers(answers);
  const problem = await findPasswordProblem(password, { ...answers, email: row?.email ?? "" });
  if (problem) throw invalidFields({ password: [problem] });
  return { ...answers, passwordHash: await hashPassword(password), ...at };
}
