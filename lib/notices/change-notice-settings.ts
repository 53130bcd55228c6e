import { and, eq, isNull } from "drizzle-orm";
import { notice, noticeSetting } from "@/db/schema/watching";
import type { Ctx } from "@/lib/core/ctx";
import { type ChangeNoticeSettings, timeIn } from "./forms/model";
import { requireLinked } from "./link-member";
import { isReport, type MailTime, type NoticeSettings, noticeCategories } from "./model";
import { readSettings } from "./settings";
import { dueAt, gatherMs } from "./times";
import { readUnsubscribeToken } from "./unsubscribe-token";

/**
 * Changes when mails are sent, the daily maximum, and whether sections that the member edits are watched.
 * Part of managing the account, so members who have not accepted the charter can stop mails too.
 */
export async function changeNoticeSettings(ctx: Ctx, input: ChangeNoticeSettings): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  const before = await readSettings(memberId, ctx.tx);
  const mails = Object.fromEntries(
    noticeCategories().map((name) => [name, timeIn(input, name) ?? before.mails[name] ?? "none"]),
  );
  const { dailyCap, ownEdits } = input;
  await saveSettings(ctx, memberId, { mails, dailyCap, ownEdits });
  await ctx.record("preference.changed", { memberId, name: "notices" });
}

/**
 * Switches mails of some categories off or on by the link in a mail, signed in or not. Notices on the site
 * continue. Throws `gone` for an invalid link.
 */
export async function switchMails(ctx: Ctx, input: { token: string; isOn: boolean }): Promise<void> {
  ctx.asSystem("the link of a mail is the right to stop such mails (RFC 8058)");
  const link = readUnsubscribeToken(input.token);
  const { memberId, categories } = await requireLinked(ctx, link, "unsubscribe");
  const settings = await readSettings(memberId, ctx.tx);
  const isSo = categories.every((name) => (settings.mails[name] === "none") !== input.isOn);
  if (isSo) return ctx.skipAudit("it was so already");
  const changed = Object.fromEntries(
    categories
      .filter((name) => (settings.mails[name] === "none") === input.isOn)
      .map((name): [string, MailTime] => [name, input.isOn ? switchedOn(name) : "none"]),
  );
  await saveSettings(ctx, memberId, { ...settings, mails: { ...settings.mails, ...changed } });
  await ctx.record("mails.switched", { memberId, isOn: input.isOn });
}

/** The setting for mails switched on again; reports are always weekly. */
const switchedOn = (name: string): MailTime => (isReport(name) ? "weekly" : "now");

/** Also applies the new settings to notices that wait to be mailed. */
async function saveSettings(ctx: Ctx, memberId: string, settings: NoticeSettings): Promise<void> {
  const before = await readSettings(memberId, ctx.tx);
  const row = { ...settings, updatedAt: ctx.now };
  await ctx.tx
    .insert(noticeSetting)
    .values({ memberId, ...row })
    .onConflictDoUpdate({ target: noticeSetting.memberId, set: row });
  for (const category of noticeCategories()) {
    const time = settings.mails[category];
    if (!time || time === before.mails[category]) continue;
    await ctx.tx
      .update(notice)
      .set({ dueAt: dueAt(time, ctx.now, gatherMs(category)) })
      .where(
        and(
          eq(notice.memberId, memberId),
          eq(notice.category, category),
          isNull(notice.seenAt),
          isNull(notice.mailId),
        ),
      );
  }
}
