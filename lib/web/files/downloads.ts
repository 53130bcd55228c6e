import { createHash } from "node:crypto";
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
import { namesTag, parseRange } from "./range";
import { type Asking, end, headersFor, isWholeAsked, pass, withLength, writeDown } from "./sending";

const nothing = () => new DomainError("not_found");

/**
 * Sends a file, or a range of it, to readers with access at this place; to others it does not exist.
 * Restricted downloads are logged before any byte is sent.
 */
export async function sendFile(asking: Asking, at: { fileId: string; place: string | null }): Promise<void> {
  const { req, res, actor } = asking;
  await spend("download", { ip: requestOrigin().ip, memberId: actor?.id ?? null });
  const found = await findDownload(db(), { ...at, reader: actor });
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
  const stretch = isWholeAsked(req, tag) ? "all" : parseRange(req.headers.range, found.size);
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
 * Sends a picture made from a file; shown inline, as it can only be a picture. `preview`: token of a preview
 * link, whose holder sees that work's pictures as if published; never cached.
 */
export async function sendPicture(asking: Asking, at: PictureAt & { preview: string | null }): Promise<void> {
  const { req, res, actor } = asking;
  const found = await findDownload(db(), { fileId: at.fileId, place: null, reader: actor });
  const facts = found && at.preview !== null ? await asPreviewed(found, at.preview) : found;
  if (!found || !facts || !can(actor, "file.download", facts)) throw nothing();
  const picture = await findPicture(db(), at);
  if (!picture) throw nothing();
  // The key changes each time the picture is made.
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

/** Sends captions to a player: our own WebVTT without the uploaded markup. */
export async function sendCaptions(asking: Asking, { fileId }: { fileId: string }): Promise<void> {
  const { req, res, actor } = asking;
  const found = await findDownload(db(), { fileId, place: null, reader: actor });
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

/** Access by preview link: only the file's use in the previewed work, as if that were published. */
async function asPreviewed(found: Download, token: string): Promise<Pick<Download, "uploaderId" | "uses">> {
  if (found.isWithheld) return found;
  const owner = await findPreviewed(token);
  const uses = found.uses.filter((use) => use.kind === owner.kind && use.ownerId === owner.id);
  return { uploaderId: null, uses: uses.map((use) => ({ ...use, isOpen: true })) };
}

/** Sends the files of a page, or some, as one archive: those the reader has access to. */
export async function sendArchive(
  asking: Asking,
  at: { place: string; ids: readonly string[] },
): Promise<void> {
  const { req, res, actor } = asking;
  await spend("archive", { ip: requestOrigin().ip, memberId: actor?.id ?? null });
  const all = await listDownloads(db(), { ...at, reader: actor });
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
