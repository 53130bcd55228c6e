import { and, eq, isNotNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { noticeSetting } from "@/db/schema/watching";
import { env } from "@/lib/env";
import { DEFAULT_LOCALE, isLocale, localePath } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import { deliver } from "@/lib/mail/deliver";
import { listMissesSince, thingId } from "@/lib/search";
import { DEFAULT_SETTINGS } from "./model";
import { makeUnsubscribeToken } from "./unsubscribe-token";

/** How many questions one report names; the rest stands on the site. */
const NAMED = 30;
const WEEK_MS = 7 * 86_400_000;

/**
 * Mails administrators what was asked for in vain in the last seven days, by how often: the words and the number, and
 * nothing of who asked, which nobody keeps. Who has switched this report off gets none. A week in which all was found has no mail. Safe to run twice: the mail of
 * a week keeps its name, by which mail programs know it again. Answers how many mails went.
 */
export async function mailMisses(now = new Date()): Promise<number> {
  const misses = await listMissesSince(new Date(now.getTime() - WEEK_MS));
  if (misses.length === 0) return 0;
  const administrators = await db()
    .select({ id: member.id, name: member.displayName, email: member.email, locale: member.locale })
    .from(roleGrant)
    .innerJoin(member, eq(member.id, roleGrant.memberId))
    .leftJoin(noticeSetting, eq(noticeSetting.memberId, member.id))
    .where(
      and(
        eq(roleGrant.role, "administrator"),
        eq(member.state, "active"),
        isNotNull(member.email),
        sql`coalesce(${noticeSetting.mails} ->> 'misses', ${DEFAULT_SETTINGS.mails.misses}) <> 'none'`,
      ),
    );
  const day = now.toISOString().slice(0, 10);
  for (const { id, name, email, locale: own } of administrators) {
    const locale = isLocale(own) ? own : DEFAULT_LOCALE;
    const t = translator(locale);
    const address = (path: string) => env().APP_URL + localePath(locale, path);
    const items = misses.slice(0, NAMED).map(({ query, count }) => ({
      title: t("search.quoted", { words: `\u2068${query}\u2069` }),
      lines: [t("search.report.times", { count })],
      href: `${address("/search")}?${new URLSearchParams({ q: query })}`,
    }));
    await deliver({
      id: thingId(`search-report:${day}`, id),
      to: email ?? "",
      locale,
      subject: t("search.report.subject", { count: misses.length }),
      parts: [
        t("mail.hello", { name: name ?? "" }),
        t("search.report.lead"),
        { items },
        { label: t("search.report.action"), href: address("/admin/search") },
        t("watching.mail.change", { address: address("/me/notifications") }),
      ],
      footer: t("search.report.footer"),
      site: env().APP_URL,
      unsubscribe: {
        label: t("watching.mail.unsubscribe"),
        href: address(`/unsubscribe?token=${makeUnsubscribeToken({ memberId: id, categories: ["misses"] })}`),
      },
    });
  }
  return administrators.length;
}
