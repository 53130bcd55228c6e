import { Readable } from "node:stream";
import { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { writeViews } from "@/lib/operation/views";
import { reading } from "@/lib/web/api/endpoint";

/** All counts of views as a file: by day, and older ones by month. For administrators. */
export const GET = reading({
  input: z.object({}),
  limit: "archive",
  async read(actor) {
    if (!actor) throw new DomainError("unauthenticated", "sign_in");
    if (!can(actor, "settings.change")) throw new DomainError("forbidden", "settings_change");
    const day = new Date().toISOString().slice(0, 10);
    const bytes = Readable.from(writeViews(), { objectMode: false });
    return new Response(Readable.toWeb(bytes) as ReadableStream<Uint8Array>, {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="figures-${day}.csv"`,
        "cache-control": "private, no-store",
        "content-security-policy": "sandbox; default-src 'none'",
      },
    });
  },
});
