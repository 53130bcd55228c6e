import { Readable } from "node:stream";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { dayOf } from "@/lib/core/moments";
import { localePath } from "@/lib/i18n/locales";
import { localeOf } from "../address";
import { requestContext } from "../request-context";

/** Leads to another page, which the browser must not remember as the answer. */
export function leadTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "no-store" } });
}

/**
 * Answers those who lack the right to a file for administrators: an administrator without the second factor is led
 * to it. Throws `forbidden` with `reason` for all others.
 */
export function leadToFactor(actor: Actor | null, reason: string): Response {
  if (!actor?.dormantRoles.includes("administrator")) throw new DomainError("forbidden", reason);
  return leadTo(localePath(localeOf(requestContext()?.pathname ?? ""), "/me/security?needs=two-factor"));
}

/** Sends a file while it is written, for this reader alone: "audit-2026-11-30.csv". */
export function streamedFile(
  of: { name: string; extension: string; type: string },
  chunks: AsyncIterable<string>,
): Response {
  const bytes = Readable.from(chunks, { objectMode: false });
  return new Response(Readable.toWeb(bytes) as ReadableStream<Uint8Array>, {
    headers: {
      "content-type": of.type,
      "content-disposition": `attachment; filename="${of.name}-${dayOf(new Date())}.${of.extension}"`,
      "cache-control": "private, no-store",
      "content-security-policy": "sandbox; default-src 'none'",
    },
  });
}
