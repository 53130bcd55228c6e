import { asc, eq } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import {
  memberMute,
  notice,
  noticeMail,
  noticeSetting,
  pageEvent,
  savedSearch,
  watch,
} from "@/db/schema/watching";
import { subselect } from "@/db/subselect";
import type { Ctx } from "@/lib/core/ctx";
import type { PersonalData } from "@/lib/core/personal-data";
import { applyNoticeRetention } from "./retention";

/** Collects a member's watches, notices, mails and settings. Pages by their slugs, not by internal ids. */
export async function collectNotices(on: Queryable, memberId: string) {
  const [settings] = await on
    .select({
      mails: noticeSetting.mails,
      dailyCap: noticeSetting.dailyCap,
      ownEdits: noticeSetting.ownEdits,
    })
    .from(noticeSetting)
    .where(eq(noticeSetting.memberId, memberId));
  return {
    watches: await on
      .select({
        kind: watch.kind,
        of: namedByPage(watch.key, watch.pageId),
        level: watch.level,
        reason: watch.reason,
        since: watch.since,
        seenUpTo: watch.seenNumber,
        seenAt: watch.seenAt,
      })
      .from(watch)
      .where(eq(watch.memberId, memberId))
      .orderBy(asc(watch.createdAt), asc(watch.kind), asc(watch.key)),
    savedSearches: await on
      .select({
        name: savedSearch.name,
        query: savedSearch.query,
        language: savedSearch.locale,
        level: savedSearch.level,
        toldUpTo: savedSearch.toldAt,
        seenAt: savedSearch.seenAt,
        savedAt: savedSearch.createdAt,
      })
      .from(savedSearch)
      .where(eq(savedSearch.memberId, memberId))
      .orderBy(asc(savedSearch.createdAt), asc(savedSearch.id)),
    notifications: await on
      .select({
        about: notice.category,
        kind: notice.kind,
        of: namedByPage(notice.key, notice.pageId),
        fromRevision: notice.fromNumber,
        toRevision: notice.toNumber,
        firstAt: notice.firstAt,
        lastAt: notice.lastAt,
        mailedAt: noticeMail.sentAt,
        seenAt: notice.seenAt,
      })
      .from(notice)
      .leftJoin(noticeMail, eq(noticeMail.id, notice.mailId))
      .where(eq(notice.memberId, memberId))
      .orderBy(asc(notice.firstAt), asc(notice.id)),
    mutedMembers: await listMuted(on, memberId),
    notificationSettings: settings ?? null,
  };
}

const listMuted = (on: Queryable, memberId: string) =>
  on
    .select({ handle: member.handle, mutedAt: memberMute.createdAt })
    .from(memberMute)
    .innerJoin(member, eq(member.id, memberMute.mutedId))
    .where(eq(memberMute.memberId, memberId))
    .orderBy(asc(memberMute.createdAt), asc(memberMute.mutedId));

/** SQL: a key with the page's slug in place of its id. */
const namedByPage = (key: PgColumn, pageId: PgColumn) =>
  subselect<string>`coalesce((select p.slug || substr(${key}, 37) from page p where p.id = ${pageId}
    and starts_with(${key}, p.id::text)), ${key})`;

/** Data about members' notices. */
export const NOTICE_DATA: PersonalData = {
  expire: applyNoticeRetention,
  collect: collectNotices,
  erase: ({ tx }: Ctx, memberId) => tx.delete(memberMute).where(eq(memberMute.mutedId, memberId)),
  tables: [watch, savedSearch, notice, noticeMail, noticeSetting, memberMute],
  besides: [pageEvent.actorId, memberMute.mutedId],
};
