import { lookup as resolve } from "node:dns";
import { request as askPlain, type IncomingMessage } from "node:http";
import { request as askSecure } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { parseUrl } from "@/lib/core/url";
import { env } from "@/lib/env";
import { isPublicAddress } from "./public-address";
import { AGENT, isAllowedBy } from "./robots";

/*
 * Requests to addresses that members typed, or that their browsers named. They reach public addresses only, at every
 * redirect, and never carry anything of the member.
 */

/** The only things that tests can override: which network addresses are allowed, and who signs their certificates. */
export interface Guard {
  isOpen: (address: string, port: number) => boolean;
  /** Certificate of a test server, in PEM. */
  ca?: string;
}

const PORTS: readonly number[] = [80, 443];
export const PUBLIC: Guard = {
  isOpen: (address, port) => isPublicAddress(address) && PORTS.includes(port),
};

/** For tests of a site at a loopback address: servers on the same machine can be reached too. */
export const LOCAL: Guard = {
  isOpen: (address, port) => /^127\./.test(address) || address === "::1" || PUBLIC.isOpen(address, port),
};

/** Most redirects that are followed. */
export const REDIRECTS = 5;
const TIMEOUT_MS = 10_000;
const ROBOTS_BYTES = 64 * 1024;

const portOf = ({ port, protocol }: URL) => (port === "" ? (protocol === "https:" ? 443 : 80) : Number(port));

/** Checks an address before any DNS lookup: http or https, without credentials, not a closed network address. */
export function isAsked(at: URL, guard: Guard): boolean {
  if (at.protocol !== "http:" && at.protocol !== "https:") return false;
  if (at.username !== "" || at.password !== "") return false;
  const host = at.hostname.replace(/^\[|\]$/g, "");
  // A host name is checked when it is resolved.
  return isIP(host) === 0 || guard.isOpen(host, portOf(at));
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

interface Sending {
  method: "HEAD" | "GET" | "POST";
  guard: Guard;
  /** Ends the request early; without one it has ten seconds. */
  signal?: AbortSignal;
  headers?: Record<string, string>;
  body?: Buffer;
}

/**
 * Sends one request to an address that `isAsked` allows. Returns the response with its body unread, which the caller
 * must read or destroy; null if none arrives. Follows no redirect.
 */
export function send(at: URL, sending: Sending): Promise<IncomingMessage | null> {
  const { method, guard, signal = AbortSignal.timeout(TIMEOUT_MS), headers = {}, body } = sending;
  return new Promise((done) => {
    const request = (at.protocol === "https:" ? askSecure : askPlain)(at, {
      method,
      agent: false,
      lookup: guarded(portOf(at), guard),
      timeout: TIMEOUT_MS,
      signal,
      ...(guard.ca === undefined ? {} : { ca: guard.ca }),
      headers: { "user-agent": `${AGENT}/1.0 (+${env().APP_URL})`, accept: "*/*", ...headers },
    });
    request.on("response", done);
    request.on("timeout", () => request.destroy());
    request.on("error", () => done(null));
    request.end(body);
  });
}

/** Whether the site did not send anything, got no answer, or got none in time. */
export type Unanswered = "address" | "silent" | "time";

/** The answer to a POST: its status, or why there is none. Nothing else of it is read. */
export type Posted = { status: number; retryAfter: number | null } | { failure: Unanswered };

/**
 * Posts to an address and reads the status only. Follows no redirect. Only https, except to this machine in tests.
 */
export async function post(
  url: string,
  { guard, headers, body }: { guard: Guard; headers: Record<string, string>; body: Buffer },
): Promise<Posted> {
  const at = parseUrl(url);
  if (!at || !isAsked(at, guard) || !(at.protocol === "https:" || guard === LOCAL))
    return { failure: "address" };
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const length = String(body.length);
  const agent = { "user-agent": `OctopusCommunity/1.0 (+${env().APP_URL})` };
  const answer = await send(at, {
    method: "POST",
    guard,
    signal,
    body,
    headers: { ...agent, ...headers, "content-length": length },
  });
  if (!answer) return { failure: signal.aborted ? "time" : "silent" };
  answer.on("error", () => undefined).destroy();
  return { status: answer.statusCode ?? 0, retryAfter: readRetryAfter(answer.headers["retry-after"] ?? "") };
}

/** Reads the seconds of a `Retry-After`, which may be a number or a date of HTTP; null for anything else. */
function readRetryAfter(asked: string): number | null {
  if (/^\d{1,6}$/.test(asked)) return Number(asked);
  if (!/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(asked)) return null;
  const seconds = Math.ceil((Date.parse(asked) - Date.now()) / 1_000);
  return seconds >= 0 ? seconds : null;
}

/** Checks whether the robots.txt of its host allows an address. A host without one allows all. */
export async function isAllowedAt(at: URL, guard: Guard, signal?: AbortSignal): Promise<boolean> {
  const asking = { method: "GET", guard, ...(signal ? { signal } : {}) } as const;
  const answer = await send(new URL("/robots.txt", at), asking);
  if (answer?.statusCode !== 200) {
    answer?.on("error", () => undefined).destroy();
    return true;
  }
  const robots = await readStart(answer, answer, ROBOTS_BYTES);
  return robots === null || isAllowedBy(robots.toString("utf8"), at.pathname + at.search);
}

/**
 * Reads the first bytes of a body and closes its connection; null if it breaks off. `body`: the response, or what
 * decompresses it, so that the limit counts decompressed bytes.
 */
export async function readStart(
  answer: IncomingMessage,
  body: AsyncIterable<unknown>,
  limit: number,
): Promise<Buffer | null> {
  answer.on("error", () => undefined);
  const pieces: Buffer[] = [];
  let size = 0;
  try {
    for await (const piece of body) {
      pieces.push(piece as Buffer);
      size += (piece as Buffer).length;
      if (size >= limit) break;
    }
  } catch {
    return null;
  } finally {
    answer.destroy();
  }
  return Buffer.concat(pieces).subarray(0, limit);
}
