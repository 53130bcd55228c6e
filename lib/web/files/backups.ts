import { createHmac } from "node:crypto";
import { type OpenBackup, openBackup, recordDownload } from "@/lib/backup/shelf";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { isConfirmed, refuseUnconfirmed } from "@/lib/core/step-up";
import { env } from "@/lib/env";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { transact } from "@/lib/transact";
import { spend } from "../limits";
import { requestOrigin } from "../request-context";
import { attachmentNamed } from "./disposition";
import { namesTag, parseRange } from "./range";
import { type Asking, end, headersFor, isWholeAsked, pass, withLength } from "./sending";

/**
 * Sends a backup of this machine, or a range of it, to administrators who gave the password lately; to others it
 * does not exist. A download that began then can be continued without the password (`tagFor`). Each request is recorded
 * before the first byte. A backup that is deleted meanwhile is sent to its end, because its file is open.
 */
export async function sendBackup(asking: Asking, at: { name: string; locale: Locale }): Promise<void> {
  const { req, res, actor } = asking;
  if (!actor || !can(actor, "backup.manage")) {
    if (!actor?.dormantRoles.includes("administrator")) throw new DomainError("not_found");
    return leadTo(asking, localePath(at.locale, "/me/security?needs=two-factor"));
  }
  const now = new Date();
  // A page instead of the rest would be saved as part of the file.
  const isPart = req.headers.range !== undefined;
  if (!isConfirmed(actor, now) && !isPart) {
    const next = encodeURIComponent(localePath(at.locale, "/admin/backups"));
    return leadTo(asking, `${localePath(at.locale, "/me/confirm")}?next=${next}`);
  }
  await spend("archive", { ip: requestOrigin().ip, memberId: actor.id });
  const found = await openBackup(at.name);
  if (!found) {
    refuseUnconfirmed(actor, now);
    throw new DomainError("not_found", "backup");
  }
  const { handle, size } = found;
  try {
    const tag = tagFor(actor, at.name, found);
    if (req.headers["if-range"] !== tag) refuseUnconfirmed(actor, now);
    const headers = {
      ...headersFor(at.name.endsWith(".gz") ? "application/gzip" : "application/octet-stream", false),
      "content-disposition": attachmentNamed(at.name),
      "accept-ranges": "bytes",
      etag: tag,
    };
    if (namesTag(req.headers["if-none-match"], tag)) return end(res, 304, headers);
    const stretch = isWholeAsked(req, tag) ? "all" : parseRange(req.headers.range, size);
    if (stretch === "none")
      return end(res, 416, { ...headers, "content-range": `bytes */${size}`, "content-length": 0 });
    const part = stretch === "all" ? { from: 0, to: size - 1 } : stretch;
    const full = withLength(headers, part, stretch, size);
    const status = stretch === "all" ? 200 : 206;
    if (req.method === "HEAD") return end(res, status, full);
    const by = { actor, origin: requestOrigin() };
    const read = { name: at.name, from: part.from };
    await transact(by, (ctx) => recordDownload(ctx, read), { evenReadOnly: true });
    res.writeHead(status, full);
    const bytes = handle.createReadStream({ start: part.from, end: part.to, autoClose: false });
    await pass(bytes, asking, part.to - part.from + 1);
  } finally {
    await handle.close();
  }
}

/**
 * Returns the entity tag of a backup in a session. Only a download that this session began with the password knows it,
 * so a request that names it continues that download, however long it takes.
 */
function tagFor(actor: Actor, name: string, { size, changedAt }: OpenBackup): string {
  const version = `${size.toString(36)}-${changedAt.getTime().toString(36)}`;
  const named = `backup ${name} ${version} ${actor.sessionId}`;
  return `"${version}-${createHmac("sha256", env().AUTH_SECRET).update(named).digest("base64url")}"`;
}

function leadTo({ res }: Asking, location: string): void {
  end(res, 303, { location, "cache-control": "no-store", "content-length": 0 });
}
