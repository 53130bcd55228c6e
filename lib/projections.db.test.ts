import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { setting } from "@/db/schema/core";
import { OPERATOR } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { areProjectionsCurrent, projectionFormat, rebuildAllProjections } from "./projections";

useDatabase();

it("are current only after this version wrote them", async () => {
  expect(await areProjectionsCurrent()).toBe(false);
  await rebuildAllProjections(OPERATOR);
  expect(await areProjectionsCurrent()).toBe(true);
  await db()
    .update(setting)
    .set({ value: { format: projectionFormat([]) } })
    .where(eq(setting.key, "projections-format"));
  expect(await areProjectionsCurrent()).toBe(false);
});
