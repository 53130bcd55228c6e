import { z } from "zod";
import { can } from "@/lib/core/policy";
import { writeViews } from "@/lib/operation/views";
import { streamedFile } from "@/lib/web/api/administrators-file";
import { reading } from "@/lib/web/api/endpoint";

const FILE = { name: "figures", extension: "csv", type: "text/csv; charset=utf-8" };

/** All counts of views as a file: by day, and older ones by month. For administrators. */
export const GET = reading({
  input: z.object({}),
  limit: "archive",
  only: { allows: (actor) => can(actor, "settings.change"), reason: "settings_change" },
  async read() {
    return streamedFile(FILE, writeViews());
  },
});
