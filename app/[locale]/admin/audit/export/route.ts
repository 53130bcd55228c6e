import { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { isConfirmed } from "@/lib/core/step-up";
import { localePath } from "@/lib/i18n/locales";
import { AUDIT_FORMATS, recordAuditExport, writeAudit } from "@/lib/operation";
import { AuditQuery } from "@/lib/operation/model";
import { transact } from "@/lib/transact";
import { localeOf } from "@/lib/web/address";
import { leadTo, streamedFile } from "@/lib/web/api/administrators-file";
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
  only: { allows: (actor) => can(actor, "audit.read"), reason: "audit_read" },
  async read(actor, { format, ...query }) {
    if (!actor) throw new DomainError("unauthenticated", "sign_in");
    if (!isConfirmed(actor, new Date())) {
      const context = requestContext();
      const here = context?.pathname ?? "/admin/audit/export";
      const next = encodeURIComponent(here + (context?.search ?? ""));
      return leadTo(`${localePath(localeOf(here), "/me/confirm")}?next=${next}`);
    }
    await transact({ actor, origin: requestOrigin() }, (ctx) => recordAuditExport(ctx, { format, query }), {
      evenReadOnly: true,
    });
    return streamedFile({ name: "audit", extension: format, type: TYPES[format] }, writeAudit(format, query));
  },
});
