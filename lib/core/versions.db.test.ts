import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { closeDatabase, db, pool } from "@/db/client";
import { useDatabase } from "@/tests/support/database";
import { bumpVersions, readScopes, readUnmoved, readVersion, startDrawing, versionIn } from "./versions";

useDatabase();

describe("versions", () => {
  it("raises the sum only of documents with that scope", async () => {
    await bumpVersions(db(), ["a", "b"]);
    await bumpVersions(db(), ["b"]);
    expect(await readVersion(["a"])).toBe(1);
    expect(await readVersion(["a", "b"])).toBe(3);
    expect(await readVersion(["never"])).toBe(0);
    expect(versionIn(await readScopes(["a", "b"]), ["b"])).toBe(2);
  });

  it("answers simultaneous questions with one query that starts after the last of them", async () => {
    await bumpVersions(db(), ["a"]);
    const first = readVersion(["a"]);
    // While the first query runs, commit a change, then ask again: the later answers must include it.
    await bumpVersions(db(), ["a", "b"]);
    const later = await Promise.all([readVersion(["a"]), readVersion(["b"]), readVersion(["a", "b"])]);
    expect(later).toEqual([2, 1, 3]);
    expect([1, 2]).toContain(await first);
  });

  it("reports an error to everyone who asked while the database was away, and recovers", async () => {
    const url = process.env.DATABASE_URL;
    await closeDatabase();
    process.env.DATABASE_URL = "postgres://nobody@127.0.0.1:1/none";
    const asked = await Promise.allSettled([readVersion(["a"]), readVersion(["b"]), readVersion(["c"])]);
    expect(asked.map((one) => one.status)).toEqual(["rejected", "rejected", "rejected"]);
    await closeDatabase();
    process.env.DATABASE_URL = url;
    expect(await readVersion(["a"])).toBe(0);
  });
});

/**
 * Waits until every transaction that began before now has ended. Those of other tests count too: snapshots
 * cover all databases of the server.
 */
async function olderEnded(): Promise<void> {
  const asked = await pool().query<{ next: string }>(
    "select pg_snapshot_xmax(pg_current_snapshot())::text as next",
  );
  const isOver = `select pg_snapshot_xmin(pg_current_snapshot())::text::numeric >= $1 as "isOver"`;
  for (;;) {
    const { rows } = await pool().query<{ isOver: boolean }>(isOver, [asked.rows[0]?.next]);
    if (rows[0]?.isOver) return;
    await sleep(20);
  }
}

describe("scopes found during a drawing", () => {
  it("are usable when none was raised since the drawing began", async () => {
    await bumpVersions(db(), ["known", "found"]);
    await olderEnded();
    const start = await startDrawing(["known"]);
    expect([...start.numbers]).toEqual([["known", 1]]);
    await bumpVersions(db(), ["other"]);
    expect(await readUnmoved(["found", "never"], start)).toEqual(new Map([["found", 1]]));
  });

  it("are not usable when one was raised since, whether new or known", async () => {
    await bumpVersions(db(), ["found"]);
    const start = await startDrawing(["known"]);
    await bumpVersions(db(), ["found"]);
    await bumpVersions(db(), ["first"]);
    expect(await readUnmoved(["found"], start)).toBeNull();
    expect(await readUnmoved(["first"], start)).toBeNull();
    await olderEnded();
    expect(await readUnmoved(["found"], await startDrawing([]))).toEqual(new Map([["found", 2]]));
  });

  it("are not usable when a transaction already running raised one later", async () => {
    await bumpVersions(db(), ["found"]);
    let start = await startDrawing([]);
    await db().transaction(async (tx) => {
      // A savepoint has its own transaction number, higher than its transaction's.
      await tx.transaction((inner) => bumpVersions(inner, ["found"]));
      start = await startDrawing([]);
    });
    expect(await readUnmoved(["found"], start)).toBeNull();
  });
});
