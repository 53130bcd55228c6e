import { Readable } from "node:stream";
import { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { localePath } from "@/lib/i18n/locales";
import { writeViews } from "@/lib/operation/views";
import { localeOf } from "@/lib/web/address";
import { reading } from "@/lib/web/api/endpoint";
import { requestContext } from "@/lib/web/request-context";

/** All counts of views as a file: by day, and older ones by month. For administrators. */
export const GET = reading({
  input: z.object({}),
  limit: "archive",
  async read(actor) {
    if (!actor) throw new DomainError("unauthenticated", "sign_in");
    if (!can(actor, "settings.change")) {
      if (!actor.dormantRoles.includes("administrator"))
        throw new DomainError("forbidden", "settings_change");
      const locale = localeOf(requestContext()?.pathname ?? "");
      const location = localePath(locale, "/me/security?needs=two-factor");
      return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
    }
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
