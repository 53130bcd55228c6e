import { afterEach, describe, expect, it } from "vitest";
import { useDatabase } from "@/tests/support/database";
import { closeDatabase, db, inLane, laneSizes, openLanes, pool } from "./client";

useDatabase({ keep: true });
afterEach(closeDatabase);

describe("lanes of connections", () => {
  it("divide what a process may open, and leave each at least one", () => {
    expect(laneSizes(10)).toEqual({ versions: 1, search: 2, reading: 3, work: 4 });
    for (const total of [4, 5, 7, 10, 20, 60]) {
      const sizes = Object.values(laneSizes(total));
      expect(sizes.reduce((sum, size) => sum + size)).toBe(total);
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(1);
    }
  });

  it("are one unless a process opens them", async () => {
    expect(inLane("search", () => pool())).toBe(pool());
    expect(pool("versions")).toBe(pool());
  });

  it("do not wait for each other: a version is read while searches use all their connections", async () => {
    await closeDatabase();
    openLanes();
    const searches = inLane("search", () =>
      Promise.all(Array.from({ length: 4 }, () => db().execute("select pg_sleep(0.3)"))),
    );
    let areDone = false;
    const done = searches.then(() => {
      areDone = true;
    });
    for (let n = 0; n < 20; n++) await pool("versions").query("select 1");
    await inLane("reading", () => db().execute("select 1"));
    await db().execute("select 1");
    expect(areDone).toBe(false);
    await done;
    expect(pool("search").totalCount).toBe(2);
  });
});
