import { createHash } from "node:crypto";
import type { Actor } from "@/lib/core/actor";
import type { Fields } from "../fields";
import { requestOrigin } from "../request-context";

interface Sent {
  request: Request;
  actor: Actor | null;
  fields: Fields;
}

/** Forms that are being answered, by who sent what where. */
const underWay = new Map<string, Promise<Response>>();

/**
 * Answers a form. The same form from the same browser that comes while it is being answered, by a double click, gets
 * the same answer: what it does is done once, and what is shown once is not lost to an answer that nobody reads.
 * Browsers are told apart by all their cookies, their address and their name; what comes later is answered anew.
 */
export async function dedupeSubmit(sent: Sent, answer: () => Promise<Response>): Promise<Response> {
  const key = keyOf(sent);
  let first = underWay.get(key);
  if (!first) {
    first = answer().finally(() => underWay.delete(key));
    underWay.set(key, first);
  }
  return (await first).clone();
}

function keyOf({ request, actor, fields }: Sent): string {
  const { ip, device } = requestOrigin();
  const { headers, url } = request;
  const who = [actor?.id, actor?.sessionId, headers.get("cookie"), ip, device];
  return createHash("sha256")
    .update(JSON.stringify([url, who, fields]))
    .digest("base64url");
}
