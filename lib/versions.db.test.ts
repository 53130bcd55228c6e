import { describe, expect, it } from "vitest";
import { closeDatabase, db } from "@/db/client";
import { useDatabase } from "@/tests/support/database";
import { bumpVersions, readScopes, readVersion, versionIn } from "./versions";

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
