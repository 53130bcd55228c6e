import { parseUrl } from "@/lib/core/url";
import { type Guard, isAllowedAt, isAsked, PUBLIC, REDIRECTS, send } from "@/lib/outgoing/guarded";

/**
 * `silent`: no response, an error (404, 410, 5xx), too many redirects, or a host name with an address that is not
 * public. `unasked`: we must not check it.
 */
export type Answer = "answers" | "silent" | "unasked";

/** Statuses of a page that does not exist (any more), and of a server that fails. */
const isNothing = (status: number) => status === 404 || status === 410 || status >= 500;

/**
 * Checks whether an address responds: by HEAD, then by GET if HEAD is refused or fails; never reads the body of
 * the page. Requests only http and https at public addresses and ports 80 and 443, at every redirect, and respects
 * robots.txt.
 */
export async function askLink(url: string, guard: Guard = PUBLIC): Promise<Answer> {
  let at = new URL(url);
  for (let step = 0; step <= REDIRECTS; step += 1) {
    if (!isAsked(at, guard)) return "unasked";
    if (!(await isAllowedAt(at, guard))) return "unasked";
    const answer = await askBoth(at, guard);
    if (answer === null) return "silent";
    const { status, location } = answer;
    if (status < 300 || status >= 400 || location === null) return isNothing(status) ? "silent" : "answers";
    const next = parseUrl(location, at);
    if (!next) return "answers";
    at = next;
  }
  return "silent";
}

interface Said {
  status: number;
  location: string | null;
}

async function askBoth(at: URL, guard: Guard): Promise<Said | null> {
  const head = await ask(at, "HEAD", guard);
  // Many servers answer HEAD incorrectly, so their response to GET counts.
  return head === null || isNothing(head.status) || head.status === 405 ? ask(at, "GET", guard) : head;
}

async function ask(at: URL, method: "HEAD" | "GET", guard: Guard): Promise<Said | null> {
  const answer = await send(at, { method, guard });
  if (!answer) return null;
  answer.on("error", () => undefined);
  answer.destroy();
  return { status: answer.statusCode ?? 0, location: answer.headers.location ?? null };
}
