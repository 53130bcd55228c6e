import type { IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, constants as zlib } from "node:zlib";
import { parseUrl } from "@/lib/core/url";
import { type Guard, isAllowedAt, isAsked, REDIRECTS, readStart, send } from "@/lib/outgoing/guarded";
import type { LookupFailure } from "./model";

/** Time for everything, including robots.txt and redirects. */
const TIME_MS = 8_000;
/** Bytes that are read, after decompression: the head of a page is at its start. */
const PAGE_BYTES = 512 * 1024;
const TYPES: readonly string[] = ["text/html", "application/xhtml+xml"];

/** The start of a page. `at`: its address after all redirects; `charset`: as its header names it. */
export interface FetchedPage {
  at: URL;
  bytes: Buffer;
  charset: string | null;
}

/**
 * Fetches the start of a web page (512 KB at most, in 8 seconds at most), or says why it could not. Each redirect is
 * checked like the first address.
 */
export async function fetchPage(
  url: string,
  guard: Guard,
  time: number = TIME_MS,
): Promise<FetchedPage | LookupFailure> {
  const signal = AbortSignal.timeout(time);
  let at = new URL(url);
  for (let step = 0; step <= REDIRECTS; step += 1) {
    if (!isAsked(at, guard)) return step === 0 ? "address" : "unreachable";
    if (!(await isAllowedAt(at, guard, signal))) return "robots";
    const answer = await send(at, { method: "GET", guard, signal, headers: HEADERS });
    if (!answer) return signal.aborted ? "time" : "unreachable";
    const next = redirectOf(answer, at);
    if (next === null) return readPage(answer, at, signal);
    answer.on("error", () => undefined).destroy();
    at = next;
  }
  return "redirects";
}

const HEADERS = {
  accept: "text/html, application/xhtml+xml;q=0.9",
  "accept-encoding": "gzip, br",
} as const;

function redirectOf({ statusCode = 0, headers }: IncomingMessage, at: URL): URL | null {
  if (statusCode < 300 || statusCode >= 400 || headers.location === undefined) return null;
  return parseUrl(headers.location, at);
}

async function readPage(
  answer: IncomingMessage,
  at: URL,
  signal: AbortSignal,
): Promise<FetchedPage | LookupFailure> {
  const [type = "", charset = null] = typeOf(answer.headers["content-type"] ?? "");
  const wrong = failureOf(answer.statusCode ?? 0) ?? (TYPES.includes(type) ? null : "type");
  const body = wrong === null ? decompressed(answer) : null;
  if (body === null) {
    answer.on("error", () => undefined).destroy();
    return wrong ?? "type";
  }
  const bytes = await readStart(answer, body, PAGE_BYTES);
  if (signal.aborted) return "time";
  return bytes === null ? "unreachable" : { at, bytes, charset };
}

function failureOf(status: number): LookupFailure | null {
  if (status === 404 || status === 410) return "missing";
  if (status >= 400 && status < 500) return "refused";
  return status >= 200 && status < 300 ? null : "unreachable";
}

function typeOf(header: string): [type: string, charset: string | null] {
  const charset = /;\s*charset\s*=\s*"?([\w.:-]{1,40})/i.exec(header)?.[1] ?? null;
  return [(header.split(";")[0] ?? "").trim().toLowerCase(), charset];
}

/** Decompresses a body while it is read; null for a compression that we did not ask for. */
function decompressed(answer: IncomingMessage): Readable | null {
  const how = (answer.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (how === "identity" || how === "") return answer;
  // Some servers leave out the end of the stream.
  const gzip = () => createGunzip({ finishFlush: zlib.Z_SYNC_FLUSH });
  const unpack = how === "gzip" || how === "x-gzip" ? gzip() : how === "br" ? createBrotliDecompress() : null;
  if (unpack === null) return null;
  answer.on("error", (error) => unpack.destroy(error));
  return answer.pipe(unpack);
}
