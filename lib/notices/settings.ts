import { eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { noticeSetting } from "@/db/schema/watching";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { isStillMember } from "./link-member";
import {
  DEFAULTS,
  MAIL_TIMES,
  mailsUnchosen,
  type NoticeSettings,
  noticeCategories,
  OWN_EDIT_LEVELS,
} from "./model";
import { readUnsubscribeToken } from "./unsubscribe-token";

/** Reads a member's notification settings, with defaults. */
export async function readSettings(memberId: string, on: Queryable = db()): Promise<NoticeSettings> {
  const [row] = await on
    .select({
      mails: noticeSetting.mails,
      dailyCap: noticeSetting.dailyCap,
      ownEdits: noticeSetting.ownEdits,
    })
    .from(noticeSetting)
    .where(eq(noticeSetting.memberId, memberId));
  const chosen = (name: string) => MAIL_TIMES.find((time) => time === row?.mails[name]);
  return {
    mails: Object.fromEntries(noticeCategories().map((name) => [name, chosen(name) ?? mailsUnchosen(name)])),
    dailyCap: row?.dailyCap ?? DEFAULTS.dailyCap,
    ownEdits: OWN_EDIT_LEVELS.find((level) => level === row?.ownEdits) ?? DEFAULTS.ownEdits,
  };
}

/** Reads one's own settings. Throws `unauthenticated` to a visitor, `forbidden` to a token. */
export async function readOwnSettings(actor: Actor | null): Promise<NoticeSettings> {
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  if (!can(actor, "account.manage", { memberId: actor.id }))
    throw new DomainError("forbidden", "account_manage");
  return readSettings(actor.id);
}

/**
 * Finds the categories of an unsubscribe link, and whether their mails are on. Null for an invalid link or a
 * former member. Does not reveal the member, as the link may have been forwarded.
 */
export async function findUnsubscribe(
  token: string,
): Promise<{ categories: string[]; isOn: boolean } | null> {
  const link = readUnsubscribeToken(token);
  if (!link || !(await isStillMember(link.memberId))) return null;
  const { memberId, categories } = link;
  const { mails } = await readSettings(memberId);
  return { categories, isOn: categories.some((name) => mails[name] !== "none") };
}
