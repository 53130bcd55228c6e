import type { z } from "zod";
import type { Queryable } from "@/db/client";
import type { ResourceName } from "@/lib/vocabulary/open-lists";
import type { Listed, Place } from "./lists/place";

/** A list: its query and its rows. The API and the dumps read it with the same function. */
export interface Resource<Query extends z.ZodObject = z.ZodObject> {
  query: Query;
  list: (query: z.infer<Query>, on?: Queryable) => Promise<Listed<object>>;
  /** Most rows of a page. */
  most: number;
}

export const resource = <Query extends z.ZodObject>(
  query: Query,
  most: number,
  list: (query: z.infer<Query>, on?: Queryable) => Promise<Listed<object>>,
): Resource<Query> => ({ query, list, most });

/** Every list, by name. The table names every domain, so it is passed to the dumps (`lib/open-lists.ts`). */
export type Lists = Readonly<Record<ResourceName, Pick<Resource, "most"> & { list: unknown }>>;

/** Yields every row of a list, page by page, so that only one page is in memory. */
export async function* everyRow({ list, most }: Lists[ResourceName], on: Queryable): AsyncGenerator<object> {
  const read = list as (query: Place, on: Queryable) => Promise<Listed<object>>;
  let after: string | undefined;
  for (;;) {
    const page = await read({ limit: most, ...(after === undefined ? {} : { after }) }, on);
    yield* page.rows;
    if (page.next === null) return;
    after = page.next;
  }
}
