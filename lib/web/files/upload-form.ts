import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { largestUpload, removeFile } from "@/lib/files";
import { receiveBytes, withWorkFolder } from "@/lib/files/bytes";
import { addUploadResult, cleanFileName, type UploadResult } from "@/lib/files/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { type By, transact } from "@/lib/transact";
import { spend } from "../limits";
import { placeAfter } from "../next-place";
import { requestOrigin } from "../request-context";
import { beginUpload, recordRefusal, refusalOf } from "./begin-upload";
import { readParts } from "./multipart";

/** Where the form redirects by default. */
export const OWN_UPLOADS = "/me/uploads";

/** Largest form with files: one file of maximum size, plus room for the other fields. */
export function largestForm(): number {
  return largestUpload() + 1024 * 1024;
}

/**
 * Receives files from a plain form, without scripts: each is written to local disk as it arrives, then stored
 * like any upload. Before the files come the fields `next`, where it redirects with accepted and refused files
 * (`addUploadResult`), and `to`, the page of the work that the files are for.
 */
export async function takeForm(
  req: IncomingMessage,
  res: ServerResponse,
  { actor, locale }: { actor: Actor | null; locale: Locale },
): Promise<void> {
  if (!actor || actor.scopes !== null)
    return leadOn(res, localePath(locale, `/signin?next=${encodeURIComponent(await nextOf(req))}`));
  await spend("upload", { ip: requestOrigin().ip, memberId: actor.id });
  const by: By = { actor, origin: requestOrigin() };
  const result: UploadResult = { uploaded: [], refused: [] };
  let next = OWN_UPLOADS;
  let to: string | null = null;
  for await (const part of readParts(req.headers["content-type"], req)) {
    if (part.kind === "field") {
      if (part.name === "next") next = part.value;
      if (part.name === "to") to = part.value;
      continue;
    }
    // An empty file field has no file name.
    if (part.filename === "") continue;
    try {
      result.uploaded.push(await takeFile(by, { name: part.filename, to }, part.bytes));
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal === null) throw error;
      result.refused.push({ refusal, name: cleanFileName(part.filename) });
    }
  }
  const place = placeAfter(next);
  const after = new URL(localePath(place.locale ?? locale, place.to), "http://site.invalid");
  if (result.uploaded.length + result.refused.length === 0)
    result.refused.push({ refusal: "none", name: "" });
  addUploadResult(after, result);
  leadOn(res, after.pathname + after.search + after.hash);
}

/** Returns where a form without a session leads after signing in: the page with the form. */
async function nextOf(req: IncomingMessage): Promise<string> {
  for await (const part of readParts(req.headers["content-type"], req)) {
    if (part.kind === "file") break;
    if (part.name === "next") return placeAfter(part.value).to;
  }
  return OWN_UPLOADS;
}

async function takeFile(
  by: By,
  { name, to }: { name: string; to: string | null },
  bytes: AsyncIterable<Buffer>,
): Promise<string> {
  return withWorkFolder(async (folder) => {
    const path = join(folder, "form");
    const size = await write(path, bytes).catch(async (error: unknown) => {
      await recordRefusal(by, { name, size: largestUpload(), to }, error);
      throw error;
    });
    const fileId = await beginUpload(by, { name, size, to });
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
