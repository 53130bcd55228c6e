import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { errorReport } from "@/db/schema/reports";
import type { Actor } from "@/lib/core/actor";
import { translator } from "@/lib/i18n/translator";
import { runDueJobs } from "@/lib/jobs/worker";
import { removeOldReports } from "@/lib/profiles/reports/retention";
import { transact } from "@/lib/transact";
import { countUnseenNotices, listNotices, noticeWords } from "@/lib/watching";
import { deleteMails } from "@/tests/support/account-pages";
import { useDatabase } from "@/tests/support/database";
import { readMails, recipientOf } from "@/tests/support/mailbox";
import { actorOf, by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { refusal } from "@/tests/support/sections";
import { hoursPass } from "@/tests/support/watching";
import { countReports, decideReport, listReports, reportError } from "./index";
import { ReportError } from "./model";

useDatabase();

let reviewer: Actor;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  await makeProfile({ slug: "georgia", iso2: "GE" });
  reviewer = await makeActor("trusted");
  deleteMails();
});

const TEXT = "The law of 2008 was replaced in 2016.";
const report = (given: object = {}) =>
  transact(by(null), (ctx) =>
    reportError(ctx, {
      ...ReportError.parse({ slug: "senegal", on: "laws", text: TEXT, ...given }),
      locale: "fr",
    }),
  );
const decide = (actor: Actor, reportId: string, outcome: "corrected" | "declined" = "corrected") =>
  transact(by(actor), (ctx) => decideReport(ctx, { reportId, outcome, answer: "Put right, thank you." }));
const firstId = async () => (await listReports(reviewer))[0]?.id ?? "";

function mails(): string[] {
  const folder = join(process.env.DATA_DIR ?? "", "mail");
  return existsSync(folder)
    ? readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"))
    : [];
}

const t = translator("en");
const saidOf = (content: Parameters<typeof noticeWords>[0]) => noticeWords(content, t, "en").said;
const waiting = (count: number) => [t("watching.review.reports.waiting", { count })];

describe("a report", () => {
  it("needs no account, awaits reviewers and notifies them; sent twice it counts once", async () => {
    await report();
    await report();
    expect(await listReports(reviewer)).toMatchObject([
      { slug: "senegal", section: "laws", text: TEXT, wantsAnswer: false },
    ]);
    expect((await countReports(reviewer)).count).toBe(1);
    const { rows } = await listNotices(reviewer, {});
    expect(rows.map(({ content }) => saidOf(content))).toEqual(waiting(1));
  });

  it("names the translation that was read, and is another one of another language", async () => {
    await report();
    await report({ on: "legislation", lang: "fr" });
    await report({ on: "legislation", lang: "" });
    expect((await listReports(reviewer)).map(({ section, language }) => [section, language])).toEqual([
      ["laws", null],
      ["legislation", "fr"],
      ["legislation", null],
    ]);
    expect(ReportError.safeParse({ slug: "senegal", text: TEXT, lang: "tlh" }).success).toBe(false);
  });

  it("of a program is answered and not kept", async () => {
    expect(await report({ homepage: "https://spam.example" })).toEqual({
      slug: "senegal",
      section: "laws",
      lang: null,
    });
    expect(await db().$count(errorReport)).toBe(0);
  });

  it("may be of the whole profile, and of no other place", async () => {
    await report({ on: "" });
    expect(await listReports(reviewer)).toMatchObject([{ section: null }]);
    expect(ReportError.safeParse({ slug: "senegal", on: "nonsense", text: TEXT }).success).toBe(false);
    expect(ReportError.safeParse({ slug: "senegal", text: "Wrong" }).success).toBe(false);
    expect(ReportError.safeParse({ slug: "senegal", text: TEXT, email: "nobody" }).success).toBe(false);
    expect(await refusal(report({ slug: "atlantis" }))).toMatchObject({ code: "not_found" });
  });
});

describe("a country's focal point", () => {
  const focalPoint = async (country: string) => {
    const { id } = await makeMember();
    await giveRole(id, "focal-point", country);
    return actorOf(id);
  };
  const told = async (actor: Actor) => (await listNotices(actor, {})).rows.map((row) => saidOf(row.content));

  it("is notified of errors in its own profile only", async () => {
    const [senegal, georgia] = [await focalPoint("SN"), await focalPoint("GE")];
    await report();
    await report({ slug: "georgia", text: "The contact point has moved." });
    await report({ slug: "georgia", text: "The unit has another name." });
    expect(await told(senegal)).toEqual(waiting(1));
    expect(await told(georgia)).toEqual(waiting(2));
    expect(await told(reviewer)).toEqual(waiting(3));
    await hoursPass(1.1);
    const got = (await readMails()).filter((mail) => recipientOf(mail).startsWith(senegal.handle));
    expect(got.map(({ subject }) => subject)).toEqual(["1 report waits for a decision"]);
    expect(got[0]?.text).not.toContain(TEXT);
  });

  it("decides on them; then nothing is new to it, though others wait elsewhere", async () => {
    const [senegal, georgia] = [await focalPoint("SN"), await focalPoint("GE")];
    await report();
    await report({ slug: "georgia", text: "The contact point has moved." });
    await decide(senegal, (await listReports(senegal))[0]?.id ?? "");
    expect([await told(senegal), await countUnseenNotices(senegal.id)]).toEqual([[], 0]);
    expect([await told(georgia), await countUnseenNotices(georgia.id)]).toEqual([waiting(1), 1]);
    expect(await told(reviewer)).toEqual(waiting(1));
  });
});

describe("a decision", () => {
  it("is for those who review: focal points in their own country", async () => {
    await report();
    const id = await firstId();
    expect(await refusal(decide(await makeActor(), id))).toMatchObject({ code: "forbidden" });
    expect(await refusal(listReports(await makeActor()))).toMatchObject({ code: "forbidden" });
    const elsewhere = await makeMember();
    await giveRole(elsewhere.id, "focal-point", "GE");
    const other = await actorOf(elsewhere.id);
    expect(await listReports(other)).toEqual([]);
    expect(await refusal(decide(other, id))).toMatchObject({ code: "forbidden" });
    const own = await makeActor("focal-point");
    expect(await listReports(own)).toHaveLength(1);
    await decide(own, id);
    expect(await countReports(reviewer)).toEqual({ count: 0, oldest: null });
  });

  it("by two at once counts once; the second is told", async () => {
    await report();
    const id = await firstId();
    const done = await Promise.allSettled([decide(reviewer, id), decide(await makeActor("moderator"), id)]);
    expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await refusal(decide(reviewer, id))).toMatchObject({ reason: "report_decided" });
  });

  it("is mailed in the reader's language to an address that is then forgotten", async () => {
    await report({ email: "reader@example.org" });
    await decide(reviewer, await firstId(), "declined");
    await runDueJobs();
    const [mail, ...more] = mails();
    expect(more).toEqual([]);
    expect(mail).toContain("To: reader@example.org");
    expect(mail).toContain("Content-Language: fr");
    expect(mail).not.toContain("replaced in 2016");
    const { rows } = await pool().query("select email, state, answer from error_report");
    expect(rows).toEqual([{ email: null, state: "declined", answer: "Put right, thank you." }]);
  });
});

it("forgets addresses after 90 days and decided reports after a year", async () => {
  await report({ email: "reader@example.org" });
  const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
  const clean = (days: number) => db().transaction((tx) => removeOldReports(tx, inDays(days)));
  expect(await clean(89)).toBe(0);
  expect(await clean(91)).toBe(1);
  expect(await listReports(reviewer)).toMatchObject([{ wantsAnswer: false }]);
  await decide(reviewer, await firstId());
  expect(await clean(364)).toBe(0);
  expect(await clean(366)).toBe(1);
});
