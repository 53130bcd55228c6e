import { ageOfForm, countQuestion, waitAsTyped } from "@/lib/accounts";
import type { Actor } from "@/lib/core/actor";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { env } from "@/lib/env";
import type { Locale } from "@/lib/i18n/locales";
import { freshSite } from "@/lib/site-settings";
import { type AskAsMember, type AskQuestion, pageOf, senderKey } from "./model";

/** Input of `askQuestion`. */
export interface PreparedQuestion extends Omit<AskAsMember, "page"> {
  /** Null: the member who is signed in. */
  sender: { name: string; email: string; emailKey: string } | null;
  page: string | null;
  locale: Locale;
  /** The honeypot field was filled in. */
  isProgram: boolean;
}

/**
 * Prepares the question of a visitor. A form submitted faster than a person types is answered after two seconds.
 * Throws `forbidden` if the form is closed, `invalid` for a page of another site and for a form without our stamp,
 * `rate_limited`.
 */
export async function prepareQuestion(input: AskQuestion, locale: Locale): Promise<PreparedQuestion> {
  await refuseIfClosed();
  const { name, email, stamp, homepage, topic, subject, text, page } = input;
  const age = ageOfForm(stamp, new Date());
  if (age === null) throw new DomainError("invalid", "form_expired");
  const place = findPage(page);
  await waitAsTyped(age);
  const isProgram = homepage !== "";
  const emailKey = senderKey(email);
  if (!isProgram) await countQuestion(emailKey);
  return { sender: { name, email, emailKey }, topic, subject, text, page: place, locale, isProgram };
}

/** The same for a member, without stamp and honeypot. */
export async function prepareOwnQuestion(
  input: AskAsMember,
  { actor, locale }: { actor: Actor | null; locale: Locale },
): Promise<PreparedQuestion> {
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  await refuseIfClosed();
  const { topic, subject, text, page } = input;
  const place = findPage(page);
  await countQuestion(actor.id);
  return { sender: null, topic, subject, text, page: place, locale, isProgram: false };
}

/** Whether questions can be sent, and the address that is given for them; empty: none. */
export async function findContact(): Promise<{ isFormOpen: boolean; address: string }> {
  const { isFormOpen, contact } = (await freshSite()).identity;
  return { isFormOpen, address: contact };
}

async function refuseIfClosed(): Promise<void> {
  if (!(await findContact()).isFormOpen) throw new DomainError("forbidden", "contact_closed");
}

function findPage(typed: string): string | null {
  if (typed === "") return null;
  const page = pageOf(typed, env().APP_URL);
  if (page === null) throw invalidFields({ page: ["not_here"] });
  return page;
}
