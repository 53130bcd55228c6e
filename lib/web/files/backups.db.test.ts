import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { session } from "@/db/schema/sign-in";
import { backupsFolder } from "@/lib/backup/shelf";
import type { Actor } from "@/lib/core/actor";
import { useDatabase } from "@/tests/support/database";
import { useFileDoor } from "@/tests/support/file-door";
import { makeActor } from "@/tests/support/members";

useDatabase();
const { ask } = useFileDoor();

const NAME = "2026-11-03.tar.gz";
const AT = `/admin/backups/${NAME}`;
const BYTES = Buffer.from("0123456789".repeat(1000));
let admin: Actor;

beforeEach(async () => {
  mkdirSync(backupsFolder(), { recursive: true });
  writeFileSync(join(backupsFolder(), NAME), BYTES);
  admin = await makeActor("administrator");
});

const downloads = () =>
  db()
    .select({ details: auditEntry.details, actorId: auditEntry.actorId })
    .from(auditEntry)
    .where(eq(auditEntry.fact, "backup.downloaded"));

describe("the download of a backup", () => {
  it("is for administrators, and recorded", async () => {
    const answer = await ask(AT, { as: admin });
    expect(answer.status).toBe(200);
    expect(answer.bytes.equals(BYTES)).toBe(true);
    expect(answer.headers).toMatchObject({
      "content-length": String(BYTES.length),
      "content-disposition": expect.stringContaining(NAME),
      "cache-control": "private, no-store",
    });
    expect(await downloads()).toEqual([{ details: { key: NAME, from: 0 }, actorId: admin.id }]);
  });

  it("does not exist for anyone else, whether or not there is such a file", async () => {
    const missing = "/admin/backups/2026-11-04.tar.gz";
    for (const as of [null, await makeActor(), await makeActor("moderator"), await makeActor("trusted")]) {
      const [real, none] = [await ask(AT, { as }), await ask(missing, { as })];
      expect([real.status, none.status]).toEqual([404, 404]);
      expect(real.text.replaceAll(NAME, "")).toBe(none.text.replaceAll("2026-11-04.tar.gz", ""));
    }
    expect(await downloads()).toEqual([]);
  });

  it("needs the second factor, and the password given lately", async () => {
    await db()
      .update(session)
      .set({ secondFactorAt: null })
      .where(eq(session.id, admin.sessionId ?? ""));
    expect((await ask(AT, { as: admin })).headers.location).toBe("/me/security?needs=two-factor");
    const late = await makeActor("administrator");
    const before = new Date(Date.now() - 11 * 60_000);
    await db()
      .update(session)
      .set({ confirmedAt: before, createdAt: before })
      .where(eq(session.id, late.sessionId ?? ""));
    const answer = await ask(`/fr${AT}`, { as: late });
    expect([answer.status, answer.headers.location]).toEqual([
      303,
      `/fr/me/confirm?next=${encodeURIComponent("/fr/admin/backups")}`,
    ]);
    expect(await downloads()).toEqual([]);
  });

  it("continues where it broke off, unless the file is another one by now", async () => {
    const whole = await ask(AT, { as: admin });
    const tag = whole.headers.etag ?? "";
    const part = await ask(AT, { as: admin, headers: { range: "bytes=9990-", "if-range": tag } });
    expect([part.status, part.text, part.headers["content-range"]]).toEqual([
      206,
      "0123456789",
      "bytes 9990-9999/10000",
    ]);
    writeFileSync(join(backupsFolder(), NAME), "another one");
    const again = await ask(AT, { as: admin, headers: { range: "bytes=5-", "if-range": tag } });
    expect([again.status, again.text]).toEqual([200, "another one"]);
    expect((await ask(AT, { as: admin, headers: { range: "bytes=99-" } })).status).toBe(416);
    expect((await ask(AT, { as: admin, method: "HEAD" })).headers["content-length"]).toBe("11");
    expect(await downloads()).toHaveLength(3);
  });

  it("continues after ten minutes without the password in the session that began it, and nowhere else", async () => {
    const tag = (await ask(AT, { as: admin })).headers.etag ?? "";
    const other = await makeActor("administrator");
    const before = new Date(Date.now() - 11 * 60_000);
    await db().update(session).set({ confirmedAt: before, createdAt: before });
    const ofFile = tag.replace(/-.{43}"$/, '"');
    const asked = (as: Actor, headers: Record<string, string>) => ask(AT, { as, headers });
    const rest = await asked(admin, { range: "bytes=9990-", "if-range": tag });
    expect([rest.status, rest.text, rest.headers.etag]).toEqual([206, "0123456789", tag]);
    expect((await asked(other, { range: "bytes=9990-", "if-range": tag })).status).toBe(403);
    expect((await asked(admin, { range: "bytes=9990-", "if-range": ofFile })).status).toBe(403);
    expect((await asked(admin, { range: "bytes=9990-" })).status).toBe(403);
    expect((await asked(admin, { "if-range": tag })).status).toBe(303);
    expect(await downloads()).toHaveLength(2);
    rmSync(join(backupsFolder(), NAME));
    expect((await asked(admin, { range: "bytes=9990-", "if-range": tag })).status).toBe(403);
  });

  it("is not found once it was deleted", async () => {
    rmSync(join(backupsFolder(), NAME));
    expect((await ask(AT, { as: admin })).status).toBe(404);
  });

  it.each([
    "/admin/backups/..%2fauth-secret",
    "/admin/backups/mine.tar.gz",
    "/admin/backups/2026-11-03.tar.gz.enc.x",
  ])("%s is no backup", async (path) => {
    writeFileSync(join(backupsFolder(), "mine.tar.gz"), "an operator's own");
    const { text } = await ask(path, { as: admin });
    expect(text).not.toContain("operator");
  });
});
