import type { IncomingMessage, ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { db } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { countDownload, type Download, lookIntoRestricted, openRestricted } from "@/lib/files";
import { isWrittenDown } from "@/lib/files/looks";
import { describeError, log } from "@/lib/log";
import { WORKS } from "@/lib/page-kinds";
import { transact } from "@/lib/transact";
import { requestOrigin } from "../request-context";
import { beginsDownload } from "./counted";
import type { ByteRange } from "./range";

/** Sandbox for files opened in a browser: no scripts, forms, storage or origin. */
export const BOX = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'";
const MAY_CHECK = "public, max-age=0, must-revalidate";
const KEPT_BY_NONE = "private, no-store";
/** Milliseconds without reading after which a reader counts as gone. */
const PATIENCE = 120_000;

export interface Asking {
  req: IncomingMessage;
  res: ServerResponse;
  actor: Actor | null;
}

/** Builds the headers of bytes to send. */
export function headersFor(type: string, isForAll: boolean): Record<string, string> {
  return {
    "content-type": type,
    "content-security-policy": BOX,
    "cache-control": isForAll ? MAY_CHECK : KEPT_BY_NONE,
    ...(isForAll ? {} : { vary: "Cookie" }),
  };
}

/**
 * Logs and counts a download. Restricted ones are logged individually; when requested in parts, as by
 * players, the first is logged and the rest within half an hour belongs to it. Downloads are counted by
 * country, once per reader however many parts, except by the file's uploader and the work's owner or writers.
 */
export async function writeDown(
  actor: Actor | null,
  found: Download,
  place: string | null,
  from: number,
): Promise<void> {
  const by = { actor, origin: requestOrigin() };
  if (isWrittenDown(actor, found))
    await transact(
      by,
      (ctx) =>
        from === 0
          ? openRestricted(ctx, { fileId: found.id, place, from })
          : lookIntoRestricted(ctx, { fileIds: [found.id], place, from }),
      { evenReadOnly: true },
    );
  if (from > 0 || (await isOwn(actor, found))) return;
  if (!beginsDownload(found.id, { memberId: actor?.id ?? null, ip: by.origin.ip, device: by.origin.device }))
    return;
  await countDownload(db(), { fileId: found.id, memberId: actor?.id ?? null, now: new Date() });
  for (const { files } of WORKS) await files?.countDownload(db(), found.id);
}

async function isOwn(actor: Actor | null, { uploaderId, uses }: Download): Promise<boolean> {
  if (actor === null) return false;
  if (actor.id === uploaderId || uses.some(({ writers }) => writers.includes(actor.id))) return true;
  const ids = uses.map(({ ownerId }) => ownerId);
  const owned = await Promise.all(WORKS.map(({ files }) => files?.ownsOneOf(db(), actor, ids)));
  return owned.includes(true);
}

/**
 * Streams bytes at the reader's speed. A reader who leaves is not an error; if the store fails or has too few
 * bytes, the connection is closed, so that half a file is not taken for a whole one.
 */
export async function pass(bytes: Readable, { req, res }: Asking, size: number | null): Promise<void> {
  const patience = setTimeout(() => req.socket.destroy(), PATIENCE);
  let sent = 0;
  const counting = async function* (source: AsyncIterable<Buffer>) {
    for await (const chunk of source) {
      sent += chunk.length;
      patience.refresh();
      yield chunk;
    }
    if (size !== null && sent !== size) throw new Error("a file in the store is not as long as its row says");
  };
  try {
    await pipeline(bytes, counting, res);
  } catch (error) {
    const isGone = res.destroyed || (error as NodeJS.ErrnoException).code === "ERR_STREAM_PREMATURE_CLOSE";
    if (!isGone || req.errored === null) log().warn({ event: "file.broken-off", ...describeError(error) });
    res.destroy();
  } finally {
    clearTimeout(patience);
  }
}

/** Sends an answer without a body. */
export function end(res: ServerResponse, status: number, headers: Record<string, string | number>): void {
  res.writeHead(status, headers).end();
}

/** A range is sent only if the file is the one that the reader has the start of. */
export function isWholeAsked(req: IncomingMessage, tag: string): boolean {
  const condition = req.headers["if-range"];
  return condition !== undefined && condition !== tag;
}

/** Adds the length of what is sent, and which part of the whole it is. */
export function withLength(
  headers: Record<string, string>,
  { from, to }: ByteRange,
  stretch: ByteRange | "all",
  size: number,
): Record<string, string | number> {
  const sized = { ...headers, "content-length": to - from + 1 };
  return stretch === "all" ? sized : { ...sized, "content-range": `bytes ${from}-${to}/${size}` };
}
