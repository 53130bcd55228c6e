import { and, eq, isNull } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { notice, noticeSetting } from "@/db/schema/watching";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { type ChangeNoticeSettings, timeIn } from "./forms/model";
import { isReport, type MailTime, type NoticeSettings, noticeCategories } from "./model";
import { readSettings } from "./settings";
import { dueAt, gatherMs } from "./times";
import { readUnsubscribeToken } from "./unsubscribe-token";

/**
 * Changes when mails come, how many a day, and what happens to sections that the member edits. Part of the account:
 * who still owes the charter may stop mails as well.
 */
export async function changeNoticeSettings(ctx: Ctx, input: ChangeNoticeSettings): Promise<void> {
  const memberId = ctx.actor?.id ?? "";
  ctx.authorize("account.manage", { memberId });
  const before = await readSettings(memberId, ctx.tx);
  const mails = Object.fromEntries(
    noticeCategories().map((name) => [name, timeIn(input, name) ?? before.mails[name] ?? "none"]),
  );
  const { dailyCap, ownEdits } = input;
  await keepSettings(ctx, memberId, { mails, dailyCap, ownEdits });
  await ctx.record("preference.changed", { memberId, name: "notices" });
}

/**
 * Switches the mails of some categories off, or to gathered mails again, by the link of a mail: who has it may,
 * signed in or not. Notices on the site stay. Throws `gone` for a link that is not ours.
 */
export async function switchMails(ctx: Ctx, input: { token: string; isOn: boolean }): Promise<void> {
  ctx.asSystem("the link of a mail is the right to stop such mails (RFC 8058)");
  const link = readUnsubscribeToken(input.token);
  const isMember = link && (await isStillMember(ctx, link.memberId));
  if (!link || !isMember) throw new DomainError("gone", "unsubscribe");
  const { memberId, categories } = link;
  const settings = await readSettings(memberId, ctx.tx);
  const isSo = categories.every((name) => (settings.mails[name] === "none") !== input.isOn);
  if (isSo) return ctx.skipAudit("it was so already");
  const changed = Object.fromEntries(
    categories
      .filter((name) => (settings.mails[name] === "none") === input.isOn)
      .map((name): [string, MailTime] => [name, input.isOn ? switchedOn(name) : "none"]),
  );
  await keepSettings(ctx, memberId, { ...settings, mails: { ...settings.mails, ...changed } });
  await ctx.record("mails.switched", { memberId, isOn: input.isOn });
}

/** When mails come again: a report is never anything but weekly. */
const switchedOn = (name: string): MailTime => (isReport(name) ? "weekly" : "now");

/**
 * Whoever has left gets no mails, and has nothing that could be switched. Held until the end: a mail program and its
 * reader may ask for the same at once.
 */
async function isStillMember(ctx: Ctx, memberId: string): Promise<boolean> {
  const [row] = await ctx.tx
    .select({ state: member.state })
    .from(member)
    .where(eq(member.id, memberId))
    .for("no key update");
  return row !== undefined && row.state !== "erased";
}

/** Notices that wait for a mail go by the new choice as well. */
async function keepSettings(ctx: Ctx, memberId: string, settings: NoticeSettings): Promise<void> {
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
