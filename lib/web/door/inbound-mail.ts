import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { DomainError } from "@/lib/core/errors";
import { env } from "@/lib/env";
import { receiveMail } from "@/lib/inbound-mail";
import { SYSTEM, transact } from "@/lib/transact";
import { spend } from "../limits";
import { requestOrigin } from "../request-context";

export const INBOUND_MAIL = "/api/inbound-mail";

const hashOf = (text: string) => createHash("sha256").update(text).digest();

/** Whether a request has the secret that the operator gave their mail server. */
function hasSecret({ headers }: IncomingMessage, secret: string): boolean {
  const [, given = ""] = /^Bearer (.+)$/.exec(headers.authorization ?? "") ?? [];
  return timingSafeEqual(hashOf(given), hashOf(secret));
}

/**
 * Accepts a mail (RFC 5322) from the operator's mail server: the body as it came, the addresses that it was delivered to
 * in `Octopus-Recipient`. The answer says whether it was stored; what becomes of it is told to its author by mail. Throws
 * `not_found` without `INBOUND_MAIL_SECRET`, `unauthenticated` for another secret.
 */
export async function takeInboundMail(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const { INBOUND_MAIL_SECRET: secret } = env();
  if (secret === undefined) throw new DomainError("not_found", "generic");
  await spend("inbound-mail", { ip: requestOrigin().ip });
  if (!hasSecret(req, secret)) throw new DomainError("unauthenticated", "sign_in");
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk as Buffer);
  const named = [req.headers["octopus-recipient"] ?? []].flat().flatMap((line) => line.split(","));
  const recipients = named.map((one) => one.trim()).filter(Boolean);
  const reception = await transact(SYSTEM, (ctx) =>
    receiveMail(ctx, { recipients, raw: Buffer.concat(chunks) }),
  );
  const headers = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };
  res.writeHead(reception === "stored" ? 202 : 200, headers).end(JSON.stringify({ mail: reception }));
}
