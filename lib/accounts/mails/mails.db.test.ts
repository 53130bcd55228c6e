import { rmSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { application, applicationStep, member } from "@/db/schema/accounts";
import { warning } from "@/db/schema/conduct";
import { recoveryCode } from "@/db/schema/sign-in";
import { newId } from "@/lib/core/id";
import { LOCALES } from "@/lib/i18n/locales";
import { runDueJobs } from "@/lib/jobs/worker";
import { findOwnApplication } from "@/lib/members/applications";
import { transact } from "@/lib/transact";
import {
  enter,
  enterAs,
  join as joinSite,
  rowOf,
  setEnvironment,
  VISITOR,
  withPassword,
} from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { linkIn, readMails, recipientOf } from "@/tests/support/mailbox";
import { actorOf, by, giveRole, makeMember } from "@/tests/support/members";
import {
  confirmEmailChange,
  findEmailLink,
  findVerification,
  isResetLinkGood,
  mailApplication,
  mailNotice,
  prepareMailRequest,
  requestEmailChange,
  requestReset,
  undoEmailChange,
} from "../index";
import { NOTICES } from "./notice-mails";

useDatabase();

beforeEach(() => {
  rmSync(join(process.env.DATA_DIR ?? "", "mail"), { recursive: true, force: true });
  setEnvironment({ APP_URL: "https://octopus.example", SMTP_URL: undefined });
});

const tokenIn = (mail: Parameters<typeof linkIn>[0], path: string) =>
  linkIn(mail, path).searchParams.get("token") ?? "";

async function reset(email: string): Promise<void> {
  const request = await prepareMailRequest("reset", { email });
  await transact(VISITOR, (ctx) => requestReset(ctx, request));
}

describe("mails with a link", () => {
  it("bring a new member the confirmation link, in their language, without a name", async () => {
    await joinSite({ fullName: "Gagnez un prix" }, "fr");
    await runDueJobs();
    const [mail] = await readMails();
    if (!mail) throw new Error("no mail");
    expect(recipientOf(mail)).toBe("awa@justice.example");
    expect(mail.subject).toBe("Confirmez votre adresse électronique");
    expect(mail.text).not.toContain("Gagnez");
    expect(linkIn(mail, "/join/verify").href).toMatch(
      /^https:\/\/octopus\.example\/fr\/join\/verify\?token=[\w-]{43}$/,
    );
    expect(await findVerification(tokenIn(mail, "/join/verify"))).not.toBeNull();
  });

  it("notify an owner, without a secret, when someone registers with their address", async () => {
    await withPassword({ email: "awa@justice.example" });
    await joinSite();
    await runDueJobs();
    const [mail] = await readMails();
    expect(mail?.subject).toBe("You already have an account");
    expect(mail?.text).not.toContain("token=");
  });

  it("bring the reset link to the stored address, not to the one typed", async () => {
    await withPassword({ email: "Awa@Justice.example", emailKey: "awa@justice.example" });
    await reset("AWA@JUSTICE.EXAMPLE");
    await reset("nobody@example.org");
    await runDueJobs();
    const mails = await readMails();
    expect(mails.map(recipientOf)).toEqual(["Awa@justice.example"]);
    expect(await isResetLinkGood(tokenIn(mails[0] as never, "/reset"))).toBe(true);
  });

  it("are limited to four an hour per kind and address", async () => {
    await withPassword({ email: "awa@justice.example" });
    for (let n = 0; n < 9; n += 1) await reset("awa@justice.example");
    await runDueJobs();
    expect(await readMails()).toHaveLength(4);
  });

  it("are limited for the whole site, and the requester is informed", async () => {
    await withPassword({ email: "awa@justice.example" });
    await reset("awa@justice.example");
    await pool().query("update rate_limit set points = 1000 where key like 'mail-of-site-3600%'");
    for (const address of ["awa@justice.example", "nobody@example.org"]) {
      await expect(reset(address)).rejects.toMatchObject({
        code: "rate_limited",
        reason: "mail_of_site",
        details: { retryAfter: expect.any(Number) },
      });
    }
    await runDueJobs();
    expect(await readMails()).toHaveLength(1);
  });

  it("go to both addresses of a change and undo it from the old one", async () => {
    const { id } = await withPassword({ email: "old@example.org" });
    const { actor } = await enterAs("old@example.org");
    await transact(by(actor), (ctx) => requestEmailChange(ctx, { email: "new@example.org" }));
    await runDueJobs();
    const asked = await readMails();
    expect(asked.map((mail) => [recipientOf(mail), mail.subject])).toEqual([
      ["old@example.org", "Someone asked to change your email address"],
      ["new@example.org", "Confirm your new email address"],
    ]);
    const link = tokenIn(asked[1] as never, "/me/email");
    await transact(by(actor), (ctx) => confirmEmailChange(ctx, { token: link }));
    await runDueJobs();
    const changed = (await readMails()).slice(2);
    expect(changed.map(recipientOf)).toEqual(["old@example.org", "new@example.org"]);
    const back = tokenIn(changed[0] as never, "/me/email");
    expect((await findEmailLink(back))?.kind).toBe("email-undo");
    await transact(VISITOR, (ctx) => undoEmailChange(ctx, { token: back }));
    await runDueJobs();
    const undone = (await readMails()).slice(4);
    expect(undone.map((mail) => mail.subject).sort()).toEqual([
      "Set a new password",
      "The change of your email address was undone",
    ]);
    expect(undone.map(recipientOf)).toEqual(["old@example.org", "old@example.org"]);
    expect((await rowOf("old@example.org"))?.id).toBe(id);
  });

  it("do not go to another member's address, whose owner is notified", async () => {
    await makeMember({ email: "taken@example.org" });
    const { id } = await withPassword({ email: "old@example.org" });
    const actor = await actorOf(id);
    await transact(by(actor), (ctx) => requestEmailChange(ctx, { email: "taken@example.org" }));
    await runDueJobs();
    const mails = await readMails();
    expect(mails.map((mail) => [recipientOf(mail), mail.subject])).toEqual([
      ["old@example.org", "Someone asked to change your email address"],
      ["taken@example.org", "You already have an account"],
    ]);
  });
});

const warn = (memberId: string) =>
  db()
    .insert(warning)
    .values({ id: newId(), memberId, reason: "Do not name suspects.", byId: newId(), createdAt: new Date() });

describe("account notices", () => {
  it.each(NOTICES)("%s: exists in every language", async (notice) => {
    for (const locale of LOCALES) {
      const { id } = await makeMember({
        locale,
        state: notice.startsWith("suspen") ? "suspended" : "active",
      });
      if (notice === "warned") await warn(id);
      await mailNotice({ memberId: id, notice });
    }
    const mails = await readMails();
    expect(new Set(mails.map((mail) => mail.subject)).size).toBe(LOCALES.length);
    expect(mails.filter((mail) => /mail\.notice|\{|undefined/.test(`${mail.subject} ${mail.text}`))).toEqual(
      [],
    );
  });

  it("fail for a name without a text", async () => {
    const { id } = await makeMember();
    await expect(mailNotice({ memberId: id, notice: "nothing" })).rejects.toThrow(/no notice/);
  });

  it("name roles, remaining codes and the reason of a suspension", async () => {
    const { id } = await makeMember();
    await giveRole(id, "moderator");
    await giveRole(id, "focal-point", "SN");
    await db().insert(recoveryCode).values({ memberId: id, hash: "x", createdAt: new Date() });
    await mailNotice({ memberId: id, notice: "role-changed" });
    await mailNotice({ memberId: id, notice: "recovery-code-spent" });
    await db()
      .update(member)
      .set({ state: "suspended", suspensionReason: "Harassment" })
      .where(eq(member.id, id));
    await mailNotice({ memberId: id, notice: "suspended" });
    const [roles, codes, suspended] = await readMails();
    expect(roles?.text).toContain("Focal point (Senegal) and Moderator");
    expect(roles?.text).toContain("two-factor sign-in");
    expect(codes?.text).toContain("One is left.");
    expect(suspended?.text).toContain("Reason given: Harassment");
  });

  it("mention two-factor sign-in only to members with a role that requires it", async () => {
    const { id } = await makeMember();
    await giveRole(id, "trusted");
    await mailNotice({ memberId: id, notice: "role-changed" });
    const [mail] = await readMails();
    expect(mail?.text).toContain("Trusted member");
    expect(mail?.text).not.toContain("two-factor");
  });

  it("name a new browser by known names only, not by its header", async () => {
    const { email } = await withPassword();
    await enter(email);
    await enter(email);
    await runDueJobs();
    const [mail] = await readMails();
    expect(mail?.subject).toBe("New sign-in to your account");
    expect(mail?.text).toContain("Firefox on Linux");
    expect(mail?.text).toContain("192.0.2.7");
    expect(linkIn(mail as never, "/me/security").host).toBe("octopus.example");
  });

  it("give an applicant the decision with its reason", async () => {
    for (const [state, decided] of [
      ["active", "accepted"],
      ["refused", "refused"],
    ] as const) {
      const { id } = await makeMember({ state });
      const applicationId = newId();
      await db().insert(application).values({
        id: applicationId,
        memberId: id,
        reason: "r",
        state: decided,
        createdAt: new Date(),
        decisionReason: "Because",
      });
      await mailApplication({ memberId: id, applicationId });
    }
    const mails = await readMails();
    expect(mails.map((mail) => mail.subject)).toEqual([
      "Welcome to the community",
      "Your application was not accepted",
    ]);
    expect(mails.every((mail) => mail.text?.includes("Reason given: Because"))).toBe(true);
  });

  it("bring an applicant a link to the application's page, until accepted", async () => {
    const { id } = await makeMember({ state: "applied", locale: "fr" });
    const applicationId = newId();
    const now = new Date();
    await db()
      .insert(application)
      .values({ id: applicationId, memberId: id, reason: "I prosecute.", state: "waiting", createdAt: now });
    const step = (kind: "question" | "refused" | "accepted", text: string) =>
      db()
        .insert(applicationStep)
        .values({ id: newId(), applicationId, memberId: id, kind, text, createdAt: new Date() });
    const as = (state: string) =>
      db()
        .update(application)
        .set({ state, decisionReason: state === "refused" ? "Inconnue" : null });

    await mailApplication({ memberId: id, applicationId });
    await as("asked");
    await step("question", "Depuis quand ?\r\nBcc: other@example.org");
    await mailApplication({ memberId: id, applicationId });
    await as("refused");
    await step("refused", "Inconnue");
    await mailApplication({ memberId: id, applicationId });
    await as("accepted");
    await step("accepted", "");
    await mailApplication({ memberId: id, applicationId });
    const mails = await readMails();
    expect(mails.map((mail) => mail.subject)).toEqual([
      "Votre candidature",
      "Une question sur votre candidature",
      "Votre candidature n’a pas été retenue",
      "Votre candidature a finalement été acceptée",
    ]);
    expect(mails[1]?.text).toContain("Depuis quand ?");
    for (const mail of mails.slice(0, 3)) {
      expect(await findOwnApplication(tokenIn(mail, "/fr/join/status"))).not.toBeNull();
    }
    expect(mails[3]?.text).not.toContain("token=");
  });

  it("are not sent to members erased meanwhile", async () => {
    const { id } = await makeMember({ state: "erased", email: undefined, emailKey: undefined });
    await mailNotice({ memberId: id, notice: "role-changed" });
    expect(await readMails()).toEqual([]);
  });
});
