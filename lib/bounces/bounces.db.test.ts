import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db, pool } from "@/db/client";
import { searchMiss } from "@/db/schema/search";
import { confirmEmailChange, makeToken, requestEmailChange } from "@/lib/accounts";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { receiveMail } from "@/lib/inbound-mail";
import { collectMailbox } from "@/lib/inbound-mail/taking";
import { runDueJobs } from "@/lib/jobs/worker";
import { eraseMember } from "@/lib/members";
import { MISSES_REPORT, queueReport } from "@/lib/notices";
import { collectOwnData } from "@/lib/personal-data";
import { SYSTEM, transact } from "@/lib/transact";
import { listNotices } from "@/lib/watching";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { startMailbox, type TestMailbox } from "@/tests/support/imap";
import { by, makeActor } from "@/tests/support/members";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { reportOf, sendReport } from "@/tests/support/reports";
import { prose } from "@/tests/support/sections";
import { changes, hoursPass, watches } from "@/tests/support/watching";
import { findBounces, findBouncesOf, isAddressStopped, tryAddressAgain } from "./index";
import { BOUNCE_DATA } from "./personal-data";
import { findReturned, mailOf, makeReturnAddress, type SentMail } from "./return-address";

useDatabase();

/** The mail server of the site's members, which answers as a test says. */
const sent: { from: string; to: string; text: string }[] = [];
let refusal: { code: number; text: string; of?: string } | null = null;
let isOut = false;
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ["STARTTLS", "AUTH"],
  onMailFrom(_address, _session, done) {
    done(isOut ? Object.assign(new Error("4.3.2 Out of order"), { responseCode: 451 }) : null);
  },
  onRcptTo({ address }, _session, done) {
    if (!refusal || (refusal.of ?? address) !== address) return done();
    done(Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
  },
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => chunks.push(chunk));
    stream.on("end", () => {
      const { mailFrom, rcptTo } = session.envelope;
      const text = Buffer.concat(chunks).toString();
      sent.push({ from: mailFrom ? mailFrom.address : "", to: rcptTo[0]?.address ?? "", text });
      done();
    });
  },
});

let box: TestMailbox;
let awa: Actor;
let ben: Actor;

beforeAll(async () => {
  box = await startMailbox();
  server.listen(0, "127.0.0.1");
  await once(server.server, "listening");
  const { port } = server.server.address() as AddressInfo;
  setEnvironment({
    REPLY_ADDRESS: "reply@octopus.example",
    IMAP_URL: box.imapUrl,
    SMTP_URL: `smtp://127.0.0.1:${port}`,
  });
});
afterAll(async () => {
  setEnvironment({ REPLY_ADDRESS: undefined, IMAP_URL: undefined, SMTP_URL: undefined });
  await Promise.all([box.stop(), new Promise<void>((closed) => server.close(() => closed()))]);
});

beforeEach(async () => {
  awa = await makeActor("trusted");
  ben = await makeActor("trusted");
  sent.length = 0;
  refusal = null;
  isOut = false;
});

const emailOf = ({ handle }: Actor) => `${handle}@example.org`;
const state = (actor = awa) => findBounces(actor);
const facts = async () => {
  const { rows } = await pool().query<{ fact: string }>(
    "select fact from audit_entry where fact like 'bounce.%' order by id",
  );
  return rows.map(({ fact }) => fact);
};

/** A profile that Awa watches and Ben changes: each change is a notice to mail. */
async function watched(): Promise<() => Promise<void>> {
  const pageId = await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal", nameFr: "Sénégal" });
  await makeRevision({ pageId, key: "legislation", content: prose({ aaaaaa: "First" }) });
  await watches(awa, "profile:senegal");
  return async () => {
    await changes(ben);
    await hoursPass(2);
  };
}

/** A search without results: administrators get a weekly report. */
const searched = () =>
  db()
    .insert(searchMiss)
    .values({
      day: new Date().toISOString().slice(0, 10),
      query: "sim swap",
      locale: "en",
      count: 1,
    });

/** Makes jobs due that failed, as often as a test says. */
async function tryAgain(set = ""): Promise<void> {
  // The worker notes a failed try after it has ended.
  await vi.waitFor(async () => {
    const { rowCount } = await pool().query(
      `update graphile_worker._private_jobs set ${set} run_at = now()
       where attempts < max_attempts and last_error is not null and locked_at is null`,
    );
    expect(rowCount).toBe(1);
  });
  await runDueJobs();
}
const LAST = "attempts = max_attempts - 1, ";
const mailStates = async () => {
  const { rows } = await pool().query<{ state: string }>(
    "select state from notice_mail order by made_at, id",
  );
  return rows.map((row) => row.state);
};

/** A mail to a member that was sent before a test. */
const mailTo = (actor: Actor, values: Partial<SentMail> = {}): string =>
  makeReturnAddress({
    memberId: actor.id,
    email: emailOf(actor),
    mail: mailOf(newId()),
    sentAt: new Date(),
    ...values,
  }) ?? "";

const report = (to: string, given: Parameters<typeof reportOf>[0] = {}, now = new Date()) =>
  transact(SYSTEM, (ctx) => receiveMail(ctx, { recipients: [to], raw: Buffer.from(reportOf(given)) }), {
    now,
  });

const daysLater = (days: number) => new Date(Date.now() + days * 86_400_000);

describe("a mail that comes back", () => {
  it("is counted once by the address that it was sent from, however often and by whichever way", async () => {
    const change = await watched();
    await change();
    const [mail] = sent;
    expect(mail?.to).toBe(emailOf(awa));
    expect(mail?.from).toMatch(/^reply\+r[0-9a-f]{51}@octopus\.example$/);
    expect(mail?.text).toMatch(/^From: .*<octopus@localhost>/m);
    const from = mail?.from ?? "";
    await sendReport(box.smtpUrl, from);
    await sendReport(box.smtpUrl, from);
    await collectMailbox();
    await runDueJobs();
    expect(box.count()).toBe(0);
    expect(await report(from)).toBe("ignored");
    expect(await state()).toMatchObject({
      email: emailOf(awa),
      score: 2,
      stoppedAt: null,
      status: "5.1.1",
      reason: "550 5.1.1 <awa@justice.example>: Recipient address rejected: User unknown",
    });
    expect(await facts()).toEqual(["bounce.counted"]);
    expect(await state(ben)).toBeNull();
  });

  it("is counted as its worst report", async () => {
    const to = mailTo(awa);
    expect(await report(to, { action: "delayed", status: "4.4.1" })).toBe("counted");
    expect(await report(to, { action: "delayed", status: "4.4.1" })).toBe("ignored");
    expect(await state()).toMatchObject({ score: 1 });
    expect(await report(to)).toBe("counted");
    expect(await report(to, { action: "failed", status: "4.4.7" })).toBe("ignored");
    expect(await state()).toMatchObject({ score: 2 });
  });

  it("is not counted by a forged address, an old one, or one for an address that was changed", async () => {
    const to = mailTo(awa);
    const forged = to.replace(/[0-9a-f]@/, (end) => (end === "0@" ? "1@" : "0@"));
    const other = to.replace(/\+r[0-9a-f]{16}/, `+r${ben.id.replaceAll("-", "").slice(0, 16)}`);
    const later = to.replace(/(\+r[0-9a-f]{16})[0-9a-f]{7}/, "$1fffffff");
    const unknown = mailTo(awa, { email: "old@example.org" });
    for (const one of [forged, other, later, unknown, emailOf(awa), "reply@octopus.example"])
      expect(await report(one)).toBe("unknown");
    expect(await report(to, {}, daysLater(31))).toBe("unknown");
    expect([await state(), await state(ben), await facts()]).toEqual([null, null, []]);
    expect((await findReturned(to.toUpperCase(), new Date()))?.memberId).toBe(awa.id);
  });

  it("in the mailbox with a forged address stays there, and other mails to a return address are dropped", async () => {
    await sendReport(box.smtpUrl, mailTo(awa).replace(/[0-9a-f]{8}@/, "00000000@"));
    await sendReport(
      box.smtpUrl,
      mailTo(awa),
      "Subject: Away\r\nAuto-Submitted: auto-replied\r\n\r\nUntil Monday.",
    );
    await collectMailbox();
    expect([box.count(), await state()]).toEqual([1, null]);
  });

  it("is the same for two reports at once, and two mails at once are two", async () => {
    const [one, two, three] = [mailTo(awa), mailTo(awa), mailTo(awa)];
    await Promise.all([one, one, one, two, two, three].map((to) => report(to)));
    expect(await state()).toMatchObject({ score: 6 });
    expect((await facts()).filter((fact) => fact === "bounce.stopped")).toHaveLength(1);
    const { rows } = await pool().query("select 1 from notice where kind = 'bounce.stopped'");
    expect(rows).toHaveLength(1);
  });
});

describe("a refusal by the member's server", () => {
  it("for good is counted without a second try; the notice stays on the site", async () => {
    const change = await watched();
    refusal = { code: 550, text: "5.1.1 User unknown" };
    await change();
    expect(await state()).toMatchObject({ score: 2, status: "5.1.1", reason: "550 5.1.1 User unknown" });
    const { rows: mails } = await pool().query("select state from notice_mail");
    expect(mails).toEqual([{ state: "needless" }]);
    const { rows: jobs } = await pool().query(
      "select 1 from graphile_worker.jobs where task_identifier = 'mail-notices'",
    );
    expect(jobs).toEqual([]);
    expect((await listNotices(awa, {})).rows).toHaveLength(1);
  });

  it("for now is tried again, and counted as soft at the last try only", async () => {
    const change = await watched();
    refusal = { code: 452, text: "4.2.2 Mailbox full" };
    await change();
    expect(await state()).toBeNull();
    await tryAgain(LAST);
    expect(await state()).toMatchObject({ score: 1, status: "4.2.2" });
    refusal = { code: 452, text: "4.2.2 Mailbox full" };
    await change();
    refusal = null;
    await tryAgain();
    expect(sent).toHaveLength(1);
    expect(await state()).toMatchObject({ score: 1 });
  });

  it("for now, till the last try, leaves the notice to the site", async () => {
    const change = await watched();
    refusal = { code: 452, text: "4.2.2 Mailbox full" };
    await change();
    await tryAgain(LAST);
    refusal = null;
    await hoursPass(1);
    expect([sent, await mailStates()]).toEqual([[], ["needless"]]);
    expect((await listNotices(awa, {})).rows).toHaveLength(1);
  });

  it("of a weekly report for now delays no other reader, and nobody gets it twice", async () => {
    const readers = await Promise.all([1, 2, 3].map(() => makeActor("administrator")));
    const [full, ...others] = readers.sort((a, b) => a.id.localeCompare(b.id)).map(emailOf);
    await searched();
    refusal = { code: 452, text: "4.2.2 Mailbox full", of: full ?? "" };
    expect(await queueReport(MISSES_REPORT)).toBe(3);
    await runDueJobs();
    expect(sent.map(({ to }) => to).sort()).toEqual(others.sort());
    await tryAgain();
    expect(sent).toHaveLength(2);
    refusal = null;
    await tryAgain();
    expect(sent.map(({ to }) => to).toSorted()).toEqual([full, ...others].toSorted());
    expect(sent.at(-1)?.to).toBe(full);
    await runDueJobs();
    expect([sent.length, await mailStates()]).toEqual([3, ["sent", "sent", "sent"]]);
  });
});

describe("a mail server of the site that is out of order", () => {
  it("loses no notice: after the last try it is mailed again", async () => {
    const change = await watched();
    isOut = true;
    await change();
    await hoursPass(1);
    expect(await mailStates()).toEqual(["waiting"]);
    await tryAgain(LAST);
    expect(await mailStates()).toEqual(["waiting"]);
    isOut = false;
    await hoursPass(1);
    expect([sent.length, await mailStates()]).toEqual([1, ["needless", "sent"]]);
    expect([await state(), await facts()]).toEqual([null, []]);
    await hoursPass(1);
    expect(sent).toHaveLength(1);
  });

  it("sends one mail if a later notice about the same waits, and none of what was read", async () => {
    const change = await watched();
    isOut = true;
    await change();
    await tryAgain(LAST);
    await changes(ben);
    isOut = false;
    await hoursPass(2);
    expect([sent.length, await mailStates()]).toEqual([1, ["needless", "sent"]]);
    isOut = true;
    await change();
    await tryAgain(LAST);
    isOut = false;
    await pool().query("update notice set seen_at = now()");
    await hoursPass(2);
    expect(sent).toHaveLength(1);
  });
});

describe("a dead address", () => {
  it.each([
    { code: 550, text: "5.1.1 User unknown", score: 2 },
    { code: 452, text: "4.2.2 Mailbox full", score: undefined },
  ])("that answers $code does not stop the link to the new one", async ({ score, ...answer }) => {
    refusal = { ...answer, of: emailOf(awa) };
    await transact(by(awa), (ctx) => requestEmailChange(ctx, { email: "new@example.org" }));
    await runDueJobs();
    expect(sent.map(({ to, from }) => [to, from])).toEqual([["new@example.org", "octopus@localhost"]]);
    expect((await state())?.score).toBe(score);
  });
});

describe("at four", () => {
  async function stopped(): Promise<string> {
    const [one, two] = [mailTo(awa), mailTo(awa)];
    await report(one);
    await report(two);
    return two;
  }

  it("notifications stop and say so on the site, and mails about the account are still tried", async () => {
    const change = await watched();
    await report(mailTo(awa));
    await change();
    expect(sent).toHaveLength(1);
    await report(mailTo(awa));
    expect((await state())?.stoppedAt).toBeInstanceOf(Date);
    expect(await isAddressStopped(ben.id, new Date())).toBe(false);
    await change();
    await change();
    expect(sent).toHaveLength(1);
    const { rows } = await listNotices(awa, {});
    expect(rows.map(({ content }) => content.what).sort()).toEqual(["changes", "changes", "news"]);
    const { rows: due } = await pool().query(
      "select 1 from notice where due_at is not null and mail_id is null",
    );
    expect(due).toEqual([]);
    await transact(SYSTEM, async (ctx) => {
      ctx.asSystem("a test");
      await ctx.record("two-factor.disabled", { memberId: awa.id });
    });
    await runDueJobs();
    expect(sent.map(({ to }) => to)).toEqual([emailOf(awa), emailOf(awa)]);
  });

  it("weekly reports stop too, and others still get them", async () => {
    const [one, two] = [await makeActor("administrator"), await makeActor("administrator")];
    await report(mailTo(one));
    await report(mailTo(one));
    await searched();
    expect(await queueReport(MISSES_REPORT)).toBe(1);
    await runDueJobs();
    expect(sent.map(({ to }) => to)).toEqual([emailOf(two)]);
  });

  it("a mail that waited is not sent", async () => {
    await watched();
    await changes(ben);
    const id = newId();
    await pool().query(
      "insert into notice_mail (id, member_id, made_at, state) values ($1, $2, now(), 'waiting')",
      [id, awa.id],
    );
    await pool().query("update notice set mail_id = $1 where member_id = $2", [id, awa.id]);
    await stopped();
    await pool().query(
      "select graphile_worker.add_job('mail-notices', json_build_object('noticeMailId', $1::text))",
      [id],
    );
    await runDueJobs();
    expect(sent).toEqual([]);
  });

  it("another try sends a test mail once, clears the notice, and ignores reports of earlier mails", async () => {
    const change = await watched();
    const earlier = mailTo(awa, { sentAt: new Date(Date.now() - 120_000) });
    await stopped();
    const twice = () => transact(by(awa), (ctx) => tryAddressAgain(ctx));
    await Promise.all([twice(), twice()]);
    await runDueJobs();
    expect(sent.map(({ to }) => to)).toEqual([emailOf(awa)]);
    expect(sent[0]?.text).toContain("Subject: Test email");
    expect([await state(), await report(earlier), await state()]).toEqual([null, "ignored", null]);
    expect((await facts()).filter((fact) => fact === "bounce.reset")).toHaveLength(1);
    expect((await listNotices(awa, { show: "unseen" })).rows).toEqual([]);
    await change();
    expect(sent).toHaveLength(2);
    // The test mail itself counts again.
    expect(await report(sent[0]?.from ?? "")).toBe("counted");
    expect(await state()).toMatchObject({ score: 2, stoppedAt: null });
  });

  it("a changed address begins at zero", async () => {
    const last = await stopped();
    const asked = { kind: "email-change" as const, memberId: awa.id, payload: { email: "new@example.org" } };
    const token = await makeToken(db(), asked, new Date());
    await transact(by(awa), (ctx) => confirmEmailChange(ctx, { token }));
    expect([await state(), await isAddressStopped(awa.id, new Date())]).toEqual([null, false]);
    expect(await report(last)).toBe("unknown");
  });

  it("thirty days after the last bounce the score is zero again", async () => {
    await stopped();
    expect(await isAddressStopped(awa.id, daysLater(29.9))).toBe(true);
    expect(await isAddressStopped(awa.id, daysLater(30.1))).toBe(false);
    await pool().query("update bounce_score set last_at = last_at - interval '31 days', stopped_at = now()");
    expect(await state()).toBeNull();
    await report(mailTo(awa));
    expect(await state()).toMatchObject({ score: 2, stoppedAt: null });
  });
});

describe("what is stored of it", () => {
  it("is shown to administrators only, is in the member's own data, and is erased with the account", async () => {
    await report(mailTo(awa));
    const admin = await makeActor("administrator");
    expect(await findBouncesOf(admin, awa.id)).toMatchObject({ score: 2 });
    expect(await findBouncesOf(ben, awa.id)).toBeNull();
    const own = JSON.parse((await collectOwnData(db(), awa.id, new Date())).toString());
    expect(own.returnedMails).toMatchObject([{ weight: 2, status: "5.1.1" }]);
    expect(own.returnedMailsScore).toMatchObject({ score: 2 });
    await transact(by(awa), (ctx) => eraseMember(ctx, { typedHandle: awa.handle }));
    for (const table of ["bounced_mail", "bounce_score"])
      expect((await pool().query(`select 1 from ${table}`)).rows).toEqual([]);
  });

  it("is deleted when no report can come any more", async () => {
    await report(mailTo(awa));
    const expire = (days: number) =>
      transact(
        SYSTEM,
        async (ctx) => {
          ctx.asSystem("a test");
          ctx.skipAudit("a test");
          return BOUNCE_DATA.expire?.(ctx);
        },
        { now: daysLater(days) },
      );
    expect(await expire(29)).toEqual({ bounces: 0, bounceScores: 0 });
    expect(await expire(31)).toEqual({ bounces: 0, bounceScores: 1 });
    expect(await expire(91)).toEqual({ bounces: 1, bounceScores: 0 });
  });

  it("is nothing on a site without an address for mails, which still counts refusals", () => {
    setEnvironment({ REPLY_ADDRESS: undefined, IMAP_URL: undefined });
    expect(mailTo(awa)).toBe("");
    setEnvironment({ REPLY_ADDRESS: "reply@octopus.example", IMAP_URL: box.imapUrl });
  });
});
