import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import * as exportRoute from "@/app/[locale]/admin/audit/export/route";
import * as auditPage from "@/app/[locale]/admin/audit/route";
import { db, pool } from "@/db/client";
import { auditEntry, auditLink } from "@/db/schema/core";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { runDueJobs } from "@/lib/jobs/worker";
import {
  askAuditCheck,
  checkAudit,
  findHead,
  findLastCheck,
  recordAuditExport,
  sealAudit,
  verifyAudit,
  writeAudit,
} from "@/lib/operation";
import { transact } from "@/lib/transact";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, makeActor } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { refusal } from "@/tests/support/sections";

useDatabase();
process.env.RATE_LIMITS = "off";

let admin: Actor;
/** Its id contains the moment, like that of a real entry. */
const entry = (given: object = {}, at = new Date()) => ({
  id: newId(at.getTime()),
  at,
  actorId: null,
  fact: "setting.changed",
  subject: "banner",
  details: { key: "banner" },
  via: "web",
  ip: "192.0.2.7",
  ...given,
});
const write = (...rows: object[]) =>
  db()
    .insert(auditEntry)
    .values(rows.map((row) => entry(row)));
/** Bypasses the triggers, as only someone with direct access to the database can. */
const tamper = async (statement: string) => {
  const client = await pool().connect();
  try {
    await client.query("set session_replication_role = replica");
    await client.query(statement);
  } finally {
    client.release(true);
  }
};
const kinds = async (known?: { seq: number; hash: string }) =>
  (await verifyAudit(known ?? null)).faults.map(({ kind, at }) => [kind, at]);

beforeEach(async () => {
  admin = await makeActor("administrator");
  await write({}, {}, {}, {}, {});
});

describe("hash chain of the log", () => {
  it("covers each entry once, in the order of sealing, and verifies", async () => {
    expect(await sealAudit()).toBe(5);
    expect(await sealAudit()).toBe(0);
    await write({});
    expect(await sealAudit()).toBe(1);
    const links = await db().select().from(auditLink).orderBy(auditLink.seq);
    expect(links.map(({ seq, signature }) => [seq, signature !== null])).toEqual([
      [1, false],
      [2, false],
      [3, false],
      [4, false],
      [5, true],
      [6, true],
    ]);
    expect(await findHead()).toEqual({ seq: 6, hash: links[5]?.hash });
    expect(await verifyAudit()).toMatchObject({ entries: 6, count: 0 });
  });

  it("blocks no writer, and includes late commits later", async () => {
    const client = await pool().connect();
    await client.query("begin");
    await client.query(
      `insert into audit_entry (id, at, fact, subject, details, via)
        values ($1, now() - interval '1 second', 'setting.changed', 'late', '{}', 'web')`,
      [newId(Date.now() - 1_000)],
    );
    expect(await sealAudit()).toBe(5);
    await client.query("commit");
    client.release();
    expect(await sealAudit()).toBe(1);
    expect(await verifyAudit()).toMatchObject({ entries: 6, count: 0 });
  });

  it("stays one chain when several seal at once", async () => {
    const done = await Promise.all([sealAudit(), sealAudit(), sealAudit()]);
    expect(done.reduce((sum, n) => sum + n, 0)).toBe(5);
    expect(await kinds()).toEqual([]);
  });

  it("stays valid when addresses expire, and cannot be changed", async () => {
    await sealAudit();
    await db().update(auditEntry).set({ ip: null });
    expect(await kinds()).toEqual([]);
    await expect(db().update(auditLink).set({ hash: "x" })).rejects.toThrow();
    await expect(db().delete(auditLink)).rejects.toThrow();
  });

  it.each([
    [
      "an entry is changed",
      'update audit_entry set details = \'{"key": "other"}\' where id = $',
      [["changed", "3"]],
    ],
    ["its actor is", "update audit_entry set actor_id = gen_random_uuid() where id = $", [["changed", "3"]]],
    ["an entry is gone", "delete from audit_entry where id = $", [["entry-gone", "3"]]],
  ])("detects when %s", async (_, statement, faults) => {
    await sealAudit();
    const [third] = await db().select().from(auditLink).where(eq(auditLink.seq, 3));
    await tamper(statement.replace("$", `'${third?.entryId}'`));
    expect(await kinds()).toEqual(faults);
  });

  it("detects a link removed with its entry, a truncated end, and an old entry added", async () => {
    await sealAudit();
    const head = await findHead();
    await tamper(
      "delete from audit_entry using audit_link l where l.entry_id = audit_entry.id and l.seq = 2",
    );
    await tamper("delete from audit_link where seq = 2");
    expect(await kinds()).toEqual([
      ["link-gone", "2"],
      ["changed", "3"],
    ]);
    await tamper("delete from audit_link where seq = 5");
    expect((await kinds()).map(([kind]) => kind)).toEqual(["link-gone", "changed", "unsigned"]);
    expect((await kinds(head ?? undefined)).at(-1)).toEqual(["other-head", "5"]);
    const id = newId(Date.now() - 10 * 86_400_000);
    await write({ id, at: new Date(Date.now() - 10 * 86_400_000) });
    await sealAudit();
    expect(await kinds()).toContainEqual(["unsealed", id]);
  });

  it("does not verify if rebuilt without the site's secret", async () => {
    await sealAudit();
    const head = await findHead();
    await tamper("delete from audit_link");
    await tamper("update audit_entry set subject = 'other'");
    const { AUTH_SECRET } = process.env;
    setEnvironment({ AUTH_SECRET: "another secret of somebody else, long enough" });
    await sealAudit();
    setEnvironment({ AUTH_SECRET });
    expect((await kinds(head ?? undefined)).map(([kind]) => kind)).toEqual(["unsigned", "other-head"]);
  });

  it("is verified by schedule and on request, with the result on the page", async () => {
    const ask = asker([[/^\/admin\/audit$/, auditPage]]);
    expect((await ask("/admin/audit", { as: admin })).body).toContain("No entries sealed yet");
    const { to } = await ask("/admin/audit", { as: admin, form: { form: "check" } });
    expect(to).toBe("/admin/audit?done=check");
    await runDueJobs();
    expect(await findLastCheck()).toMatchObject({ entries: 6, faults: 0 });
    for (const prefix of ["", "/fr", "/ar"]) {
      const { body } = await ask(`${prefix}/admin/audit`, { as: admin });
      expect(body).toContain(
        `6:${(await db().select().from(auditLink).where(eq(auditLink.seq, 6)))[0]?.hash}`,
      );
      expect(body).not.toMatch(/\badmin\.(?:audit|fact)\.[a-z]/);
    }
    await tamper("update audit_entry set subject = 'other' where fact = 'setting.changed'");
    expect((await checkAudit()).count).toBe(5);
    expect((await ask("/admin/audit", { as: admin })).body).toContain("5 faults in 7 entries");
    const moderator = await makeActor("moderator");
    expect(await refusal(transact(by(moderator), askAuditCheck))).toMatchObject({ code: "forbidden" });
  });
});

describe("log export", () => {
  const QUERY = { fact: undefined, who: undefined, about: undefined, from: undefined, to: undefined };
  const take = (format: "csv" | "jsonl", query: object = {}) =>
    text(Readable.from(writeAudit(format, { ...QUERY, ...query } as never)));

  it("has each entry with its link, filtered like the list, in both formats", async () => {
    await sealAudit();
    await write({ fact: "job.removed", subject: "=1+1", details: { jobId: 'say "x",\r\ny' } });
    const lines = (await take("jsonl")).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line).seq)).toEqual([1, 2, 3, 4, 5, null]);
    expect((await take("jsonl", { fact: "job.removed" })).trim().split("\n")).toHaveLength(1);
    const csv = await take("csv", { fact: "job.removed" });
    expect(csv).toMatch(/^\uFEFFid,at,actor,fact,subject,details,via,address,seq,hash\r\n/);
    expect(csv).toContain(`,'=1+1,"{""jobId"":""say \\""x\\"",\\r\\ny""}",web,192.0.2.7,,\r\n`);
  });

  it("is read in batches to the end", async () => {
    await pool().query(
      `insert into audit_entry (id, at, fact, subject, details, via)
        select gen_random_uuid(), now(), 'job.removed', n::text, '{}', 'job' from generate_series(1, 2500) n`,
    );
    expect((await take("jsonl", { fact: "job.removed" })).trim().split("\n")).toHaveLength(2_500);
  });

  it("is for administrators with a recent password, and recorded first", async () => {
    const ask = asker([[/^\/admin\/audit\/export$/, exportRoute]]);
    const path = "/admin/audit/export?format=jsonl&fact=setting.changed";
    const { status, headers, body } = await ask(path, { as: admin });
    expect([status, headers.get("content-type")]).toEqual([200, "application/jsonl; charset=utf-8"]);
    expect(headers.get("content-disposition")).toMatch(/^attachment; filename="audit-[\d-]+\.jsonl"$/);
    expect(body.trim().split("\n")).toHaveLength(5);
    const [kept] = await db().select().from(auditEntry).where(eq(auditEntry.fact, "audit.exported"));
    expect(kept).toMatchObject({
      actorId: admin.id,
      details: { format: "jsonl", filters: '{"fact":"setting.changed"}' },
    });
    const stale = await actorOf(admin.id, { confirmedAt: new Date(Date.now() - 700_000) });
    expect((await ask(path, { as: stale })).to).toMatch(
      /^\/me\/confirm\?next=%2Fadmin%2Faudit%2Fexport%3Fformat/,
    );
    expect((await ask(path, { as: await makeActor("moderator") })).status).toBe(403);
    expect((await ask(path, { as: { ...admin, scopes: [] } })).status).toBe(403);
    expect((await ask(path)).status).toBe(401);
    const query = { ...QUERY } as never;
    const run = (as: Actor) => transact(by(as), (ctx) => recordAuditExport(ctx, { format: "csv", query }));
    expect(await refusal(run(stale))).toMatchObject({ reason: "confirm_first" });
    expect(await db().execute(sql`select 1 from audit_entry where fact = 'audit.exported'`)).toMatchObject({
      rowCount: 1,
    });
  });
});
