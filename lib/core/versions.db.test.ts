import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { closeDatabase, db, pool } from "@/db/client";
import { useDatabase } from "@/tests/support/database";
import { bumpVersions, readScopes, readUnmoved, readVersion, startDrawing, versionIn } from "./versions";

useDatabase();

describe("versions", () => {
  it("are a sum that only those scopes raise", async () => {
    await bumpVersions(db(), ["a", "b"]);
    await bumpVersions(db(), ["b"]);
    expect(await readVersion(["a"])).toBe(1);
    expect(await readVersion(["a", "b"])).toBe(3);
    expect(await readVersion(["never"])).toBe(0);
    expect(versionIn(await readScopes(["a", "b"]), ["b"])).toBe(2);
  });

  it("are read together by all who ask at once, each as of a moment after it asked", async () => {
    await bumpVersions(db(), ["a"]);
    const first = readVersion(["a"]);
    // While the first is under way: a change that is done, and then questions that must see it.
    await bumpVersions(db(), ["a", "b"]);
    const later = await Promise.all([readVersion(["a"]), readVersion(["b"]), readVersion(["a", "b"])]);
    expect(later).toEqual([2, 1, 3]);
    expect([1, 2]).toContain(await first);
  });

  it("refuse everyone who asked a database that is away, and answer the next", async () => {
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
 * Waits until every transaction of the server that began before now has ended: those of other tests count as well,
 * since a snapshot is of all its databases.
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

describe("scopes that turn out to matter during a drawing", () => {
  it("vouch for it when none was raised since it began", async () => {
    await bumpVersions(db(), ["known", "found"]);
    await olderEnded();
    const start = await startDrawing(["known"]);
    expect([...start.numbers]).toEqual([["known", 1]]);
    await bumpVersions(db(), ["other"]);
    expect(await readUnmoved(["found", "never"], start)).toEqual(new Map([["found", 1]]));
  });

  it("do not vouch for it when one was raised meanwhile, for the first time or again", async () => {
    await bumpVersions(db(), ["found"]);
    const start = await startDrawing(["known"]);
    await bumpVersions(db(), ["found"]);
    await bumpVersions(db(), ["first"]);
    expect(await readUnmoved(["found"], start)).toBeNull();
    expect(await readUnmoved(["first"], start)).toBeNull();
    await olderEnded();
    expect(await readUnmoved(["found"], await startDrawing([]))).toEqual(new Map([["found", 2]]));
  });

  it("do not vouch for it when a transaction was under way that raised one later", async () => {
    await bumpVersions(db(), ["found"]);
    let start = await startDrawing([]);
    await db().transaction(async (tx) => {
      // A savepoint has a number of its own, above that of its transaction.
      await tx.transaction((inner) => bumpVersions(inner, ["found"]));
      start = await startDrawing([]);
    });
    expect(await readUnmoved(["found"], start)).toBeNull();
  });
});
