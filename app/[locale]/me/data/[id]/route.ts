import { z } from "zod";
import { isConfirmed } from "@/lib/core/step-up";
import { localePath } from "@/lib/i18n/locales";
import { downloadDataExport } from "@/lib/members";
import { transact } from "@/lib/transact";
import { localeOf } from "@/lib/web/address";
import { reading } from "@/lib/web/api/endpoint";
import { requestContext, requestOrigin } from "@/lib/web/request-context";

/** The file of an export, for its member, after a recent confirmation of identity. The download is recorded. */
export const GET = reading({
  input: z.object({ id: z.uuid() }),
  limit: "export",
  async read(actor, { id }, request) {
    if (actor?.scopes === null && !isConfirmed(actor, new Date())) {
      const here = requestContext()?.pathname ?? new URL(request.url).pathname;
      const location = `${localePath(localeOf(here), "/me/confirm")}?next=${encodeURIComponent(here)}`;
      return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
    }
    const { content, readyAt } = await transact(
      { actor, origin: requestOrigin() },
      (ctx) => downloadDataExport(ctx, { dataExportId: id }),
      { evenReadOnly: true },
    );
    return new Response(new Uint8Array(content), {
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": `attachment; filename="octopus-${readyAt.toISOString().slice(0, 10)}.json"`,
        "content-length": String(content.length),
        "cache-control": "private, no-store",
        "content-security-policy": "sandbox; default-src 'none'",
      },
    });
  },
});
