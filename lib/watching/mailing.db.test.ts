import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { runDueJobs } from "@/lib/jobs/worker";
import { eraseMember } from "@/lib/members";
import type { ChangeNoticeSettings } from "@/lib/notices/forms/model";
import { makeUnsubscribeToken, readUnsubscribeToken } from "@/lib/notices/unsubscribe-token";
import { SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { readMails, recipientOf } from "@/tests/support/mailbox";
import { actorOf, by, makeActor, makeMember } from "@/tests/support/members";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { prose, refusal } from "@/tests/support/sections";
import { changes, hoursPass, storedNotices, watches } from "@/tests/support/watching";
import {
  changeNoticeSettings,
  gatherNotices,
  listNotices,
  mailNotices,
  markAllSeen,
  readOwnSettings,
  switchMails,
} from "./index";

useDatabase();

let ana: Actor;
let ben: Actor;
let pageId: string;
let before = 0;

beforeEach(async () => {
  pageId = await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal", nameFr: "Sénégal" });
  ana = await makeActor("trusted");
  ben = await makeActor("trusted");
  await makeRevision({ pageId, key: "legislation", content: prose({ aaaaaa: "First" }) });
  before = (await readMails()).length;
});

/** The mails sent by this test. */
const mails = async () => (await readMails()).slice(before);

const choose = (actor: Actor, given: Partial<ChangeNoticeSettings>) =>
  transact(by(actor), (ctx) =>
    changeNoticeSettings(ctx, {
      "mail-profile": "now",
      "mail-region": "daily",
      "mail-post": "now",
      "mail-material": "now",
      "mail-mention": "now",
      "mail-reply": "now",
      "mail-decision": "now",
      "mail-review": "now",
      "mail-search": "daily",
      "mail-subject": "daily",
      dailyCap: 20,
      ownEdits: "normal",
      ...given,
    }),
  );

/** Makes everything due and collects it into mails, which wait for their job. */
async function gather(): Promise<void> {
  await pool().query("update notice set due_at = now() - interval '1 minute' where due_at is not null");
  await transact(SYSTEM, gatherNotices);
}

const states = async () =>
  (await pool().query("select state from notice_mail order by made_at, id")).rows.map(({ state }) => state);

describe("mails about watched things", () => {
  it("combine an hour's changes, say what, who and why, and come once", async () => {
    await watches(ana, "profile:senegal");
    await changes(ben);
    await changes(ben, { section: "safeguards" });
    await transact(SYSTEM, gatherNotices);
    await runDueJobs();
    expect(await mails()).toEqual([]);
    await hoursPass(1.1);
    const [mail, ...more] = await mails();
    expect(more).toEqual([]);
    expect(mail && recipientOf(mail)).toBe(`${ana.handle}@example.org`);
    expect(mail?.subject).toBe("2 changes to 2 things that you watch");
    expect(mail?.text).toContain(`1 change by \u2068${ben.displayName}\u2069`);
    expect(mail?.text).toContain("“\u2068A test's edit\u2069”");
    expect(mail?.text).toContain("Why: you watch Senegal.");
    expect(mail?.text).toContain("/countries/senegal/diff?from=1&to=2#change-legislation");
    await hoursPass(1.1);
    expect(await mails()).toHaveLength(1);
    expect(await states()).toEqual(["sent"]);
  });

  it("are in the reader's language and link to pages in it", async () => {
    const { id } = await makeMember({ locale: "fr" });
    await watches(await actorOf(id), "profile:senegal");
    await changes(ben);
    await hoursPass(1.1);
    const [mail] = await mails();
    expect(mail?.subject).toContain("Sénégal");
    expect(mail?.text).toContain("/fr/countries/senegal/diff?from=1&to=2");
    expect(mail?.html).toContain('<html lang="fr" dir="ltr">');
  });

  it("name the language of a changed translation, in the subject if all changes are in it", async () => {
    await watches(ana, "section:senegal/legislation");
    const french = { lang: "fr", base: null, follows: 1 };
    await changes(ben, { ...french, summary: "Traduit" });
    await hoursPass(1.1);
    const [mail] = await mails();
    expect(mail?.subject).toBe("Senegal: Legislation (French): 1 change");
    expect(mail?.text).toContain("/countries/senegal/diff?from=1&to=2#change-legislation@fr");
    expect((await listNotices(ana, {})).rows.map(({ content: one }) => one)).toMatchObject([
      { what: "changes", thing: { language: "fr" }, changes: [{ language: "fr" }] },
    ]);

    // If the source changed too, each change names its language.
    await transact(by(ana), (ctx) => markAllSeen(ctx, { at: Date.now() }));
    await changes(ben, { summary: "A new law" });
    await changes(ben, { lang: "fr", base: 2, summary: "Relu" });
    await hoursPass(1.1);
    const both = (await mails()).at(-1);
    expect(both?.subject).toBe("Senegal: Legislation: 2 changes");
    expect(both?.text).toContain("“\u2068French: \u2068Relu\u2069\u2069”");
    expect(both?.text).toContain("“\u2068A new law\u2069”");
  });

  it("come as one daily or weekly digest, and never empty", async () => {
    await choose(ana, { "mail-profile": "daily" });
    await watches(ana, "profile:senegal");
    await changes(ben);
    const [{ due } = { due: null }] = await storedNotices();
    expect([due?.getUTCHours(), due?.getUTCMinutes()]).toEqual([5, 0]);
    await changes(ben, { section: "safeguards" });
    await hoursPass(24);
    expect(await mails()).toHaveLength(1);
    await hoursPass(24);
    expect(await mails()).toHaveLength(1);
    await changes(ben);
    await transact(by(ana), (ctx) => markAllSeen(ctx, { at: Date.now() }));
    await hoursPass(24);
    expect(await mails()).toHaveLength(1);
  });

  it("follow a setting changed while they wait", async () => {
    await watches(ana, "profile:senegal");
    await changes(ben);
    await choose(ana, { "mail-profile": "weekly" });
    const [{ due } = { due: null }] = await storedNotices();
    expect(due?.getUTCDay()).toBe(1);
    await choose(ana, { "mail-profile": "none" });
    await hoursPass(200);
    expect(await mails()).toEqual([]);
    expect(await storedNotices()).toHaveLength(1);
  });

  it("stop at the daily maximum; the rest comes together the next day", async () => {
    await choose(ana, { dailyCap: 1 });
    await watches(ana, "profile:senegal");
    await changes(ben);
    await hoursPass(1.1);
    await changes(ben, { section: "safeguards" });
    await hoursPass(1.1);
    await changes(ben, { section: "policies" });
    await hoursPass(1.1);
    expect(await mails()).toHaveLength(1);
    await hoursPass(24);
    const all = await mails();
    expect(all).toHaveLength(2);
    expect(all[1]?.subject).toContain("2 things");
  });
});

describe("when a mail is sent", () => {
  beforeEach(async () => {
    await watches(ana, "profile:senegal");
    await changes(ben);
    await gather();
    expect(await states()).toEqual(["waiting"]);
  });

  it.each<[string, () => Promise<unknown>]>([
    [
      "was withdrawn",
      async () => {
        await pool().query("alter table revision disable trigger user");
        await pool().query("update revision set state = 'rejected' where number = 2");
      },
    ],
    ["was seen", () => transact(by(ana), (ctx) => markAllSeen(ctx, { at: Date.now() }))],
    [
      "is for someone who is suspended",
      () => pool().query("update member set state = 'suspended' where id = $1", [ana.id]),
    ],
  ])("leaves out what %s, and sends no empty mail", async (_, happens) => {
    await happens();
    await runDueJobs();
    expect(await mails()).toEqual([]);
    expect(await states()).toEqual(["needless"]);
  });

  it("skips former members without failing", async () => {
    await transact(by(ana), (ctx) => eraseMember(ctx, { typedHandle: ana.handle }));
    expect((await runDueJobs()).failed).toBe(0);
    expect(await mails()).toEqual([]);
    expect(await storedNotices()).toEqual([]);
  });
});

describe("failures", () => {
  let server: SMTPServer | undefined;
  afterEach(async () => {
    delete process.env.SMTP_URL;
    resetEnvironment();
    await new Promise<void>((done) => (server ? server.close(() => done()) : done()));
    server = undefined;
  });

  it("retry after a lost connection under the same message id", async () => {
    const names: string[] = [];
    const taken = await startServer(names);
    await watches(ana, "profile:senegal");
    await changes(ben);
    await gather();
    const { rows } = await pool().query("select id from notice_mail");
    const send = () => mailNotices({ noticeMailId: rows[0].id });
    await expect(send()).rejects.toThrow();
    expect(await states()).toEqual(["waiting"]);
    taken.isCutting = false;
    await send();
    await send();
    expect(names).toEqual([names[0], names[0]]);
    expect(await states()).toEqual(["sent"]);
  });

  it("create one mail from two simultaneous runs", async () => {
    await watches(ana, "profile:senegal");
    await changes(ben);
    await pool().query("update notice set due_at = now() - interval '1 minute'");
    await Promise.all([1, 2, 3].map(() => transact(SYSTEM, gatherNotices)));
    expect(await states()).toEqual(["waiting"]);
    await runDueJobs();
    expect(await mails()).toHaveLength(1);
  });

  /** A mail server that accepts mails but, while `isCutting`, closes the connection before confirming. */
  async function startServer(names: string[]): Promise<{ isCutting: boolean }> {
    const state = { isCutting: true };
    server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS"],
      onData(stream, session, done) {
        let text = "";
        stream.on("data", (chunk: Buffer) => (text += chunk.toString()));
        stream.on("end", () => {
          names.push(/^Message-ID: (.*)$/im.exec(text)?.[1] ?? "");
          if (!state.isCutting) return done();
          for (const connection of (server as unknown as { connections: Set<{ id: string; close(): void }> })
            .connections)
            if (connection.id === session.id) connection.close();
        });
      },
    });
    server.on("error", () => undefined);
    const { server: socket } = server;
    server.listen(0, "127.0.0.1");
    await once(socket, "listening");
    const { port } = socket.address() as AddressInfo;
    process.env.SMTP_URL = `smtp://127.0.0.1:${port}`;
    resetEnvironment();
    return state;
  }

  function resetEnvironment(): void {
    delete (globalThis as Record<symbol, unknown>)[Symbol.for("octopus.env")];
  }
});

describe("unsubscribe link", () => {
  const linkOf = (actor: Actor) => makeUnsubscribeToken({ memberId: actor.id, categories: ["profile"] });
  const turn = (token: string, isOn: boolean) =>
    transact(by(null), (ctx) => switchMails(ctx, { token, isOn }));

  it("stops and restarts exactly the categories of its mail", async () => {
    await watches(ana, "profile:senegal");
    await changes(ben);
    await Promise.all([turn(linkOf(ana), false), turn(linkOf(ana), false)]);
    expect((await readOwnSettings(ana)).mails).toMatchObject({
      profile: "none",
      region: "daily",
      decision: "now",
    });
    const { rows } = await pool().query("select details from audit_entry where fact = 'mails.switched'");
    expect(rows.map(({ details }) => details.isOn)).toEqual([false]);
    await hoursPass(200);
    expect(await mails()).toEqual([]);
    await turn(linkOf(ana), true);
    await hoursPass(1.1);
    expect(await mails()).toHaveLength(1);
  });

  it("works for members who are suspended or have not accepted the charter, as do their settings", async () => {
    await pool().query("update member set state = 'suspended' where id = $1", [ana.id]);
    await turn(linkOf(ana), false);
    const { rows } = await pool().query("select mails from notice_setting where member_id = $1", [ana.id]);
    expect(rows[0].mails.profile).toBe("none");
    const owing: Actor = { ...ben, roles: [], dormantRoles: ["member"], owesCharter: true };
    await choose(owing, { "mail-profile": "none" });
    expect((await readOwnSettings(owing)).mails.profile).toBe("none");
    expect(await refusal(watches(owing, "profile:senegal"))).toMatchObject({ reason: "charter_first" });
  });

  it("is invalid if altered, truncated, or of a former member", async () => {
    const link = linkOf(ana);
    const other = Buffer.from(ben.id.replaceAll("-", ""), "hex").toString("base64url");
    for (const bad of [
      link.slice(0, -1),
      link.replace("profile", "decision"),
      link.replace(/^[^.]+/, other),
      `${link}.x`,
      "",
      "x.y.z",
    ]) {
      expect(readUnsubscribeToken(bad)).toBeNull();
      expect(await refusal(turn(bad, false))).toMatchObject({ code: "gone", reason: "unsubscribe" });
    }
    await transact(by(ana), (ctx) => eraseMember(ctx, { typedHandle: ana.handle }));
    expect(await refusal(turn(link, false))).toMatchObject({ code: "gone" });
  });
});
