import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { setting } from "@/db/schema/core";
import { OPERATOR } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { isSearchCurrent, reindexAll, searchFormat } from "./searchables";

useDatabase();

it("is not current after another version wrote the entries, and current after they were written again", async () => {
  expect(await isSearchCurrent()).toBe(false);
  await reindexAll(OPERATOR, undefined, []);
  expect(await isSearchCurrent()).toBe(true);
  await db()
    .update(setting)
    .set({ value: { format: searchFormat([]) } })
    .where(eq(setting.key, "search-format"));
  expect(await isSearchCurrent()).toBe(false);
  await reindexAll(OPERATOR, undefined, []);
  expect(await isSearchCurrent()).toBe(true);
});
