import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { textFilter } from "@/db/schema/filters";
import { makeFilter, removeFilter, setFilterStage, testFilter } from "@/lib/filtering";
import { FilterFields, PLACES, SetStage } from "@/lib/filtering/model";
import { transact } from "@/lib/transact";
import { by, makeActor } from "./members";

/** Returns the fields of a filter's form, with the given values. */
export const filterFields = (given: Record<string, unknown> = {}) => ({
  filterName: "Advertising",
  explanation: "No advertising, please.",
  words: "casino",
  hosts: "",
  minLinks: "",
  writers: "anyone",
  script: "",
  places: [...PLACES],
  ...given,
});

/** Makes a filter through its commands, tested if its stage needs that. Returns its id. */
export async function madeFilter(
  given: Record<string, unknown> = {},
  stage: SetStage["stage"] = "log",
): Promise<string> {
  const admin = by(await makeActor("administrator"));
  const { id } = await transact(admin, (ctx) => makeFilter(ctx, FilterFields.parse(filterFields(given))));
  if (stage === "log") return id;
  await transact(admin, (ctx) => testFilter(ctx, { id }));
  const [row] = await db().select({ seen: textFilter.version }).from(textFilter).where(eq(textFilter.id, id));
  await transact(admin, (ctx) => setFilterStage(ctx, SetStage.parse({ id, stage, ...row })));
  return id;
}

/** Deletes a filter through its command. */
export async function removedFilter(id: string): Promise<void> {
  const admin = by(await makeActor("administrator"));
  await transact(admin, (ctx) => removeFilter(ctx, { id }));
}
