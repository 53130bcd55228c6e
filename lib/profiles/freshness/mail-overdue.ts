import { and, asc, eq, inArray, isNotNull, lte, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { sectionFreshness } from "@/db/schema/freshness";
import { profile } from "@/db/schema/profiles";
import { section } from "@/db/schema/revisions";
import { noticeSetting } from "@/db/schema/watching";
import { subselect } from "@/db/subselect";
import { env } from "@/lib/env";
import { DEFAULT_LOCALE, isLocale, localePath } from "@/lib/i18n/locales";
import { formatter, translator } from "@/lib/i18n/translator";
import { deliver } from "@/lib/mail/deliver";
import { DEFAULT_SETTINGS, REPORT_READERS } from "@/lib/notices/model";
import { makeUnsubscribeToken } from "@/lib/notices/unsubscribe-token";
import { thingId } from "@/lib/search";
import { partOf } from "../model";
import { type PageNames, sectionTitle } from "../watched/model";
import { stateAt } from "./model";
import { responsibleFor } from "./responsible";

/** How many sections one mail names; the rest stands on the board. */
const NAMED = 30;

interface Overdue {
  slug: string;
  names: PageNames;
  part: NonNullable<ReturnType<typeof partOf>>;
  state: "due" | "outdated";
  reviewBy: Date;
  checkedAt: Date;
}

/**
 * Sections whose time to be looked at again has come and which nobody is reminded of, the one that was looked at longest
 * ago first: the country has no focal point, and nobody who needs no review wrote there lately.
 */
export async function listUnattended(now: Date, on: Queryable = db()): Promise<Overdue[]> {
  const f = sectionFreshness;
  const rows = await on
    .select({
      slug: profile.slug,
      names: { en: profile.nameEn, fr: profile.nameFr, ar: profile.nameAr },
      key: section.key,
      reviewBy: f.reviewBy,
      outdatedAt: f.outdatedAt,
      checkedAt: f.checkedAt,
    })
    .from(f)
    .innerJoin(section, eq(section.id, f.sectionId))
    .innerJoin(profile, eq(profile.pageId, f.pageId))
    .where(
      and(
        lte(f.reviewBy, now),
        subselect`not exists (${responsibleFor(sql`${f.pageId}`, sql`${f.sectionId}`)})`,
      ),
    )
    .orderBy(asc(f.checkedAt), asc(f.sectionId));
  return rows.flatMap(({ slug, names, key, ...dates }): Overdue[] => {
    const part = partOf(key);
    const state = stateAt(dates, now);
    if (!part || state === "fresh") return [];
    return [{ slug, names, part, state, ...dates }];
  });
}

/**
 * Mails moderators what is overdue and nobody is reminded of: a sum of the week. Who has switched this report off gets
 * none, and where there is nothing nobody does. Safe to run twice: the mail of a day keeps its name, by which mail
 * programs know it again. Answers how many mails went.
 */
export async function mailOverdue(now = new Date()): Promise<number> {
  const overdue = await listUnattended(now);
  if (overdue.length === 0) return 0;
  const moderators = await listReaders();
  const day = now.toISOString().slice(0, 10);
  for (const { id, name, email, locale: own } of moderators) {
    const locale = isLocale(own) ? own : DEFAULT_LOCALE;
    const t = translator(locale);
    const address = (path: string) => env().APP_URL + localePath(locale, path);
    const date = (at: Date) => formatter(locale).dateTime(at, { dateStyle: "long" });
    const items = overdue.slice(0, NAMED).map(({ slug, names, part, state, reviewBy, checkedAt }) => ({
      title: sectionTitle({ page: names[locale], ...part }, t, locale),
      lines: [t(`freshness.report.${state}`, { date: date(state === "due" ? reviewBy : checkedAt) })],
      href: address(`/countries/${slug}#${part.section}`),
    }));
    const others = overdue.length - items.length;
    await deliver({
      id: thingId(`overdue-report:${day}`, id),
      to: email ?? "",
      locale,
      subject: t("freshness.report.subject", { count: overdue.length }),
      parts: [
        t("mail.hello", { name: name ?? "" }),
        t("freshness.report.lead"),
        { items },
        ...(others > 0 ? [t("freshness.report.others", { count: others })] : []),
        { label: t("freshness.report.action"), href: address("/countries/freshness") },
        t("watching.mail.change", { address: address("/me/notifications") }),
      ],
      footer: t("freshness.report.footer"),
      site: env().APP_URL,
      unsubscribe: {
        label: t("watching.mail.unsubscribe"),
        href: address(
          `/unsubscribe?token=${makeUnsubscribeToken({ memberId: id, categories: ["overdue"] })}`,
        ),
      },
    });
  }
  return moderators.length;
}

function listReaders() {
  return db()
    .selectDistinct({ id: member.id, name: member.displayName, email: member.email, locale: member.locale })
    .from(roleGrant)
    .innerJoin(member, eq(member.id, roleGrant.memberId))
    .leftJoin(noticeSetting, eq(noticeSetting.memberId, member.id))
    .where(
      and(
        inArray(roleGrant.role, [...REPORT_READERS.overdue]),
        eq(member.state, "active"),
        isNotNull(member.email),
        sql`coalesce(${noticeSetting.mails} ->> 'overdue', ${DEFAULT_SETTINGS.mails.overdue}) <> 'none'`,
      ),
    );
}
