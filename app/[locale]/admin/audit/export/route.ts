import { Readable } from "node:stream";
import { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { isConfirmed } from "@/lib/core/step-up";
import { localePath } from "@/lib/i18n/locales";
import { AUDIT_FORMATS, recordAuditExport, writeAudit } from "@/lib/operation";
import { AuditQuery } from "@/lib/operation/model";
import { transact } from "@/lib/transact";
import { localeOf } from "@/lib/web/address";
import { reading } from "@/lib/web/api/endpoint";
import { requestContext, requestOrigin } from "@/lib/web/request-context";

const TYPES = { csv: "text/csv; charset=utf-8", jsonl: "application/jsonl; charset=utf-8" } as const;

/**
 * The audit log as a file with the filters of its list. The download is recorded before it starts, and needs
 * a recent confirmation of identity.
 */
export const GET = reading({
  input: AuditQuery.extend({ format: z.enum(AUDIT_FORMATS).default("csv") }),
  limit: "export",
  async read(actor, { format, ...query }) {
    if (!actor) throw new DomainError("unauthenticated", "sign_in");
    const context = requestContext();
    const here = context?.pathname ?? "/admin/audit/export";
    const locale = localeOf(here);
    if (!can(actor, "audit.read")) {
      if (!actor.dormantRoles.includes("administrator")) throw new DomainError("forbidden", "audit_read");
      return leadTo(localePath(locale, "/me/security?needs=two-factor"));
    }
    if (!isConfirmed(actor, new Date())) {
      const next = encodeURIComponent(here + (context?.search ?? ""));
      return leadTo(`${localePath(locale, "/me/confirm")}?next=${next}`);
    }
    await transact({ actor, origin: requestOrigin() }, (ctx) => recordAuditExport(ctx, { format, query }), {
      evenReadOnly: true,
    });
    const day = new Date().toISOString().slice(0, 10);
    const bytes = Readable.from(writeAudit(format, query), { objectMode: false });
    return new Response(Readable.toWeb(bytes) as ReadableStream<Uint8Array>, {
      headers: {
        "content-type": TYPES[format],
        "content-disposition": `attachment; filename="audit-${day}.${format}"`,
        "cache-control": "private, no-store",
        "content-security-policy": "sandbox; default-src 'none'",
      },
    });
  },
});

function leadTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}
