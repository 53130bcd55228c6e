import { z } from "zod";
import { reindexAll } from "@/lib/searchables";
import { OPERATOR } from "@/lib/transact";
import { command, say } from "./command";

export const searchReindex = command({
  name: "search:reindex",
  about:
    "Rebuilds the search index from the stored content. If the database is consistent, nothing changes. Safe to interrupt and to repeat.",
  input: z.object({}),
  database: true,
  async run() {
    let shown = 0;
    const { read, changed } = await reindexAll(OPERATOR, (done) => {
      if (!process.stderr.isTTY || done - shown < 50) return;
      shown = done;
      process.stderr.write(`\r${done} read`);
    });
    if (shown > 0) process.stderr.write("\r");
    say(`${read} things read, ${changed} rows changed`);
  },
});
