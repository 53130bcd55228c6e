import type { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { standingHeaders } from "./headers";

/** How long headers may take, and how often that is looked at, in milliseconds. */
export interface HeaderTimes {
  headersTimeout?: number;
  connectionsCheckingInterval?: number;
}

const REFUSALS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: "431 Request Header Fields Too Large",
  ERR_HTTP_REQUEST_TIMEOUT: "408 Request Timeout",
};

/** Answers what is no HTTP, has larger headers than allowed or sends them too slowly; none of it reaches a handler. */
export function refuseConnection(error: NodeJS.ErrnoException, socket: Duplex): void {
  // Browsers open a spare connection before they need it. What is written there unasked is shown as the answer to the
  // reader's next step, so one on which nothing was asked is closed without a word.
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

/** A connection on which nothing moves for so long is ended: longer than proxies keep theirs, so that they end first. */
export const SILENCE = 75_000;
const BODY_TIME = 30_000;
/** A store that is slow to take what came holds the line up meanwhile. */
const FILE_SILENCE = 120_000;

/**
 * Ends a request whose body does not come: a form is whole within half a minute, of a file something comes within two.
 * What was sent of an upload until then is kept.
 */
export function limitTime(req: IncomingMessage, res: ServerResponse, isFile: boolean): void {
  if (req.headers["content-length"] === undefined && req.headers["transfer-encoding"] === undefined) return;
  const end = () => {
    if (!req.complete) req.socket.destroy();
  };
  if (isFile) {
    // One connection brings many pieces: what listens for the silence of one goes with it.
    const { socket } = req;
    socket.setTimeout(FILE_SILENCE, end);
    // What is done with a whole file may take longer than a connection is kept silent.
    req.once("end", () => socket.setTimeout(0, end));
    res.once("finish", () => socket.setTimeout(SILENCE));
    return;
  }
  const late = setTimeout(end, BODY_TIME);
  late.unref();
  req.once("close", () => clearTimeout(late));
}

/** The reader's address: the last hop named by a proxy, but only when the proxy is on this machine. */
export function clientAddress(req: IncomingMessage): string | null {
  const peer = req.socket.remoteAddress ?? null;
  const isLocal = peer !== null && (peer === "::1" || /^(::ffff:)?127\./.test(peer));
  const forwarded = req.headers["x-forwarded-for"];
  if (!isLocal || forwarded === undefined) return peer;
  const last = String(forwarded).split(",").at(-1)?.trim();
  return last && /^[\da-fA-F:.]{3,45}$/.test(last) ? last : peer;
}
