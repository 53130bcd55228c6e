import { rmSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import * as mailPage from "@/app/[locale]/countries/[slug]/exports/[id]/mail/route";
import * as progressPage from "@/app/[locale]/countries/[slug]/exports/[id]/route";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { auditEntry } from "@/db/schema/core";
import { exportRecord, exportWaiter } from "@/db/schema/exports";
import type { Actor } from "@/lib/core/actor";
import { runDueJobs } from "@/lib/jobs/worker";
import { applyRetention } from "@/lib/operation";
import { hideRevision } from "@/lib/profiles";
import { SYSTEM, transact } from "@/lib/transact";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { useFileDoor } from "@/tests/support/file-door";
import { readMails, recipientOf } from "@/tests/support/mailbox";
import { actorOf, by, makeActor, makeMember } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { prose, save } from "@/tests/support/sections";
import { awaitExport, mailExport } from "./index";
import { AT_ONCE_BYTES } from "./make";

useDatabase();
process.env.RATE_LIMITS = "off";
const { ask } = useFileDoor();
const page = asker([
  [/^\/countries\/(?<slug>[^/]+)\/exports\/(?<id>[^/]+)\/mail$/, mailPage],
  [/^\/countries\/(?<slug>[^/]+)\/exports\/(?<id>[^/]+)$/, progressPage],
]);

let awa: Actor;
let ben: Actor;
let writer: Actor;
/** Page and id of a document that the worker is to make. */
let at: string;
let exportId: string;

beforeEach(async () => {
  rmSync(join(process.env.DATA_DIR ?? "", "mail"), { recursive: true, force: true });
  setEnvironment({ SMTP_URL: undefined });
  await makeProfile({
    slug: "senegal",
    iso2: "SN",
    nameEn: "Senegal",
    nameFr: "Sénégal",
    nameAr: "السنغال",
  });
  const someone = async (email: string, locale: string) =>
    actorOf((await makeMember({ email, emailKey: email, locale })).id);
  awa = await someone("awa@justice.example", "fr");
  ben = await someone("ben@police.example", "en");
  const words = Array.from({ length: 60 }, (_, n) => [
    `block${n}x`,
    `${n} ${"word ".repeat(AT_ONCE_BYTES / 280)}`,
  ]);
  writer = await makeActor("trusted");
  await save(writer, { section: "policies", content: prose(Object.fromEntries(words)) });
  at = (await ask("/countries/senegal/export.docx")).headers.location ?? "";
  exportId = at.split("/").at(-1) ?? "";
});

const waiting = () => db().$count(exportWaiter);
const awaitIt = (as: Actor, lang?: string) =>
  page(`${at}/mail${lang ? `?lang=${lang}` : ""}`, { as, form: { form: "await" } });

describe("a mail when a document is there", () => {
  it("is offered where the document is being made, to members", async () => {
    expect((await page(at)).body).toContain(`href="${at}/mail"`);
    const visitor = await page(`${at}/mail`);
    expect(visitor.status).toBe(303);
    expect(visitor.to).toMatch(/^\/signin\?/);
    const offered = await page(`${at}/mail`, { as: awa });
    expect(offered.status).toBe(200);
    expect(offered.body).toContain("Email me when it is ready");
  });

  it("is sent once to each who asked, in their language, with a link to the document", async () => {
    expect((await awaitIt(awa)).to).toBe(`${at}/mail`);
    expect((await awaitIt(awa)).to).toBe(`${at}/mail`);
    expect((await awaitIt(ben, "sr")).to).toBe(`${at}/mail?lang=sr`);
    expect((await page(`${at}/mail`, { as: awa })).body).toContain("We will email you when it is ready");
    expect(await waiting()).toBe(2);
    await runDueJobs();
    await mailExport({ exportId });
    const mails = await readMails();
    expect(mails.map(recipientOf).sort()).toEqual(["awa@justice.example", "ben@police.example"]);
    const [french, english] = ["awa@", "ben@"].map((who) =>
      mails.find((mail) => recipientOf(mail).startsWith(who)),
    );
    expect(french?.subject).toBe("Votre document est prêt");
    expect(french?.text).toContain("Sénégal, Profil complet (Word), révision 1");
    expect(french?.text).toContain(`http://localhost:3000/fr${at}`);
    expect(english?.subject).toBe("Your document is ready");
    expect(english?.text).toContain(`http://localhost:3000${at}?lang=sr`);
    expect(await waiting()).toBe(0);
    expect((await page(at)).body).toContain("Senegal: the document is ready");
    // On return to this page, the member is redirected to the finished document.
    expect((await page(`${at}/mail`, { as: awa })).to).toBe(at);
    expect((await awaitIt(awa)).to).toBe(at);
    expect(await waiting()).toBe(0);
    const [made] = await db().select().from(auditEntry).where(eq(auditEntry.fact, "export.made"));
    expect(made?.details).toMatchObject({ exportId, waiting: 2 });
  });

  it("is cancelled by its member, and by no one else", async () => {
    await awaitIt(awa);
    await awaitIt(ben);
    const stop = (as: Actor) => page(`${at}/mail`, { as, form: { form: "stop" } });
    expect((await stop(ben)).to).toBe(`${at}/mail`);
    expect((await stop(ben)).to).toBe(`${at}/mail`);
    expect((await page(`${at}/mail`, { as: ben })).body).toContain("We send one email");
    await runDueJobs();
    expect((await readMails()).map(recipientOf)).toEqual(["awa@justice.example"]);
  });

  it("says so when the document cannot be made", async () => {
    await awaitIt(awa);
    // A moderator hides the text before the worker makes the document.
    await save(writer, { section: "policies", base: 1, content: prose({ block1: "Otherwise." }) });
    const moderator = await makeActor("moderator");
    const what = { text: true, summary: false, author: false, reason: "It names a victim" };
    await transact(by(moderator), (ctx) => hideRevision(ctx, { slug: "senegal", number: 1, ...what }));
    await runDueJobs();
    const [mail] = (await readMails()).filter((one) => recipientOf(one) === "awa@justice.example");
    expect(mail?.subject).toBe("Votre document n’a pas pu être généré");
    expect(mail?.text).toContain("http://localhost:3000/fr/countries/senegal");
    expect(await waiting()).toBe(0);
    expect((await page(at)).body).toContain("the document could not be prepared");
  });

  it("is not sent to members who cannot sign in, and waits at most a week", async () => {
    await awaitIt(awa);
    await awaitIt(ben);
    await db().update(member).set({ state: "suspended" }).where(eq(member.id, awa.id));
    await db()
      .update(exportWaiter)
      .set({ askedAt: new Date(Date.now() - 8 * 86_400_000) })
      .where(eq(exportWaiter.memberId, ben.id));
    await transact(SYSTEM, applyRetention);
    expect(await waiting()).toBe(1);
    await runDueJobs();
    expect(await readMails()).toEqual([]);
    expect(await waiting()).toBe(0);
  });

  it("keeps a requested document, and refuses unknown ones", async () => {
    await awaitIt(awa);
    await db()
      .update(exportRecord)
      .set({ askedAt: new Date(Date.now() - 2 * 86_400_000) });
    await transact(SYSTEM, applyRetention);
    expect(await db().$count(exportRecord)).toBe(1);
    await db().delete(exportWaiter);
    await transact(SYSTEM, applyRetention);
    expect(await db().$count(exportRecord)).toBe(0);
    await expect(transact(by(awa), (ctx) => awaitExport(ctx, { id: exportId }))).rejects.toMatchObject({
      code: "not_found",
    });
    expect((await page(`${at}/mail`, { as: awa })).status).toBe(404);
    await expect(transact(SYSTEM, (ctx) => awaitExport(ctx, { id: exportId }))).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });
});
