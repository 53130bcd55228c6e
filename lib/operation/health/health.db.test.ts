import { rmSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { saveFailure } from "@/db/schema/core";
import { file } from "@/db/schema/files";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { runDueJobs } from "@/lib/jobs/worker";
import { queueJob, SYSTEM, transact } from "@/lib/transact";
import { listFacts, setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { readMails } from "@/tests/support/mailbox";
import { giveRole, makeActor, makeMember } from "@/tests/support/members";
import { applyRetention } from "../retention";
import { listAlerts } from "./alerts";
import { checkHealth } from "./check-health";
import { countSaveFailure, flushSaveFailures } from "./save-failures";

useDatabase();

beforeEach(() => {
  rmSync(join(process.env.DATA_DIR ?? "", "mail"), { recursive: true, force: true });
  setEnvironment({ SMTP_URL: undefined, HEALTH_MAIL: undefined, HEALTH_LIMITS: "disk-gb=0" });
});

const MINUTE = 60_000;

async function upload(values: Partial<typeof file.$inferInsert>, minutesAgo: number): Promise<void> {
  const at = new Date(Date.now() - minutesAgo * MINUTE);
  const { id: uploaderId } = await makeMember();
  await db()
    .insert(file)
    .values({
      id: newId(),
      uploaderId,
      name: "a.pdf",
      type: "pdf" as const,
      size: 10,
      state: "clean" as const,
      sha256: "a".repeat(64),
      createdAt: at,
      touchedAt: at,
      ...values,
    });
}

const watch = () => queueJob(db() as never, { task: "watch-health", payload: {} }).then(() => runDueJobs());

describe("health", () => {
  it("measures uploads waiting for a check and files without read text", async () => {
    await upload({ state: "quarantined" }, 20);
    await upload({ state: "quarantined" }, 5);
    await upload({ reading: "waiting" }, 40);
    await upload({ reading: "read" }, 90);
    const { scans, search } = await checkHealth();
    expect(scans).toMatchObject({ waiting: 2, level: "warn" });
    expect(Math.floor(scans.oldestSeconds / 60)).toBe(20);
    expect(search).toMatchObject({ waiting: 1, level: "bad" });
    setEnvironment({ HEALTH_LIMITS: "search-lag=120,scan-backlog=10" });
    const again = await checkHealth();
    expect([again.scans.level, again.search.level]).toEqual(["bad", "ok"]);
  });

  it("counts every row while the index is rebuilt", async () => {
    await db().execute(sql`select graphile_worker.add_job('reindex-search', '{}'::json)`);
    await db().execute(sql`update graphile_worker._private_jobs set created_at = now() - interval '1 hour'`);
    const { search } = await checkHealth();
    expect(search.oldestSeconds).toBeGreaterThan(3500);
    expect(search.level).toBe("bad");
  });

  it("counts failed saves by cause, for a month", async () => {
    const now = new Date();
    for (let n = 0; n < 21; n += 1) countSaveFailure(new DomainError("unavailable", "busy"), now);
    countSaveFailure(null, now);
    countSaveFailure(new DomainError("conflict", "merge"), now);
    countSaveFailure(new DomainError("conflict", "merge"), new Date(now.getTime() - 5 * 60 * MINUTE));
    countSaveFailure(null, new Date(now.getTime() - 40 * 24 * 60 * MINUTE));
    await Promise.all([flushSaveFailures(), flushSaveFailures()]);
    countSaveFailure(new DomainError("conflict", "merge"), now);
    await flushSaveFailures();
    const { saves } = await checkHealth();
    expect(saves).toEqual({
      level: "bad",
      faults: 22,
      causes: [
        { cause: "conflict", lastHour: 2, lastDay: 3, isFault: false },
        { cause: "busy", lastHour: 21, lastDay: 21, isFault: true },
        { cause: "internal", lastHour: 1, lastDay: 1, isFault: true },
      ],
    });
    const before = await db().$count(saveFailure);
    await transact(SYSTEM, applyRetention);
    expect(await db().$count(saveFailure)).toBe(before - 1);
  });
});

describe("failed saves of the last hour", () => {
  it("are counted across full hours", async () => {
    const before = new Date("2026-11-29T09:58:00Z");
    for (let n = 0; n < 24; n += 1) countSaveFailure(null, before);
    await flushSaveFailures();
    expect((await checkHealth(new Date("2026-11-29T10:03:00Z"))).saves).toMatchObject({
      level: "bad",
      faults: 23,
    });
    expect((await checkHealth(new Date("2026-11-29T10:59:00Z"))).saves.faults).toBe(0);
    expect((await checkHealth(new Date("2026-11-29T11:00:00Z"))).saves.faults).toBe(0);
  });
});

describe("alert mails", () => {
  it("report a problem and its end once to each administrator, naming no one", async () => {
    const admin = await makeActor("administrator");
    const { id } = await makeMember({ locale: "fr", displayName: "Awa Secret" });
    await giveRole(id, "administrator");
    await makeActor("moderator");
    await upload({ state: "quarantined", name: "secret-name.pdf" }, 95);
    await watch();
    await watch();
    const mails = await readMails();
    expect(mails.map((mail) => mail.subject).sort()).toEqual([
      "A problem with the site",
      "Un problème du site",
    ]);
    const english = mails.find((mail) => mail.subject?.startsWith("A "))?.text ?? "";
    expect(english).toContain("Upload checks: 1 file to check, the oldest for 95 min.");
    expect(english).toContain("/admin/health");
    for (const mail of mails) expect(mail.text).not.toMatch(/Secret|secret-name|Member \d/);
    expect(await listAlerts(admin)).toMatchObject([{ cause: "scans" }]);

    await db().update(file).set({ state: "clean", reading: "read" });
    await watch();
    await watch();
    const subjects = (await readMails()).map((mail) => mail.subject).sort();
    expect(subjects).toEqual([
      "A problem with the site",
      "Resolved: a problem with the site",
      "Résolu\u00a0: un problème du site",
      "Un problème du site",
    ]);
    expect(await listAlerts(admin)).toEqual([]);
    expect((await listFacts()).filter((fact) => fact === "health.changed")).toHaveLength(2);
  });

  it("go to the configured address instead, in English", async () => {
    await makeActor("administrator");
    setEnvironment({ HEALTH_MAIL: "duty@example.org" });
    await upload({ state: "quarantined" }, 95);
    await watch();
    const mails = await readMails();
    expect(mails).toHaveLength(1);
    expect(mails[0]).toMatchObject({ subject: "A problem with the site" });
    expect(JSON.stringify(mails[0]?.to)).toContain("duty@example.org");
  });

  it("are listed for administrators only", async () => {
    await expect(listAlerts(await makeActor("moderator"))).rejects.toMatchObject({ code: "forbidden" });
  });
});
