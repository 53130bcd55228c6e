import { z } from "zod";
import { listLinkingPageIds } from "@/lib/page-kinds";
import { rebuildProjections } from "@/lib/projections";
import { OPERATOR, transact } from "@/lib/transact";
import { command, say } from "./command";

/** Pages per transaction, so that saves need not wait long. */
const BATCH = 20;

export const rebuild = command({
  name: "projections:rebuild",
  about:
    "Rebuilds the tables of queries across countries and of links from the current revisions. If the database is consistent, nothing changes.",
  input: z.object({}),
  database: true,
  async run() {
    const pageIds = await listLinkingPageIds();
    let changed = 0;
    for (let from = 0; from < pageIds.length; from += BATCH) {
      const batch = pageIds.slice(from, from + BATCH);
      const done = await transact(OPERATOR, (ctx) => rebuildProjections(ctx, { pageIds: batch }), {
        evenReadOnly: true,
      });
      changed += done.changed;
    }
    say(`${pageIds.length} pages read, ${changed} rows changed`);
  },
});
