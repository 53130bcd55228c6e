import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { filterHit, textFilter } from "@/db/schema/filters";
import type { Ctx } from "@/lib/core/ctx";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { madeFilter } from "@/tests/support/filters";
import { by, makeActor } from "@/tests/support/members";
import { commented, publishedPost } from "@/tests/support/posts";
import { brakeFilter, setFilterStage, testFilter } from ".";

useDatabase();

const stop = async (ctx: Ctx, id: string) => {
  const [row] = await db().select({ seen: textFilter.version }).from(textFilter).where(eq(textFilter.id, id));
  return setFilterStage(ctx, { id, stage: "off", seen: row?.seen ?? 0 });
};

it.each<[string, (ctx: Ctx, id: string) => Promise<unknown>]>([
  ["a test", (ctx, id) => testFilter(ctx, { id })],
  ["a change", stop],
  ["the brake", (ctx, filterId) => brakeFilter(ctx, { filterId })],
])("%s of a filter that is not finished stops no writer whose text it catches", async (_, command) => {
  const writer = await makeActor("trusted");
  const slug = await publishedPost(await makeActor());
  const id = await madeFilter({}, "warn");
  await transact(by(await makeActor("administrator")), async (ctx) => {
    await command(ctx, id);
    // In a connection of its own, while the filter is still locked: the hit that it stores refers to the locked row.
    await commented(writer, slug, "Come to my casino");
  });
  expect(await db().select({ outcome: filterHit.outcome }).from(filterHit)).toEqual([{ outcome: "sent" }]);
});
