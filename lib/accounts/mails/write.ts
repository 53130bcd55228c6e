import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { type MemberState, member } from "@/db/schema/accounts";
import { sendToAddress, sendToMember } from "@/lib/bounces";
import { env } from "@/lib/env";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { offeredOr } from "@/lib/i18n/site-words";
import { message, type Translator, translator } from "@/lib/i18n/translator";
import { deliver } from "@/lib/mail/deliver";
import type { Letter, LetterQuote } from "@/lib/mail/letter";

/** Recipient of a mail. */
export interface Reader {
  id: string;
  email: string;
  displayName: string;
  locale: Locale;
  state: MemberState;
  t: Translator;
}

/** Finds a member in one of these states with an address; null if no mail is due any more. */
export async function findReader(memberId: string, states: readonly MemberState[]): Promise<Reader | null> {
  const [row] = await db()
    .select({
      email: member.email,
      displayName: member.displayName,
      locale: member.locale,
      state: member.state,
    })
    .from(member)
    .where(eq(member.id, memberId));
  if (!row?.email || !states.includes(row.state)) return null;
  const locale = offeredOr(row.locale);
  return { ...row, id: memberId, email: row.email, locale, t: translator(locale) };
}

/** Builds an address of the site in a language; from the configuration, never from a request. */
export function siteAddress(locale: Locale, path: string): string {
  return env().APP_URL + localePath(locale, path);
}

export interface Wanted {
  /** Key of its messages under `mail`: `subject`, `lead`, and optionally `action` and `tail`. */
  name: string;
  /** Path of the link. */
  path?: string;
  /** Text of the link, if not the mail's `action`. */
  action?: string;
  /** Values for the lead. */
  values?: Record<string, string | number>;
  /** Further paragraphs before the link. */
  more?: readonly (string | LetterQuote)[];
  /** Address, if not the member's current one. */
  to?: string;
  /** Set if the recipient may be a stranger: the mail then does not name them. */
  isStranger?: boolean;
  /** Path of the link that declines what the mail offers, also for mail programs (RFC 8058). */
  decline?: string;
}

/**
 * Writes a mail in its reader's language and sends it, even if earlier ones came back. `refused`: the member's own mail
 * server refused it for good. Throws what the mail server says otherwise.
 */
export async function writeTo(reader: Reader, wanted: Wanted): Promise<"sent" | "refused"> {
  const { id, email, locale, displayName } = reader;
  const letter = letterOf({ to: wanted.to ?? email, locale, name: displayName }, wanted);
  return letter.to === email ? sendToMember(id, letter) : sendToAddress(letter);
}

/** The same to an address that may belong to nobody here. */
export async function writeToAddress(to: string, locale: Locale, wanted: Wanted): Promise<void> {
  await deliver(letterOf({ to, locale, name: "" }, { ...wanted, isStranger: true }));
}

function letterOf(at: { to: string; locale: Locale; name: string }, wanted: Wanted): Letter {
  const { to, locale, name } = at;
  const t = translator(locale);
  const text = (part: string, values?: Record<string, string | number>): string | null => {
    const key = `mail.${wanted.name}.${part}`;
    const found = message(t, key, values);
    return found === key ? null : found;
  };
  const action = wanted.action ?? text("action");
  const parts = [
    wanted.isStranger ? null : t("mail.hello", { name }),
    text("lead", wanted.values),
    ...(wanted.more ?? []),
    wanted.path && action ? { label: action, href: siteAddress(locale, wanted.path) } : null,
    text("tail"),
  ].filter((part) => part !== null);
  return {
    to,
    locale,
    subject: text("subject") ?? "",
    parts,
    footer: wanted.isStranger ? t("mail.footer.stranger") : t("mail.footer.member"),
    site: env().APP_URL,
    ...(wanted.decline
      ? { unsubscribe: { label: text("decline") ?? "", href: siteAddress(locale, wanted.decline) } }
      : {}),
  };
}
