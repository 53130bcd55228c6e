import { eq } from "drizzle-orm";
import { Logger, runOnce } from "graphile-worker";
import { describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { auditEntry, setting } from "@/db/schema/core";
import { newId } from "@/lib/core/id";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { markStale, readVersion, scope } from "./core/versions";
import { OPERATOR, queueJob, transact } from "./transact";

useDatabase();

const origin = { via: "web", ip: "192.0.2.7", device: null } as const;

describe("a transaction", () => {
  it("refuses to commit when the policy was never asked", async () => {
    const run = transact(OPERATOR, async (ctx) => {
      await ctx.tx.insert(setting).values({ key: "a", value: {}, updatedAt: ctx.now });
      ctx.skipAudit("a test");
    });
    await expect(run).rejects.toThrow(/without asking the policy/);
    expect(await db().select({ key: setting.key }).from(setting)).toEqual([]);
  });

  it("refuses to commit if nothing was recorded without a reason", async () => {
    const run = transact(OPERATOR, async (ctx) => ctx.asSystem("a test"));
    await expect(run).rejects.toThrow(/without recording/);
  });

  it("records who did what and from where, queues consequences and makes documents stale, or nothing at all", async () => {
    const actor = await makeActor();
    const before = await readVersion([scope.site]);
    await transact({ actor, origin }, async (ctx) => {
      ctx.asSystem("a test");
      await ctx.record("setting.changed", { key: "read-only" });
      await ctx.record("reset.requested", { memberId: actor.id });
    });
    const [entry] = await db()
      .select({
        actorId: auditEntry.actorId,
        ip: auditEntry.ip,
        subject: auditEntry.subject,
        via: auditEntry.via,
      })
      .from(auditEntry)
      .where(eq(auditEntry.fact, "setting.changed"));
    expect(entry).toEqual({ actorId: actor.id, ip: "192.0.2.7", subject: "read-only", via: "web" });
    expect(await readVersion([scope.site])).toBe(before + 1);
    const jobs = await pool().query(
      "select task_identifier as task, payload from graphile_worker.jobs j join graphile_worker._private_jobs p using (id)",
    );
    expect(jobs.rows).toEqual([{ task: "mail-reset", payload: { memberId: actor.id } }]);

    const failing = transact({ actor, origin }, async (ctx) => {
      ctx.asSystem("a test");
      await ctx.record("setting.changed", { key: "read-only" });
      throw new Error("after all");
    });
    await expect(failing).rejects.toThrow("after all");
    expect(await readVersion([scope.site])).toBe(before + 1);
    expect(await db().select({ id: auditEntry.id }).from(auditEntry)).toHaveLength(2);
  });

  it("raises a scope that an engine marks as stale, and refuses to mark one outside of a transaction of its own", async () => {
    const before = await readVersion([scope.search]);
    await transact(OPERATOR, async (ctx) => {
      ctx.asSystem("a test");
      ctx.skipAudit("a test");
      markStale(ctx.tx, scope.search);
      markStale(ctx.tx, scope.search);
    });
    expect(await readVersion([scope.search])).toBe(before + 1);
    const outside = db().transaction(async (tx) => markStale(tx, scope.search));
    await expect(outside).rejects.toThrow(/outside of transact/);
    expect(await readVersion([scope.search])).toBe(before + 1);
  });

  it("sends a mail that someone waits for before reading files that arrived earlier", async () => {
    const id = newId();
    await db().transaction(async (tx) => {
      await queueJob(tx, { task: "read-file", payload: { fileId: id } });
      await queueJob(tx, { task: "tell-watchers", payload: { revisionId: id } });
      await queueJob(tx, { task: "mail-reset", payload: { memberId: id } });
    });
    const begun: string[] = [];
    const note = (name: string) => async () => {
      begun.push(name);
    };
    const names = ["read-file", "tell-watchers", "mail-reset"];
    await runOnce({
      pgPool: pool(),
      taskList: Object.fromEntries(names.map((name) => [name, note(name)])),
      concurrency: 1,
      noHandleSignals: true,
      logger: new Logger(() => () => undefined),
    });
    expect(begun).toEqual(["mail-reset", "tell-watchers", "read-file"]);
  });

  it("throws the policy's error: unauthenticated for visitors, forbidden for members", async () => {
    const visitor = transact({ actor: null, origin }, async (ctx) => ctx.authorize("settings.change"));
    await expect(visitor).rejects.toMatchObject({ code: "unauthenticated" });
    const member = transact({ actor: await makeActor(), origin }, async (ctx) =>
      ctx.authorize("settings.change"),
    );
    await expect(member).rejects.toMatchObject({ code: "forbidden", reason: "settings_change" });
  });

  it("takes no writes in read-only mode but those that must go on", async () => {
    await db()
      .insert(setting)
      .values({ key: "read-only", value: { isOn: true, banner: "" }, updatedAt: new Date() });
    const write = (evenReadOnly: boolean) =>
      transact(
        OPERATOR,
        async (ctx) => {
          ctx.asSystem("a test");
          ctx.skipAudit("a test");
          return "done";
        },
        { evenReadOnly },
      );
    await expect(write(false)).rejects.toMatchObject({ code: "unavailable", reason: "read_only" });
    await expect(write(true)).resolves.toBe("done");
  });
});

describe("retention", () => {
  it("keeps audit entries as they were written, but for the address", async () => {
    await transact({ actor: null, origin }, async (ctx) => {
      ctx.asSystem("a test");
      await ctx.record("setting.changed", { key: "x" });
    });
    await expect(db().delete(auditEntry)).rejects.toThrow();
    await expect(db().update(auditEntry).set({ fact: "other" })).rejects.toThrow();
    await db().update(auditEntry).set({ ip: null });
    const rows = await db().select({ ip: auditEntry.ip, fact: auditEntry.fact }).from(auditEntry);
    expect(rows).toEqual([{ ip: null, fact: "setting.changed" }]);
  });
});
