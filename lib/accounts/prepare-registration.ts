import { DomainError, type FieldErrors, invalidFields } from "@/lib/core/errors";
import type { Locale } from "@/lib/i18n/locales";
import { findRegistration } from "@/lib/site-settings";
import { mayMail } from "./back-off";
import { ageOfForm, waitAsTyped } from "./form-stamp";
import { emailKeyOf, type Join } from "./model";
import { hashPassword } from "./password";
import { findPasswordProblem } from "./password-problems";

/** Input of `register`: the answers, with the password hashed. */
export interface Registration extends Omit<Join, "password" | "stamp" | "homepage"> {
  passwordHash: string;
  /** Language of the page and of later mails. */
  locale: Locale;
  /** Whether a mail may be sent; if not, nothing happens and the response is the same. */
  mayMail: boolean;
  /** The honeypot field was filled in. */
  isProgram: boolean;
}

/**
 * Prepares a registration outside its transaction: checks and hashes the password, in the same way for known
 * and new addresses. A form submitted faster than a person types is answered after two seconds. Throws
 * `forbidden` if registration is closed, `invalid` for fields and for a form without our stamp,
 * `rate_limited` if the site's maximum of mails is reached.
 */
export async function prepareRegistration(input: Join, locale: Locale): Promise<Registration> {
  const { password, stamp, homepage, ...answers } = input;
  const mode = await findRegistration();
  if (mode === "closed") throw new DomainError("forbidden", "registration_closed");
  const age = ageOfForm(stamp, new Date());
  if (age === null) throw new DomainError("invalid", "form_old");
  const problem = await findPasswordProblem(password, answers);
  if (problem) throw invalidFields({ password: [problem] });
  if (mode === "approval") refuseMissingAnswers(answers);
  const passwordHash = await hashPassword(password);
  await waitAsTyped(age);
  const emailKey = emailKeyOf(answers.email) ?? "";
  return {
    ...answers,
    locale,
    passwordHash,
    mayMail: await mayMail("join", emailKey),
    isProgram: homepage !== "",
  };
}

/**
 * Requires what administrators need to decide on an application: reason and institution. Throws `invalid` for
 * these fields.
 */
export function refuseMissingAnswers(answers: { reason: string; institution: string | null }): void {
  const missing: FieldErrors = {};
  if (answers.reason.length < 10) missing.reason = ["reason_short"];
  if (answers.institution === null) missing.institution = ["required"];
  if (Object.keys(missing).length > 0) throw invalidFields(missing);
}
