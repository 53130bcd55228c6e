import { findActorByToken, findMailActor } from "@/lib/accounts";
import { hashToken } from "@/lib/accounts/api-tokens";
import { can } from "@/lib/core/policy";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { outsideWords } from "../outside-words";
import { listNewestNotices } from "./notice-queries";

/** Notices in a feed. Feed readers keep what they have read. */
const ENTRIES = 50;

export interface PrivateFeed {
  memberId: string;
  locale: Locale;
  entries: readonly { id: string; title: string; path: string; at: Date; lines: readonly string[] }[];
}

/**
 * Finds the notifications of the owner of a token for feeds, newest first, in their language. What they may read is asked
 * each time, as for a mail: a feed reader proves no second factor, so roles that need one do not count. Null if the token
 * is none, has ended or is for something else.
 */
export async function findPrivateFeed(token: string): Promise<PrivateFeed | null> {
  const holder = await findActorByToken(hashToken(token));
  if (!holder || !can(holder, "feed.read", { memberId: holder.id })) return null;
  const reader = await findMailActor(holder.id);
  if (!reader) return null;
  const { actor, locale } = reader;
  const t = translator(locale);
  const entries = (await listNewestNotices(actor, ENTRIES)).map(({ id, content, lastAt }) => {
    const { title, path, said, quotes, reason } = outsideWords(content, t, locale);
    const lines = [said, ...quotes, ...(reason ? [t("mail.reason", { reason })] : [])];
    return { id, title, path, at: lastAt, lines };
  });
  return { memberId: actor.id, locale, entries };
}
