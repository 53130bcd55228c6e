import { z } from "zod";
import { isDomainError } from "@/lib/core/errors";
import { endImport, listImported, undoImported } from "@/lib/discussions";
import { OPERATOR, transact } from "@/lib/transact";
import { CommandError, command, say } from "./command";

/** Takes back what a run of `discussions:import` made. */
export const discussionsUndoImport = command({
  name: "discussions:undo-import",
  about:
    "Hides the topics and replies that a run of `discussions:import` made. They can then be imported again; moderators still see the hidden ones.",
  operands: ["RUN"],
  input: z.object({ run: z.uuid("not the id of a run") }),
  database: true,
  async run({ run: runId }) {
    const pages = await listImported(runId).catch((error: unknown) => {
      if (isDomainError(error)) throw new CommandError("there is no such run");
      throw error;
    });
    let messages = 0;
    for (const pageId of pages)
      messages += await transact(OPERATOR, (ctx) => undoImported(ctx, { runId, pageId }));
    await transact(OPERATOR, (ctx) => endImport(ctx, runId));
    say(`${messages} messages in ${pages.length} topics hidden`);
  },
});
