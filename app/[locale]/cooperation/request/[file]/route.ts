import { z } from "zod";
import { drawBlankForm } from "@/lib/cooperation/request";
import { DomainError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { document } from "@/lib/web/pages/document";

const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** A blank form of a request as a Word file, to fill in without scripts. The same for every reader. */
export const GET = document({
  params: z.object({ file: z.string().regex(/^[a-z0-9-]{1,40}\.docx$/) }),
  async render({ file }) {
    const text = await drawBlankForm(file, new URL(env().APP_URL).host);
    if (!text) throw new DomainError("not_found", "file");
    return { text, type: TYPE, headers: { "content-disposition": `attachment; filename="${file}"` } };
  },
});
