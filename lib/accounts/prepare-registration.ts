import { setTimeout as wait } from "node:timers/promises";
import { DomainError, type FieldErrors, invalidFields } from "@/lib/core/errors";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { mayMail } from "./back-off";
import { ageOfForm, MIN_FILL_SECONDS } from "./form-stamp";
import { emailKeyOf, type Join } from "./model";
import { hashPassword } from "./password";
import { findPasswordProblem } from "./password-problems";

/** What `register` takes: the answers, with the password's hash in its place. */
export interface Registration extends Omit<Join, "password" | "stamp" | "homepage"> {
  passwordHash: string;
  /** The language of the page, and of the mails to come. */
  locale: Locale;
  /** Whether a mail may go to the address; else nothing is done, with the same answer. */
  mayMail: boolean;
  /** The bait was taken. */
  isProgram: boolean;
}

/**
 * What joining needs outside its transaction: the password is judged and hashed, the same for a known address and a
 * new one. Programs wait: a form that comes back faster than a person types is answered when two seconds have passed.
 * Throws `forbidden` when registration is closed, `invalid` for fields and for a form without our stamp,
 * `rate_limited` when the site has sent all the mails that it sends for strangers.
 */
export async function prepareRegistration(input: Join, locale: Locale): Promise<Registration> {
  const { password, stamp, homepage, ...answers } = input;
  const mode = env().REGISTRATION;
  if (mode === "closed") throw new DomainError("forbidden", "registration_closed");
  const age = ageOfForm(stamp, new Date());
  if (age === null) throw new DomainError("invalid", "form_old");
  const problem = await findPasswordProblem(password, answers);
  if (problem) throw invalidFields({ password: [problem] });
  if (mode === "approval") refuseMissingAnswers(answers);
  const passwordHash = await hashPassword(password);
  if (age < MIN_FILL_SECONDS) await wait((MIN_FILL_SECONDS - age) * 1000);
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
 * Refuses answers on which administrators cannot decide: an application says why somebody wants to join, and where they
 * work. Throws `invalid` for these fields.
 */
export function refuseMissingAnswers(answers: { reason: string; institution: string | null }): void {
  const missing: FieldErrors = {};
  if (answers.reason.length < 10) missing.reason = ["reason_short"];
  if (answers.institution === null) missing.institution = ["required"];
  if (Object.keys(missing).length > 0) throw invalidFields(missing);
}
