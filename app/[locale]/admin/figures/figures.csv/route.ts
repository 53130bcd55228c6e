import { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { writeViews } from "@/lib/operation/views";
import { leadToFactor, streamedFile } from "@/lib/web/api/administrators-file";
import { reading } from "@/lib/web/api/endpoint";

const FILE = { name: "figures", extension: "csv", type: "text/csv; charset=utf-8" };

/** All counts of views as a file: by day, and older ones by month. For administrators. */
export const GET = reading({
  input: z.object({}),
  limit: "archive",
  async read(actor) {
    if (!actor) throw new DomainError("unauthenticated", "sign_in");
    if (!can(actor, "settings.change")) return leadToFactor(actor, "settings_change");
    return streamedFile(FILE, writeViews());
  },
});
