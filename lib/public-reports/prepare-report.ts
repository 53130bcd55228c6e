import { ageOfForm, countUnsignedReport, mayMail, waitAsTyped } from "@/lib/accounts";
import { emailKeyOf } from "@/lib/accounts/model";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { placeOnSite } from "@/lib/i18n/place-on-site";
import type { Ground, SendReport } from "./model";

/** Input of `sendReport`. */
export interface PreparedReport {
  path: string;
  ground: Ground;
  words: string;
  name: string | null;
  email: string | null;
  emailKey: string | null;
  locale: Locale;
  /** Tells the same form sent twice from a report of somebody else: the address, or without one the form itself. */
  sender: string;
  /** The honeypot field was filled in, or the mailbox had its share of mails: nothing is stored, and the answer is the same. */
  isIgnored: boolean;
}

/**
 * Prepares a report. A form submitted faster than a person types is answered after two seconds. Throws `invalid` for an
 * address of another site and for a form without our stamp, `rate_limited`. Whether there is anything at the address is not
 * asked: the sender must not learn it.
 */
export async function prepareReport(input: SendReport, locale: Locale): Promise<PreparedReport> {
  const { address, ground, words, name, email, stamp, homepage } = input;
  const age = ageOfForm(stamp, new Date());
  if (age === null) throw new DomainError("invalid", "form_expired");
  const path = placeOnSite(address, env().APP_URL);
  if (path === null) throw invalidFields({ address: ["not_here"] });
  await waitAsTyped(age);
  const emailKey = email === null ? null : emailKeyOf(email);
  const isProgram = homepage !== "";
  const given = { path, ground, words, name, email, emailKey, locale, sender: emailKey ?? stamp };
  return { ...given, isIgnored: isProgram || !(await isCounted(emailKey)) };
}

async function isCounted(emailKey: string | null): Promise<boolean> {
  if (emailKey !== null) return mayMail("report", emailKey);
  await countUnsignedReport();
  return true;
}
