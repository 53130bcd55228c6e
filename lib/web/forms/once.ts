import { createHash } from "node:crypto";
import type { Actor } from "@/lib/core/actor";
import type { Fields } from "../fields";
import { requestOrigin } from "../request-context";

interface Sent {
  request: Request;
  actor: Actor | null;
  fields: Fields;
}

/** Forms being processed, by sender, address and content. */
const underWay = new Map<string, Promise<Response>>();

/**
 * Processes a form once if it is submitted twice at the same time, e.g. by a double click: both requests get
 * the same answer, so that values shown once are not lost in an answer nobody sees. Browsers are
 * distinguished by cookies, network address and user agent; a later submission is processed again.
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
