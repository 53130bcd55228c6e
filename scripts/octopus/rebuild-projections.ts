import { z } from "zod";
import { rebuildAllProjections } from "@/lib/projections";
import { OPERATOR } from "@/lib/transact";
import { command, say } from "./command";

export const rebuild = command({
  name: "projections:rebuild",
  about:
    "Rebuilds the tables of queries across countries and of links from the current revisions. If the database is consistent, nothing changes.",
  input: z.object({}),
  database: true,
  async run() {
    const { pages, changed } = await rebuildAllProjections(OPERATOR);
    say(`${pages} pages read, ${changed} rows changed`);
  },
});
