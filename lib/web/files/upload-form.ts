import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { Actor } from "@/lib/core/actor";
import { DomainError, isDomainError } from "@/lib/core/errors";
import { largestUpload, removeFile, startUpload } from "@/lib/files";
import { receiveBytes, withWorkFolder } from "@/lib/files/bytes";
import { addUploadResult, cleanFileName, type Refusal, type UploadResult } from "@/lib/files/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { type By, transact } from "@/lib/transact";
import { spend } from "../limits";
import { placeAfter } from "../next-place";
import { requestOrigin } from "../request-context";
import { readParts } from "./multipart";

/** Where the form redirects by default. */
export const OWN_UPLOADS = "/me/uploads";

/** Largest form with files: one file of maximum size, plus room for the other fields. */
export function largestForm(): number {
  return largestUpload() + 1024 * 1024;
}

/**
 * Receives files from a plain form, without scripts: each is written to local disk as it arrives, then stored
 * like any upload. The field `next`, before the files, is where it redirects, with accepted and refused files
 * (`addUploadResult`).
 */
export async function takeForm(
  req: IncomingMessage,
  res: ServerResponse,
  { actor, locale }: { actor: Actor | null; locale: Locale },
): Promise<void> {
  if (!actor || actor.scopes !== null) return leadOn(res, localePath(locale, `/signin?next=${OWN_UPLOADS}`));
  await spend("upload", { ip: requestOrigin().ip, memberId: actor.id });
  const by: By = { actor, origin: requestOrigin() };
  const result: UploadResult = { uploaded: [], refused: [] };
  let next = OWN_UPLOADS;
  for await (const part of readParts(req.headers["content-type"], req)) {
    if (part.kind === "field") {
      if (part.name === "next") next = part.value;
      continue;
    }
    // An empty file field has no file name.
    if (part.filename === "") continue;
    try {
      result.uploaded.push(await takeFile(by, part.filename, part.bytes));
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      result.refused.push({ refusal, name: cleanFileName(part.filename) });
    }
  }
  const place = placeAfter(next);
  const to = new URL(localePath(place.locale ?? locale, place.to), "http://site.invalid");
  if (result.uploaded.length + result.refused.length === 0)
    result.refused.push({ refusal: "none", name: "" });
  addUploadResult(to, result);
  leadOn(res, to.pathname + to.search + to.hash);
}

/** Code of an error that concerns one file; null if it ends the whole form. */
function refusalOf(error: unknown): Refusal | null {
  if (!isDomainError(error)) return null;
  if (error.reason === "file" && error.code === "too_large") return "too_large";
  if (error.reason === "file" && error.code === "unsupported") return "type";
  if (error.code !== "invalid") return null;
  return error.reason === "file_empty" ? "empty" : error.reason === "file_quota" ? "quota" : null;
}

async function takeFile(by: By, filename: string, bytes: AsyncIterable<Buffer>): Promise<string> {
  return withWorkFolder(async (folder) => {
    const path = join(folder, "form");
    const size = await write(path, bytes);
    const { fileId } = await transact(by, (ctx) => startUpload(ctx, { name: filename, size }));
    try {
      await receiveBytes(by, fileId, 0, createReadStream(path));
    } catch (error) {
      // A form cannot be resumed, so the partial file is deleted.
      await transact(by, (ctx) => removeFile(ctx, { fileId })).catch(() => undefined);
      throw error;
    }
    return fileId;
  });
}

async function write(path: string, bytes: AsyncIterable<Buffer>): Promise<number> {
  const file = await open(path, "wx", 0o600);
  let size = 0;
  try {
    for await (const chunk of bytes) {
      size += chunk.length;
      if (size > largestUpload()) throw new DomainError("too_large", "file");
      await file.writeFile(chunk);
    }
    return size;
  } finally {
    await file.close();
  }
}

function leadOn(res: ServerResponse, to: string): void {
  res.writeHead(303, { location: to, "cache-control": "no-store", "content-length": 0 }).end();
}
