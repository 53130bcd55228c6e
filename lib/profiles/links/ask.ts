import { lookup as resolve } from "node:dns";
import { request as askPlain, type IncomingMessage } from "node:http";
import { request as askSecure } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { parseUrl } from "@/lib/core/url";
import { env } from "@/lib/env";
import { isPublicAddress } from "./public-address";
import { AGENT, isAllowedBy } from "./robots";

/**
 * `silent`: no response, an error (404, 410, 5xx), too many redirects, or a host name with an address that is not
 * public. `unasked`: we must not check it.
 */
export type Answer = "answers" | "silent" | "unasked";

/** The only thing that tests can override: which network addresses are allowed. */
export interface Guard {
  isOpen: (address: string, port: number) => boolean;
}

const PORTS: readonly number[] = [80, 443];
const PUBLIC: Guard = { isOpen: (address, port) => isPublicAddress(address) && PORTS.includes(port) };

const TIMEOUT_MS = 10_000;
const REDIRECTS = 5;
const ROBOTS_BYTES = 64 * 1024;

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

const portOf = ({ port, protocol }: URL) => (port === "" ? (protocol === "https:" ? 443 : 80) : Number(port));

/** Checks an address before any DNS lookup. */
function isAsked(at: URL, guard: Guard): boolean {
  if (at.protocol !== "http:" && at.protocol !== "https:") return false;
  if (at.username !== "" || at.password !== "") return false;
  const host = at.hostname.replace(/^\[|\]$/g, "");
  // A host name is checked when it is resolved.
  return isIP(host) === 0 || guard.isOpen(host, portOf(at));
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

async function isAllowedAt(at: URL, guard: Guard): Promise<boolean> {
  const robots = await read(new URL("/robots.txt", at), guard);
  return robots === null || isAllowedBy(robots, at.pathname + at.search);
}

/** Resolves a host name. Fails unless all its addresses are public, so the connection is to a checked address. */
const guarded =
  (port: number, guard: Guard): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      const open = error ? [] : found.filter(({ address }) => guard.isOpen(address, port));
      const [first] = open;
      if (error || !first || open.length < found.length)
        return callback(
          error ?? Object.assign(new Error("not a public address"), { code: "ENOTFOUND" }),
          "",
          4,
        );
      if (options.all) return callback(null, open as never, 4);
      return callback(null, first.address, first.family);
    });
  };

function send(at: URL, method: "HEAD" | "GET", guard: Guard): Promise<IncomingMessage | null> {
  return new Promise((done) => {
    const request = (at.protocol === "https:" ? askSecure : askPlain)(at, {
      method,
      agent: false,
      lookup: guarded(portOf(at), guard),
      timeout: TIMEOUT_MS,
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { "user-agent": `${AGENT}/1.0 (+${env().APP_URL})`, accept: "*/*" },
    });
    request.on("response", done);
    request.on("timeout", () => request.destroy());
    request.on("error", () => done(null));
    request.end();
  });
}

async function ask(at: URL, method: "HEAD" | "GET", guard: Guard): Promise<Said | null> {
  const answer = await send(at, method, guard);
  if (!answer) return null;
  answer.on("error", () => undefined);
  answer.destroy();
  return { status: answer.statusCode ?? 0, location: answer.headers.location ?? null };
}

/** Reads the first `ROBOTS_BYTES` of a text; null if the response is not 200, or breaks off. */
async function read(at: URL, guard: Guard): Promise<string | null> {
  const answer = await send(at, "GET", guard);
  if (!answer) return null;
  answer.on("error", () => undefined);
  if (answer.statusCode !== 200) {
    answer.destroy();
    return null;
  }
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of answer) {
      pieces.push(piece as Buffer);
      size += (piece as Buffer).length;
      if (size >= ROBOTS_BYTES) break;
    }
  } catch {
    return null;
  } finally {
    answer.destroy();
  }
  return Buffer.concat(pieces).subarray(0, ROBOTS_BYTES).toString("utf8");
}
