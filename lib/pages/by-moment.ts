import { asc, desc, type SQL, sql } from "drizzle-orm";
import { revision } from "@/db/schema/revisions";
import { momentKey, readMomentKey } from "@/lib/core/moments";
import { cutPage, PAGE_SIZE, type Page } from "@/lib/core/paging";
import type { ListedAt } from "./contributions";

/**
 * Pages a list of revisions of many pages by moment and id, since one save may create two revisions at the
 * same moment. For a query of `revision`; reads one row more than a page has.
 */
export function byMoment({ before, after }: ListedAt, first: "newest" | "oldest", size = PAGE_SIZE) {
  const isNewest = first === "newest";
  const [cursor, back] = isNewest ? [before, after] : [after, before];
  const backwards = back !== undefined;
  const isDown = isNewest !== backwards;
  const place = readMomentKey(back ?? cursor);
  const way = isDown ? desc : asc;
  const past: SQL | undefined =
    place === null
      ? undefined
      : sql`(${revision.createdAt}, ${revision.id}) ${isDown ? sql`<` : sql`>`} (${place.at}, ${place.id}::uuid)`;
  return {
    past,
    order: [way(revision.createdAt), way(revision.id)],
    limit: size + 1,
    cut: <Row extends { id: string; createdAt: Date }>(rows: Row[]): Page<Row> =>
      cutPage(rows, ({ createdAt, id }) => momentKey({ at: createdAt, id }), { size, cursor, backwards }),
  };
}
