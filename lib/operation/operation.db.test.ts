import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { application, dataExport, member } from "@/db/schema/accounts";
import { auditEntry, jobRun, rateLimit } from "@/db/schema/core";
import { draft, presence, section } from "@/db/schema/revisions";
import { searchMiss, searchWord } from "@/db/schema/search";
import { apiAnswer, heldForm, knownDevice, session, token } from "@/db/schema/sign-in";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { listVersions } from "@/lib/core/versions";
import { changeLanguage } from "@/lib/members";
import { OPERATOR, SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor, makeMember, makeSession } from "@/tests/support/members";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import {
  applyRetention,
  changeReadOnlyMode,
  findHealth,
  findReadOnlyMode,
  findSiteFigures,
  listAudit,
  listJobRuns,
  listJobs,
  removeJob,
  retryJob,
} from "./index";
import { AuditQuery, ChangeReadOnlyMode } from "./model";
import { errorKindOf } from "./queries/job-queries";

useDatabase();

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY);

async function addJob(
  task: string,
  values: { attempts?: number; error?: string; runAt?: Date } = {},
): Promise<string> {
  const { rows } = await pool().query<{ id: string }>(
    "select id::text as id from graphile_worker.add_job($1, $2::json, run_at := $3, max_attempts := 8)",
    [task, JSON.stringify({ memberId: newId() }), values.runAt ?? new Date()],
  );
  const id = rows[0]?.id ?? "";
  if (values.attempts !== undefined) {
    await pool().query(
      "update graphile_worker._private_jobs set attempts = $2, last_error = $3 where id = $1",
      [id, values.attempts, values.error ?? null],
    );
  }
  return id;
}

describe("read-only mode", () => {
  const set = (actor: Actor | null, input: ChangeReadOnlyMode) =>
    transact(by(actor), (ctx) => changeReadOnlyMode(ctx, input), { evenReadOnly: true });

  it("stops writers at their next request, explains it on every page, and can be switched off", async () => {
    const admin = await makeActor("administrator");
    const other = await makeActor();
    await set(admin, { isOn: "on", banner: "Back at noon." });
    expect(await findReadOnlyMode()).toEqual({ isOn: true, banner: "Back at noon." });
    expect((await listVersions(db(), ["site"])).get("site")).toBe(1);
    await expect(transact(by(other), (ctx) => changeLanguage(ctx, { language: "fr" }))).rejects.toMatchObject(
      {
        code: "unavailable",
        reason: "read_only",
      },
    );
    await set(admin, { banner: "" });
    await transact(by(other), (ctx) => changeLanguage(ctx, { language: "fr" }));
  });

  it("is for administrators, and needs a banner", async () => {
    await expect(set(await makeActor("moderator"), { banner: "" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(set(null, { banner: "" })).rejects.toMatchObject({ code: "unauthenticated" });
    expect(ChangeReadOnlyMode.safeParse({ isOn: "on", banner: " " }).success).toBe(false);
  });
});

describe("audit log", () => {
  it("shows who did what to whom, when and from where, with filters for each", async () => {
    const admin = await makeActor("administrator");
    const awa = await makeActor();
    await transact(by(awa), (ctx) => changeLanguage(ctx, { language: "fr" }));
    await transact(by(admin), (ctx) => changeReadOnlyMode(ctx, { banner: "Hello" }));
    const list = async (query: object) =>
      (await listAudit(admin, AuditQuery.parse(query))).rows.map((row) => row.fact);
    const [setting, language] = (await listAudit(admin, {})).rows;
    expect(setting).toMatchObject({
      fact: "setting.changed",
      about: { kind: "other", key: "read-only" },
      via: "web",
    });
    expect(language).toMatchObject({
      fact: "preference.changed",
      ip: "192.0.2.7",
      actor: { kind: "member", key: awa.handle },
      about: { kind: "member", key: awa.handle },
    });
    expect(await list({ fact: "setting.changed" })).toEqual(["setting.changed"]);
    expect(await list({ who: awa.handle })).toEqual(["preference.changed"]);
    expect(await list({ who: "nobody" })).toEqual([]);
    expect(await list({ about: awa.id })).toEqual(["preference.changed"]);
    expect(await list({ about: "read-only" })).toEqual(["setting.changed"]);
    const today = new Date().toISOString().slice(0, 10);
    expect(await list({ from: today, to: today })).toHaveLength(2);
    expect(await list({ to: ago(2).toISOString().slice(0, 10) })).toEqual([]);
    expect(await list({ from: "2026-02-31x" })).toHaveLength(2);
  });

  it("pages by key", async () => {
    const admin = await makeActor("administrator");
    for (let n = 0; n < 30; n += 1)
      await transact(by(admin), (ctx) => changeLanguage(ctx, { language: "fr" }));
    const first = await listAudit(admin, {});
    const second = await listAudit(admin, { before: first.next ?? "" });
    expect([first.rows.length, second.rows.length, first.total, second.next]).toEqual([25, 5, 30, null]);
    const back = await listAudit(admin, { after: second.previous ?? "" });
    expect(back.rows.map((row) => row.id)).toEqual(first.rows.map((row) => row.id));
  });

  it("is for administrators only, and cannot be changed", async () => {
    const moderator = await makeActor("moderator");
    await expect(listAudit(moderator, {})).rejects.toMatchObject({ code: "forbidden" });
    await transact(by(moderator), (ctx) => changeLanguage(ctx, { language: "fr" }));
    for (const statement of ["delete from audit_entry", "update audit_entry set fact = 'x'"]) {
      await expect(pool().query(statement)).rejects.toThrow(/append-only/);
    }
  });
});

describe("jobs", () => {
  it("are listed as waiting or failed, without error texts", async () => {
    const admin = await makeActor("administrator");
    await addJob("mail-reset");
    const failed = await addJob("mail-verification", {
      attempts: 8,
      error: "Error: connect ECONNREFUSED 10.0.0.7:25",
    });
    expect(await listJobs(admin, "waiting")).toMatchObject({
      total: 1,
      rows: [{ task: "mail-reset", attempts: 0 }],
    });
    expect(await listJobs(admin, "failed")).toMatchObject({
      total: 1,
      rows: [
        { id: failed, task: "mail-verification", attempts: 8, maxAttempts: 8, errorKind: "ECONNREFUSED" },
      ],
    });
  });

  it("are retried or removed, but not while running", async () => {
    const admin = await makeActor("administrator");
    const jobId = await addJob("mail-reset", { attempts: 8 });
    await transact(by(admin), (ctx) => retryJob(ctx, { jobId }));
    expect(await listJobs(admin, "waiting")).toMatchObject({ rows: [{ id: jobId, attempts: 0 }] });
    await pool().query(
      "update graphile_worker._private_jobs set locked_at = now(), locked_by = 'w' where id = $1",
      [jobId],
    );
    for (const command of [retryJob, removeJob]) {
      await expect(transact(by(admin), (ctx) => command(ctx, { jobId }))).rejects.toMatchObject({
        reason: "job_busy",
      });
    }
    await pool().query("update graphile_worker._private_jobs set locked_at = null, locked_by = null");
    await transact(by(admin), (ctx) => removeJob(ctx, { jobId }));
    expect((await listJobs(admin, "waiting")).total).toBe(0);
    await expect(transact(by(admin), (ctx) => retryJob(ctx, { jobId: "99" }))).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("are for administrators only", async () => {
    const other = await makeActor("moderator");
    const jobId = await addJob("mail-reset");
    for (const command of [retryJob, removeJob]) {
      await expect(transact(by(other), (ctx) => command(ctx, { jobId }))).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    await expect(listJobs(other, "failed")).rejects.toMatchObject({ code: "forbidden" });
    await expect(listJobRuns(other)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("show the kind of their error", () => {
    expect(errorKindOf("ZodError: [ secret ]")).toBe("ZodError");
    expect(errorKindOf("Error: getaddrinfo ENOTFOUND mail.example")).toBe("ENOTFOUND");
    expect(errorKindOf("something awa@example.org")).toBe("Error");
    expect(errorKindOf(null)).toBeNull();
  });
});

describe("health and figures", () => {
  it("are computed from current data", async () => {
    const admin = await makeActor("administrator");
    expect(await findHealth(admin)).toMatchObject({
      database: { level: "ok" },
      queue: { waiting: 0, failed: 0, level: "ok" },
      backup: { lastAt: null, level: "warn" },
      retention: { lastAt: null, level: "warn" },
    });
    await addJob("mail-reset", { attempts: 8 });
    await addJob("mail-reset", { runAt: new Date(Date.now() - 3_550_000) });
    await transact(OPERATOR, async (ctx) => {
      ctx.asSystem("a backup");
      await ctx.record("backup.made", { bytes: 1 });
    });
    await transact(SYSTEM, applyRetention);
    const health = await findHealth(admin);
    expect(health).toMatchObject({
      queue: { waiting: 1, failed: 1, level: "warn" },
      mail: { failed: 1 },
      backup: { level: "ok" },
      retention: { level: "ok" },
    });
    expect(health.queue.oldestSeconds).toBeGreaterThan(3500);
    expect((await findHealth(admin, new Date(Date.now() + 4 * DAY))).backup.level).toBe("bad");

    const pageId = await makeProfile({ slug: "senegal", iso2: "SN" });
    await makeRevision({ pageId, key: "policies", content: {}, authorId: admin.id });
    expect(await findSiteFigures(admin)).toMatchObject({
      profiles: 1,
      editsOfWeek: 1,
      editorsOfWeek: 1,
      signedInToday: 1,
    });
    const other = await makeActor();
    await expect(findHealth(other)).rejects.toMatchObject({ code: "forbidden" });
    await expect(findSiteFigures(other)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("retention", () => {
  it("deletes what is past its retention, keeps the rest, and records the run", async () => {
    const admin = await makeActor("administrator");
    const { id } = await makeMember();
    const old = await makeMember({ state: "unverified", createdAt: ago(7.1) });
    const young = await makeMember({ state: "unverified", createdAt: ago(6.9) });
    await db()
      .insert(application)
      .values({ id: newId(), memberId: old.id, reason: "r", state: "unconfirmed", createdAt: ago(7.1) });
    const entry = (at: Date) => ({
      id: newId(at.getTime()),
      at,
      fact: "preference.changed",
      subject: id,
      details: {},
      via: "web",
      ip: "192.0.2.7",
    });
    await db()
      .insert(auditEntry)
      .values([entry(ago(91)), entry(ago(89))]);
    await makeSession(id, { createdAt: ago(91), lastSeenAt: ago(89), ip: "192.0.2.7" });
    await makeSession(id, { createdAt: ago(120), lastSeenAt: ago(91), endedAt: ago(91) });
    const recent = await makeSession(id, { ip: "192.0.2.7" });
    const secret = (expiresAt: Date) => ({
      id: newId(),
      kind: "reset",
      memberId: id,
      hash: newId(),
      createdAt: ago(3),
      expiresAt,
    });
    await db()
      .insert(token)
      .values([secret(ago(2)), secret(ago(-1)), { ...secret(ago(2)), memberId: old.id }]);
    const held = (expiresAt: Date) => ({
      id: newId(),
      path: "/",
      fields: {},
      browser: "x",
      bytes: 1,
      createdAt: ago(1),
      expiresAt,
    });
    await db()
      .insert(heldForm)
      .values([held(ago(0.01)), held(ago(-0.01))]);
    const answered = (createdAt: Date) => ({
      id: newId(),
      memberId: id,
      fingerprint: "x",
      status: 200,
      body: {},
      createdAt,
    });
    await db()
      .insert(apiAnswer)
      .values([answered(ago(1.1)), answered(ago(0.9))]);
    const exported = (expiresAt: Date) => ({
      id: newId(),
      memberId: id,
      state: "ready",
      requestedAt: ago(8),
      expiresAt,
    });
    await db()
      .insert(dataExport)
      .values([exported(ago(0.1)), exported(ago(-1))]);
    await db()
      .insert(knownDevice)
      .values([
        { memberId: id, hash: "old", firstSeenAt: ago(400), lastSeenAt: ago(366) },
        { memberId: id, hash: "new", firstSeenAt: ago(400), lastSeenAt: ago(1) },
      ]);
    await db()
      .insert(rateLimit)
      .values([
        { key: "a", points: 1, expire: Date.now() - 1 },
        { key: "b", points: 1, expire: Date.now() + 60_000 },
      ]);
    const pageId = await makeProfile({ slug: "senegal", iso2: "SN" });
    await makeRevision({ pageId, key: "policies", content: {} });
    await makeRevision({ pageId, key: "laws", content: {} });
    const sections = await db().select({ id: section.id }).from(section);
    const [one = "", two = ""] = sections.map((row) => row.id);
    const drafted = (sectionId: string, updatedAt: Date) => ({
      id: newId(),
      memberId: id,
      sectionId,
      content: {},
      sequence: 1,
      updatedAt,
    });
    await db()
      .insert(draft)
      .values([drafted(one, ago(181)), drafted(two, ago(179))]);
    await db()
      .insert(presence)
      .values([
        { sectionId: one, memberId: id, seenAt: ago(2) },
        { sectionId: two, memberId: id, seenAt: new Date() },
      ]);
    await db()
      .insert(jobRun)
      .values({ id: newId(), task: "apply-retention", startedAt: ago(91), outcome: "done", counts: {} });
    const missed = (days: number) => ({
      day: ago(days).toISOString().slice(0, 10),
      query: "in vain",
      locale: "en",
    });
    await db()
      .insert(searchMiss)
      .values([missed(31), missed(29)]);
    // An unused word whose turn to be checked is in this hour.
    const hour = new Date().getUTCHours().toString(16).padStart(2, "0");
    await db()
      .insert(searchWord)
      .values({ id: newId().slice(0, -2) + hour, word: "forgotten", keys: [] });

    const expected = {
      auditAddresses: 1,
      sessionAddresses: 1,
      sessions: 1,
      tokens: 2,
      heldForms: 1,
      apiAnswers: 1,
      dataExports: 1,
      knownDevices: 1,
      invitations: 0,
      questions: 0,
      unconfirmedReports: 0,
      patrols: 0,
      roleProposals: 0,
      unreadPosts: 0,
      unverifiedMembers: 1,
      // Includes the decisions on applications.
      refusedApplicants: 0,
      drafts: 1,
      presences: 1,
      searchMisses: 1,
      searchWords: 1,
      rateLimits: 1,
      jobRuns: 1,
      // Tested next to their own code.
      exportWaiters: 0,
      previewLinks: 0,
      materialBins: 0,
      postBins: 0,
      materialMessages: 0,
      notices: 0,
      surplusNotices: 0,
      noticeMails: 0,
      toldRevisions: 0,
      subjectEvents: 0,
      pageEvents: 0,
      pageViews: 0,
      flags: 0,
      cleanUps: 0,
      filterHits: 0,
      staffNotes: 0,
      warnings: 0,
      suspensions: 0,
      errorReports: 0,
      exportBytes: 0,
      exportsUnmade: 0,
      saveFailures: 0,
      memberMessages: 0,
      inboundMails: 0,
      bounces: 0,
      bounceScores: 0,
      repliesInWork: 0,
      votes: 0,
      messageReports: 0,
      conversationAccesses: 0,
      webhookEvents: 0,
      pushSubscriptions: 0,
      spentChallenges: 0,
    };
    expect(await transact(SYSTEM, applyRetention)).toEqual(expected);
    expect(await listJobRuns(admin)).toMatchObject([
      { task: "apply-retention", outcome: "done", counts: expected },
    ]);
    const again = await transact(SYSTEM, applyRetention);
    expect(Object.values(again).every((n) => n === 0)).toBe(true);

    const left = await db().select({ id: member.id }).from(member).where(eq(member.state, "unverified"));
    expect(left).toEqual([{ id: young.id }]);
    const [kept] = await db().select({ ip: session.ip }).from(session).where(eq(session.id, recent));
    expect(kept?.ip).toBe("192.0.2.7");
    const proofs = await db()
      .select({ n: sql<number>`count(*)::int` })
      .from(auditEntry)
      .where(eq(auditEntry.fact, "retention.applied"));
    expect(proofs).toEqual([{ n: 2 }]);
  });

  it("works through more rows than one statement handles", async () => {
    await pool().query(
      `insert into held_form (id, path, fields, browser, bytes, created_at, expires_at)
       select gen_random_uuid(), '/', '{}', 'x', 1, now(), now() - interval '1 hour' from generate_series(1, 4500)`,
    );
    expect(await transact(SYSTEM, applyRetention)).toMatchObject({ heldForms: 4500 });
  });
});
