import { lookup as resolve } from "node:dns";
import { request as askPlain, type IncomingMessage } from "node:http";
import { request as askSecure } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { env } from "@/lib/env";
import { isPublicAddress } from "./public-address";
import { AGENT, isAllowedBy } from "./robots";

/*
 * Requests to addresses that members typed. They reach public addresses only, at every redirect, and never carry
 * anything of the member.
 */

/** The only thing that tests can override: which network addresses are allowed. */
export interface Guard {
  isOpen: (address: string, port: number) => boolean;
}

const PORTS: readonly number[] = [80, 443];
export const PUBLIC: Guard = {
  isOpen: (address, port) => isPublicAddress(address) && PORTS.includes(port),
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
  method: "HEAD" | "GET";
  guard: Guard;
  /** Ends the request early; without one it has ten seconds. */
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

/**
 * Sends one request to an address that `isAsked` allows. Returns the response with its body unread, which the caller
 * must read or destroy; null if none arrives. Follows no redirect.
 */
export function send(at: URL, sending: Sending): Promise<IncomingMessage | null> {
  const { method, guard, signal = AbortSignal.timeout(TIMEOUT_MS), headers = {} } = sending;
  return new Promise((done) => {
    const request = (at.protocol === "https:" ? askSecure : askPlain)(at, {
      method,
      agent: false,
      lookup: guarded(portOf(at), guard),
      timeout: TIMEOUT_MS,
      signal,
      headers: { "user-agent": `${AGENT}/1.0 (+${env().APP_URL})`, accept: "*/*", ...headers },
    });
    request.on("response", done);
    request.on("timeout", () => request.destroy());
    request.on("error", () => done(null));
    request.end();
  });
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
