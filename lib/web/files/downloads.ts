import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { db } from "@/db/client";
import { findPreviewed } from "@/lib/blog";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import {
  type Download,
  findCaptions,
  findDownload,
  findPicture,
  listDownloads,
  type PictureAt,
  wasRemoved,
} from "@/lib/files";
import { openObject, zipFiles } from "@/lib/files/bytes";
import { isPublic, recordLook } from "@/lib/files/looks";
import { PAGE_FORMAT } from "@/lib/files/pictures/model";
import { fileTypeOf } from "@/lib/files/types/model";
import { spend } from "../limits";
import { requestOrigin } from "../request-context";
import { attachmentNamed } from "./disposition";
import { type ByteRange, namesTag, stretchOf } from "./range";
import { type Asking, end, headersFor, pass, writeDown } from "./sending";

const nothing = () => new DomainError("not_found");

/**
 * Hands out a file, whole or a stretch of it, to whom the place where it stands allows; to all others there is nothing.
 * A restricted one is written down each time, before a byte of it leaves.
 */
export async function sendFile(asking: Asking, at: { fileId: string; place: string | null }): Promise<void> {
  const { req, res, actor } = asking;
  await spend("download", { ip: requestOrigin().ip, memberId: actor?.id ?? null });
  const found = await findDownload(db(), at.fileId, at.place);
  if (!found && (await wasRemoved(db(), at.fileId))) throw new DomainError("gone", "file_removed");
  if (!found || !can(actor, "file.download", found)) throw nothing();
  const tag = `"${found.sha256}"`;
  const headers = {
    ...headersFor(fileTypeOf(found.type).mime, isPublic(found)),
    "content-disposition": attachmentNamed(found.name),
    "accept-ranges": "bytes",
    etag: tag,
  };
  if (namesTag(req.headers["if-none-match"], tag)) return end(res, 304, headers);
  const stretch = isWholeAsked(req, tag) ? "all" : stretchOf(req.headers.range, found.size);
  if (stretch === "none")
    return end(res, 416, { ...headers, "content-range": `bytes */${found.size}`, "content-length": 0 });
  const part = stretch === "all" ? { from: 0, to: found.size - 1 } : stretch;
  if (req.method === "HEAD")
    return end(res, stretch === "all" ? 200 : 206, withLength(headers, part, stretch, found.size));
  await writeDown(actor, found, at.place, part.from);
  const bytes = await openObject(found.key, part.from, part.to);
  res.writeHead(stretch === "all" ? 200 : 206, withLength(headers, part, stretch, found.size));
  await pass(bytes, asking, part.to - part.from + 1);
}

/**
 * Sends a picture that was made of a file: shown within pages, since nothing but a picture is in it. `preview`: the token
 * of a link, to whose holder the pictures of that one thing are open as they will be to all; kept by nobody on the way.
 */
export async function sendPicture(asking: Asking, at: PictureAt & { preview: string | null }): Promise<void> {
  const { req, res, actor } = asking;
  const found = await findDownload(db(), at.fileId, null);
  const facts = found && at.preview !== null ? await asPreviewed(found, at.preview) : found;
  if (!found || !facts || !can(actor, "file.download", facts)) throw nothing();
  const picture = await findPicture(db(), at);
  if (!picture) throw nothing();
  // Its key changes whenever it is made anew.
  const tag = `"${picture.key.split("/").at(-1)}"`;
  const headers = {
    ...headersFor(
      `image/${"page" in at.of ? PAGE_FORMAT : at.of.format}`,
      at.preview === null && isPublic(found),
    ),
    "content-disposition": "inline",
    etag: tag,
  };
  if (namesTag(req.headers["if-none-match"], tag)) return end(res, 304, headers);
  const full = { ...headers, "content-length": picture.size };
  if (req.method === "HEAD") return end(res, 200, full);
  if (at.preview === null) await recordLook({ actor, origin: requestOrigin() }, [found], null);
  const bytes = await openObject(picture.key, 0, picture.size - 1);
  res.writeHead(200, full);
  await pass(bytes, asking, picture.size);
}

/** Sends captions to the player of what they belong to: our own WebVTT, in which nothing of the sender's markup is. */
export async function sendCaptions(asking: Asking, { fileId }: { fileId: string }): Promise<void> {
  const { req, res, actor } = asking;
  const found = await findDownload(db(), fileId, null);
  if (!found || !can(actor, "file.download", found)) throw nothing();
  const captions = await findCaptions(db(), fileId);
  if (!captions) throw nothing();
  const tag = `"${captions.key.split("/").at(-1)}"`;
  const headers = {
    ...headersFor("text/vtt; charset=utf-8", isPublic(found)),
    "content-disposition": "inline",
    etag: tag,
  };
  if (namesTag(req.headers["if-none-match"], tag)) return end(res, 304, headers);
  const full = { ...headers, "content-length": captions.size };
  if (req.method === "HEAD") return end(res, 200, full);
  await recordLook({ actor, origin: requestOrigin() }, [found], null);
  const bytes = await openObject(captions.key, 0, captions.size - 1);
  res.writeHead(200, full);
  await pass(bytes, asking, captions.size);
}

/** What decides on a file behind a preview link: only where it stands in what the link leads to, as if that were open. */
async function asPreviewed(found: Download, token: string): Promise<Pick<Download, "uploaderId" | "uses">> {
  const owner = await findPreviewed(token);
  const uses = found.uses.filter((use) => use.kind === owner.kind && use.ownerId === owner.id);
  return { uploaderId: null, uses: uses.map((use) => ({ ...use, isOpen: true })) };
}

/** Sends the files of a page, or some of them, as one archive: those that the reader may have. */
export async function sendArchive(
  asking: Asking,
  at: { place: string; ids: readonly string[] },
): Promise<void> {
  const { req, res, actor } = asking;
  await spend("archive", { ip: requestOrigin().ip, memberId: actor?.id ?? null });
  const all = await listDownloads(db(), at.place, at.ids);
  const files = all.filter((one) => can(actor, "file.download", one));
  if (files.length === 0) throw nothing();
  const sum = createHash("sha256").update(files.map((one) => `${one.id} ${one.sha256}`).join("\n"));
  const tag = `"${sum.digest("hex").slice(0, 40)}"`;
  const name = `${at.place.split("/").at(-1)}.zip`;
  const headers = {
    ...headersFor("application/zip", files.every(isPublic)),
    "content-disposition": attachmentNamed(name),
    etag: tag,
  };
  if (namesTag(req.headers["if-none-match"], tag)) return end(res, 304, headers);
  if (req.method === "HEAD") return end(res, 200, headers);
  for (const one of files) await writeDown(actor, one, at.place, 0);
  const { bytes, size } = await zipFiles(at.place, files, new Date());
  res.writeHead(200, { ...headers, ...(size === null ? {} : { "content-length": size }) });
  await pass(bytes, asking, size);
}

/** A stretch is sent only of the very file that the reader has the beginning of. */
function isWholeAsked(req: IncomingMessage, tag: string): boolean {
  const condition = req.headers["if-range"];
  return condition !== undefined && condition !== tag;
}

function withLength(
  headers: Record<string, string>,
  { from, to }: ByteRange,
  stretch: ByteRange | "all",
  size: number,
): Record<string, string | number> {
  const sized = { ...headers, "content-length": to - from + 1 };
  return stretch === "all" ? sized : { ...sized, "content-range": `bytes ${from}-${to}/${size}` };
}
