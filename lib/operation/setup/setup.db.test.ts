import { rmSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import type { Actor } from "@/lib/core/actor";
import { listVersions } from "@/lib/core/versions";
import { runDueJobs } from "@/lib/jobs/worker";
import { inviteMember } from "@/lib/members/invitations";
import { Invite } from "@/lib/members/invitations/model";
import { changeIdentity } from "@/lib/site-settings";
import { ChangeIdentity } from "@/lib/site-settings/forms/model";
import { SYSTEM, transact } from "@/lib/transact";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { makeInvitation } from "@/tests/support/invitations";
import { readMails, recipientOf } from "@/tests/support/mailbox";
import { actorOf, by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { SENT_PARTS } from "@/tests/support/site-parts";
import { askTestMail, findSetup, mailTest, markStep, recordStorageTry, tryStorage } from "./index";
import { mailReasonOf } from "./mail-test";
import { MarkStep, type SetupStep } from "./model";

useDatabase();

const EMAIL = "ada@justice.example";
let admin: Actor;
let server: Server | undefined;

beforeEach(async () => {
  rmSync(join(process.env.DATA_DIR ?? "", "mail"), { recursive: true, force: true });
  setEnvironment({ SMTP_URL: undefined });
  const { id } = await makeMember({ email: EMAIL, totpEnabledAt: new Date() });
  await giveRole(id, "administrator");
  admin = await actorOf(id);
});

afterEach(() => server?.close());

/** Starts a mail server that answers each line of its client by `answer`. Returns its address. */
async function mailServer(answer: (line: string) => string): Promise<string> {
  const made = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.write("220 mail.example ESMTP\r\n");
    let isData = false;
    socket.on("data", (chunk) => {
      for (const line of chunk.toString().split("\r\n").slice(0, -1)) {
        if (isData && line !== ".") continue;
        const reply = isData ? "250 accepted" : answer(line);
        isData = !isData && reply.startsWith("354");
        socket.write(`${reply}\r\n`);
      }
    });
  });
  server = made;
  await new Promise<void>((done) => made.listen(0, "127.0.0.1", done));
  return `smtp://127.0.0.1:${(made.address() as { port: number }).port}`;
}

const polite = (line: string) => (line === "DATA" ? "354 go on" : "250 ok");

const mark = (step: SetupStep, to: string, actor: Actor | null = admin) =>
  transact(by(actor), (ctx) => markStep(ctx, MarkStep.parse({ step, mark: to })));
const stateOf = async (step: SetupStep) => (await findSetup(admin)).steps[step].state;
const ask = () => transact(by(admin), askTestMail);
const tried = async () => (await findSetup(admin)).mail.tried;

describe("the checklist", () => {
  it("has everything to do on a new site, and knows nothing of what nobody tried", async () => {
    const { steps, settled, total } = await findSetup(admin);
    expect(Object.fromEntries(Object.entries(steps).map(([name, { state }]) => [name, state]))).toEqual({
      identity: "todo",
      contact: "todo",
      mail: "todo",
      storage: "unknown",
      backups: "todo",
      administrators: "todo",
      "focal-points": "todo",
      texts: "todo",
    });
    expect([settled, total]).toEqual([0, 8]);
  });

  it("follows the name and the contact address in the settings", async () => {
    const input = ChangeIdentity.parse({
      ...SENT_PARTS.identity,
      name: "Sahel Cyber Forum",
      contact: "desk@example.org",
    });
    await transact(by(admin), (ctx) => changeIdentity(ctx, input));
    expect([await stateOf("identity"), await stateOf("contact")]).toEqual(["done", "done"]);
  });

  it("knows whether visitors can ask by the form while there is no address", async () => {
    expect((await findSetup(admin)).contact).toEqual({ address: "", isFormOpen: true });
    const closed = ChangeIdentity.parse({ ...SENT_PARTS.identity, name: "The forum", isFormOpen: "" });
    await transact(by(admin), (ctx) => changeIdentity(ctx, closed));
    expect((await findSetup(admin)).contact).toEqual({ address: "", isFormOpen: false });
    expect(await stateOf("contact")).toBe("todo");
  });

  it("needs a recent backup and a recent test restore", async () => {
    const record = (now: Date, fact: "backup.made" | "backup.restored") =>
      transact(
        SYSTEM,
        async (ctx) => {
          ctx.asSystem("test");
          if (fact === "backup.made") await ctx.record(fact, { bytes: 1 });
          else await ctx.record(fact, { rows: 1, madeAt: now.toISOString(), isDrill: true });
        },
        { now },
      );
    const now = new Date();
    await record(now, "backup.made");
    expect(await stateOf("backups")).toBe("todo");
    await record(now, "backup.restored");
    expect(await stateOf("backups")).toBe("done");
    const later = (days: number) => new Date(now.getTime() + days * 86_400_000);
    expect((await findSetup(admin, later(4))).steps.backups.state).toBe("todo");
  });

  it("counts a second administrator only with a second factor, and open invitations", async () => {
    const { id } = await makeMember();
    await giveRole(id, "administrator");
    await makeInvitation("ben@justice.example", {
      role: "administrator",
      reason: "Deputy",
      invitedBy: admin.id,
    });
    expect((await findSetup(admin)).administrators).toEqual({ ready: 0, dormant: 1, invited: 1 });
    const input = Invite.parse({
      email: "cato@justice.example",
      role: "administrator",
      language: "en",
      reason: "Deputy",
    });
    await transact(by(admin), (ctx) => inviteMember(ctx, input));
    expect((await findSetup(admin)).administrators).toMatchObject({ invited: 2 });
    const ready = await makeMember({ totpEnabledAt: new Date() });
    await giveRole(ready.id, "administrator");
    expect((await findSetup(admin)).administrators).toMatchObject({ ready: 1 });
    expect(await stateOf("administrators")).toBe("done");
  });

  it("counts countries with a focal point among the profiles", async () => {
    await makeProfile({ slug: "ghana", iso2: "GH", nameEn: "Ghana" });
    await makeProfile({ slug: "togo", iso2: "TG", nameEn: "Togo" });
    for (const one of [await makeMember(), await makeMember()]) await giveRole(one.id, "focal-point", "GH");
    expect((await findSetup(admin)).focalPoints).toEqual({ countries: 1, total: 2 });
    expect(await stateOf("focal-points")).toBe("done");
  });

  it("is for administrators only", async () => {
    const moderator = await makeActor("moderator");
    await expect(findSetup(moderator)).rejects.toMatchObject({ code: "forbidden" });
    await expect(tryStorage(moderator)).rejects.toMatchObject({ code: "forbidden" });
    await expect(mark("mail", "aside", moderator)).rejects.toMatchObject({ code: "forbidden" });
    await expect(mark("mail", "aside", null)).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("a step", () => {
  it("is put aside and back, each with an audit entry, and no page of readers is drawn again", async () => {
    const before = await listVersions(db(), ["site"]);
    await mark("mail", "aside");
    await mark("mail", "aside");
    expect(await findSetup(admin)).toMatchObject({
      settled: 1,
      steps: { mail: { state: "todo", mark: "aside" } },
    });
    await mark("mail", "none");
    expect(await findSetup(admin)).toMatchObject({ settled: 0, steps: { mail: { mark: null } } });
    const entries = await db().select({ details: auditEntry.details }).from(auditEntry);
    expect(entries.map(({ details }) => details)).toEqual(
      expect.arrayContaining([
        { key: "setup-mail", mark: "aside" },
        { key: "setup-mail", mark: "none" },
      ]),
    );
    expect(entries).toHaveLength(2);
    expect(await listVersions(db(), ["site"])).toEqual(before);
  });

  it("can be confirmed only if the site cannot know whether it is done", async () => {
    await mark("identity", "confirmed");
    await mark("texts", "confirmed");
    expect((await findSetup(admin)).settled).toBe(2);
    expect(MarkStep.safeParse({ step: "backups", mark: "confirmed" }).success).toBe(false);
    expect(MarkStep.safeParse({ step: "__proto__", mark: "aside" }).success).toBe(false);
  });
});

describe("the test mail", () => {
  it("waits, then is sent to the administrator's own address by the job of mails", async () => {
    setEnvironment({ SMTP_URL: await mailServer(polite) });
    await ask();
    expect(await tried()).toMatchObject({ state: "waiting", reason: null });
    expect(await runDueJobs()).toEqual({ done: 1, failed: 0 });
    expect(await tried()).toMatchObject({ state: "sent" });
    expect(await stateOf("mail")).toBe("done");
  });

  it.each([
    ["refused", (line: string) => (line.startsWith("RCPT") ? "550 no such user" : polite(line))],
    ["refused", (line: string) => (line.startsWith("MAIL") ? "553 sender refused" : polite(line))],
    ["other", () => "421 go away"],
  ])("says why it was not accepted: %s", async (reason, answer) => {
    setEnvironment({ SMTP_URL: await mailServer(answer) });
    await ask();
    expect(await runDueJobs()).toEqual({ done: 1, failed: 0 });
    expect(await tried()).toMatchObject({ state: "failed" });
    if (reason !== "other") expect(await tried()).toMatchObject({ reason });
    expect(await stateOf("mail")).toBe("todo");
  });

  it("says that no server answered", async () => {
    const url = await mailServer(polite);
    await new Promise((done) => server?.close(done));
    server = undefined;
    setEnvironment({ SMTP_URL: url });
    await ask();
    await runDueJobs();
    expect(await tried()).toMatchObject({ state: "failed", reason: "unreachable" });
  });

  it("is written to a file without a mail server, which does not count as done", async () => {
    await ask();
    await runDueJobs();
    expect((await readMails()).map((one) => [recipientOf(one), one.subject])).toEqual([
      [EMAIL, "Test email"],
    ]);
    expect(await tried()).toMatchObject({ state: "file" });
    expect(await stateOf("mail")).toBe("todo");
  });

  it("is not overwritten by the answer to an earlier one, and only the newest is sent", async () => {
    await ask();
    const first = (await tried())?.id ?? "";
    await ask();
    await mailTest({ memberId: admin.id, tryId: first });
    expect(await tried()).toMatchObject({ state: "waiting" });
    expect(await runDueJobs()).toEqual({ done: 1, failed: 0 });
    expect(await tried()).toMatchObject({ state: "file" });
  });

  it.each([
    [{ code: "EAUTH", message: "535 bad credentials" }, "sign-in"],
    [{ code: "ESOCKET", message: "self-signed certificate in certificate chain" }, "encryption"],
    [{ code: "EDNS", message: "getaddrinfo ENOTFOUND mail.example" }, "unreachable"],
    [{ code: "EENVELOPE", message: "550" }, "refused"],
    [new Error("a surprise"), "other"],
    [null, "other"],
  ])("names the cause of %j", (error, reason) => {
    expect(mailReasonOf(error)).toBe(reason);
  });
});

describe("the storage", () => {
  it("is tried, and the result is kept with its time", async () => {
    const isSound = await tryStorage(admin);
    await transact(by(admin), (ctx) => recordStorageTry(ctx, { isSound }));
    expect(await stateOf("storage")).toBe("done");
    const { storage } = await findSetup(admin);
    expect(storage.tried).toMatchObject({ isSound: true });
    expect(storage.freeBytes).toBeGreaterThan(0);
  });

  it("is to do after a failed try", async () => {
    await transact(by(admin), (ctx) => recordStorageTry(ctx, { isSound: false }));
    expect(await stateOf("storage")).toBe("todo");
  });
});
