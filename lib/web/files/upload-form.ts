import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import type { Actor } from "@/lib/core/actor";
import { DomainError, isWithinLimit } from "@/lib/core/errors";
import { largestUpload, refusalOf } from "@/lib/files";
import { giveUp, receiveBytes, withWorkFolder } from "@/lib/files/bytes";
import { addUploadResult, cleanFileName, type UploadResult } from "@/lib/files/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { By } from "@/lib/transact";
import { spend } from "../limits";
import { requestOrigin } from "../request-context";
import { beginUpload, recordRefusal } from "./begin-upload";
import { type Part, readParts } from "./multipart";
import { TypedFields } from "./typed-fields";

/** Largest form with files: one file of maximum size, plus room for the other fields. */
export function largestForm(): number {
  return largestUpload() + 1024 * 1024;
}

/** A form with files on its way: its fields, and what became of its files. */
interface Taking {
  by: By;
  fields: TypedFields;
  result: UploadResult;
  /** False if the member has sent too much: the form comes back with what was written in it. */
  takesFiles: boolean;
}

/**
 * Receives files from a plain form, without scripts: each is written to local disk as it arrives, then stored
 * like any upload. Before the files come the fields `next`, where it redirects with accepted and refused files
 * (`addUploadResult`), and `to`, the page of the work that the files are for. What was written in the same form comes back
 * on that page (`TypedFields`), whatever becomes of the files.
 */
export async function takeForm(
  req: IncomingMessage,
  res: ServerResponse,
  { actor, locale }: { actor: Actor | null; locale: Locale },
): Promise<void> {
  const fields = new TypedFields();
  const parts = readParts(req.headers["content-type"], req);
  const first = await readUntilFile(parts, fields);
  if (!actor || actor.scopes !== null) return signInFirst(req, res, { fields, locale });
  if (fields.isWritten && fields.isOfAnother(actor))
    return signInFirst(req, res, { fields, locale, problem: "other_member" });
  const spent = spend("upload", { ip: requestOrigin().ip, memberId: actor.id });
  if (!fields.isWritten) await spent;
  const takesFiles = await isWithinLimit(spent);
  const by: By = { actor, origin: requestOrigin() };
  const taking: Taking = { by, fields, result: { uploaded: [], refused: [] }, takesFiles };
  if (first) await takePart(taking, first);
  for await (const part of parts) await takePart(taking, part);
  const { result } = taking;
  if (result.uploaded.length + result.refused.length === 0)
    result.refused.push({ refusal: "none", name: "" });
  const held = await fields.hold(req, { actor, locale });
  const after = new URL(held.to, "http://site.invalid");
  addUploadResult(after, result);
  leadOn(res, after.pathname + after.search + after.hash, held.setCookie);
}

/** Reads fields up to the first file, which is returned unread; null if there is none. */
async function readUntilFile(parts: AsyncGenerator<Part>, fields: TypedFields): Promise<Part | null> {
  for (;;) {
    const next = await parts.next();
    if (next.done) return null;
    if (next.value.kind === "file") return next.value;
    fields.add(next.value.name, next.value.value);
  }
}

async function takePart({ by, fields, result, takesFiles }: Taking, part: Part): Promise<void> {
  if (part.kind === "field") return fields.add(part.name, part.value);
  // An empty file field has no file name.
  if (part.filename === "") return;
  const name = cleanFileName(part.filename);
  if (!takesFiles) {
    result.refused.push({ refusal: "quota", name });
    return;
  }
  try {
    result.uploaded.push(await takeFile(by, { name: part.filename, to: fields.get("to") }, part.bytes));
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) throw error;
    result.refused.push({ refusal, name });
  }
}

/** Leads to signing in and back to the page of the form, with what was typed in it. */
async function signInFirst(
  req: IncomingMessage,
  res: ServerResponse,
  { fields, locale, problem }: { fields: TypedFields; locale: Locale; problem?: "other_member" },
): Promise<void> {
  const { to, setCookie } = await fields.hold(req, { actor: null, locale });
  const told = problem ? `&problem=${problem}` : "";
  leadOn(res, localePath(locale, `/signin?next=${encodeURIComponent(to)}${told}`), setCookie);
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
      await giveUp(by, [fileId]);
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

function leadOn(res: ServerResponse, to: string, setCookie?: string): void {
  // Appended, as the front door may have set one.
  if (setCookie) res.appendHeader("set-cookie", setCookie);
  res.writeHead(303, { location: to, "cache-control": "no-store", "content-length": 0 }).end();
}
