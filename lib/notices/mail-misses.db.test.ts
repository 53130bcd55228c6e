import type { ParsedMail } from "mailparser";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { searchMiss } from "@/db/schema/search";
import { runDueJobs } from "@/lib/jobs/worker";
import { SYSTEM, transact } from "@/lib/transact";
import { changeNoticeSettings, readOwnSettings, switchMails } from "@/lib/watching/index";
import { useDatabase } from "@/tests/support/database";
import { linkIn, readMails, recipientOf } from "@/tests/support/mailbox";
import { by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { ChangeNoticeSettings } from "./forms/model";
import { MISSES_REPORT, queueReport } from "./index";

useDatabase();

const NOW = new Date("2026-11-23T05:19:00Z");
/** Mails the report of a week; returns to how many. */
async function mailMisses(now: Date): Promise<number> {
  const queued = await queueReport(MISSES_REPORT, now);
  await runDueJobs();
  return queued;
}
const miss = (day: string, query: string, count: number) =>
  db().insert(searchMiss).values({ day, query, locale: "en", count });

it("mails administrators a week's searches without results, in their language and without names", async () => {
  const before = (await readMails()).length;
  const { id } = await makeMember({ locale: "fr" });
  await giveRole(id, "administrator");
  await makeMember();
  expect(await mailMisses(NOW)).toBe(0);
  await miss("2026-11-20", "cyberplainte", 4);
  await miss("2026-11-22", "sim swapping", 1);
  await miss("2026-11-01", "long ago", 9);
  expect(await mailMisses(NOW)).toBe(1);
  const [mail, ...more] = (await readMails()).slice(before);
  expect(more).toEqual([]);
  expect(mail && recipientOf(mail)).toContain("@example.org");
  expect(mail?.subject).toBe("2 recherches sans résultat");
  expect(mail?.text).toMatch(/cyberplainte[\s\S]*cherché 4 fois[\s\S]*sim swapping[\s\S]*cherché une fois/);
  expect(mail?.text).toContain("/fr/admin/search");
  expect(mail?.text).not.toContain("long ago");
  expect(await mailMisses(NOW)).toBe(0);
  expect((await readMails()).slice(before)).toHaveLength(1);
});

it("stops by one click or by setting, and can be made weekly again", async () => {
  const before = (await readMails()).length;
  const administrator = await makeActor("administrator");
  await miss("2026-11-20", "cyberplainte", 4);
  await mailMisses(NOW);
  const [mail] = (await readMails()).slice(before);
  expect(mail && rawHeader(mail, "list-unsubscribe-post")).toContain("List-Unsubscribe=One-Click");
  const link = linkIn(mail as NonNullable<typeof mail>, "/unsubscribe");
  expect(mail && rawHeader(mail, "list-unsubscribe")).toContain(link.href);
  const token = link.searchParams.get("token") ?? "";
  await transact(SYSTEM, (ctx) => switchMails(ctx, { token, isOn: false }));
  expect(await mailMisses(new Date(NOW.getTime() + 86_400_000))).toBe(0);
  expect((await readOwnSettings(administrator)).mails).toMatchObject({ misses: "none", search: "daily" });
  await transact(SYSTEM, (ctx) => switchMails(ctx, { token, isOn: true }));
  expect((await readOwnSettings(administrator)).mails.misses).toBe("weekly");
  expect(await mailMisses(new Date(NOW.getTime() + 86_400_000))).toBe(1);
  // The form of other roles lacks the field; the setting stays.
  const { mails, dailyCap, ownEdits } = await readOwnSettings(administrator);
  const asked = Object.fromEntries(
    Object.entries(mails).flatMap(([name, time]) => (name === "misses" ? [] : [[`mail-${name}`, time]])),
  );
  const form = (given: object) => ChangeNoticeSettings.parse({ ...asked, dailyCap, ownEdits, ...given });
  await transact(by(administrator), (ctx) => changeNoticeSettings(ctx, form({ "mail-misses": "none" })));
  await transact(by(administrator), (ctx) => changeNoticeSettings(ctx, form({})));
  expect(await mailMisses(new Date(NOW.getTime() + 2 * 86_400_000))).toBe(0);
});

it("keeps the setting of a category that a form from before an upgrade lacks, and refuses an unknown time", async () => {
  const actor = await makeActor();
  const { mails, dailyCap, ownEdits } = await readOwnSettings(actor);
  const asked = Object.fromEntries(Object.keys(mails).map((name) => [`mail-${name}`, "weekly"]));
  const change = (given: object) =>
    transact(by(actor), (ctx) =>
      changeNoticeSettings(ctx, ChangeNoticeSettings.parse({ dailyCap, ownEdits, ...given })),
    );
  const { "mail-discussion": _new, ...before } = asked;
  await change(before);
  const saved = (await readOwnSettings(actor)).mails;
  expect(saved).toMatchObject({ profile: "weekly", discussion: mails.discussion });
  expect(mails.discussion).not.toBe("weekly");
  await change({ "mail-discussion": "none" });
  expect((await readOwnSettings(actor)).mails).toEqual({ ...saved, discussion: "none" });
  expect(ChangeNoticeSettings.safeParse({ dailyCap, ownEdits, "mail-profile": "hourly" }).success).toBe(
    false,
  );
});

/** Reads a header as sent, unfolded. */
function rawHeader(mail: ParsedMail, name: string): string {
  const line = mail.headerLines.find(({ key }) => key === name)?.line ?? "";
  return line.replaceAll(/\r?\n\s*/g, "");
}
