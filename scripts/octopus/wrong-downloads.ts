import { z } from "zod";
import { db } from "@/db/client";
import { findWrongDownloads } from "@/lib/files";
import { command, say } from "./command";

export const wrongDownloads = command({
  name: "files:wrong-downloads",
  about:
    "Lists the restricted downloads in the log by members who had no right to them: by their roles at that time, and by where the file is used today. Changes nothing. Exit code 1 if there are any.",
  input: z.object({}),
  database: true,
  async run() {
    const { looked, wrong, unknown } = await findWrongDownloads(db());
    for (const { at, memberId, handle, fileId, name, places } of wrong)
      say(
        `${at.toISOString()} ${handle ?? `a former member (${memberId})`}: ${name} (${fileId}) of ${places.join(", ")}`,
      );
    say(`${looked} restricted downloads in the log, ${wrong.length} without a right`);
    if (unknown > 0) say(`${unknown} of files that are deleted or used nowhere any more: not compared`);
    return wrong.length > 0 ? 1 : 0;
  },
});
