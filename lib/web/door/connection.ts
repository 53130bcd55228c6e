import type { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { standingHeaders } from "./headers";

/** Time for headers to arrive, and interval of checking it, in milliseconds. */
export interface HeaderTimes {
  headersTimeout?: number;
  connectionsCheckingInterval?: number;
}

const REFUSALS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/** Answers a connection that sends invalid HTTP, too large headers, or sends them too slowly; no handler sees it. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Duplex): void {
  // Browsers open spare connections. Anything written there is shown as the answer to the next request, so an
  // unused one is closed silently.
  const isSpare = socket instanceof Socket && socket.bytesRead === 0;
  if (!socket.writable || isSpare) {
    socket.destroy();
    return;
  }
  const status = REFUSALS[error.code ?? ""] ?? "400 Bad Request";
  const headers = [...standingHeaders(), "connection", "close", "content-length", "0"];
  const lines = headers.flatMap((name, n) => (n % 2 === 0 ? [`${name}: ${headers[n + 1]}`] : []));
  socket.end([`HTTP/1.1 ${status}`, ...lines, "", ""].join("\r\n"));
}

/**
 * Milliseconds without traffic after which a connection is closed: longer than proxies keep theirs, so that
 * they close first.
 */
export const SILENCE = 75_000;
const BODY_TIME = 30_000;
/** Nothing is read from the connection while the store accepts data, which may be slow. */
const FILE_SILENCE = 120_000;

/**
 * Ends a request whose body does not arrive: a form must be complete within 30 seconds; of a file something
 * must arrive within two minutes. Received parts of an upload are kept.
 */
export function limitTime(req: IncomingMessage, res: ServerResponse, isFile: boolean): void {
  if (req.headers["content-length"] === undefined && req.headers["transfer-encoding"] === undefined) return;
  const end = () => {
    if (!req.complete) req.socket.destroy();
  };
  if (isFile) {
    // One connection carries many pieces, so the listener is removed with each request.
    const { socket } = req;
    socket.setTimeout(FILE_SILENCE, end);
    // Processing a complete file can take longer than the timeout for silence.
    req.once("end", () => socket.setTimeout(0, end));
    res.once("finish", () => socket.setTimeout(SILENCE));
    return;
  }
  const late = setTimeout(end, BODY_TIME);
  late.unref();
  req.once("close", () => clearTimeout(late));
}

/** Returns the reader's address: the last hop named by a proxy, if the proxy is on this machine. */
export function clientAddress(req: IncomingMessage): string | null {
  const peer = req.socket.remoteAddress ?? null;
  const isLocal = peer !== null && (peer === "::1" || /^(::ffff:)?127\./.test(peer));
  const forwarded = req.headers["x-forwarded-for"];
  if (!isLocal || forwarded === undefined) return peer;
  const last = String(forwarded).split(",").at(-1)?.trim();
  return last && /^[\da-fA-F:.]{3,45}$/.test(last) ? last : peer;
}
