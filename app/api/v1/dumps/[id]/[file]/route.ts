import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { DomainError } from "@/lib/core/errors";
import { openObject } from "@/lib/files/bytes";
import { findDumpFile, findDumpProof } from "@/lib/open-data";
import { OneDump, PROOF_FILES, type ProofFile } from "@/lib/open-data/dumps/model";
import { reading } from "@/lib/web/api/endpoint";
import { isKnown } from "@/lib/web/api/open-data";

const isProof = (file: string): file is ProofFile => (PROOF_FILES as readonly string[]).includes(file);

const headersOf = (file: string, type: string, tag: string) => ({
  "content-type": type,
  "content-disposition": `attachment; filename="${file}"`,
  "cache-control": "public, max-age=0, must-revalidate",
  etag: tag,
});

/** A file of a dump: gzipped JSON Lines, streamed, or the files to verify it. */
export const GET = reading({
  input: OneDump,
  limit: "dump",
  isPublic: true,
  async read(_actor, { id, file }, request) {
    if (isProof(file)) return proof(id, file, request);
    const found = await findDumpFile(id, file);
    if (!found) throw new DomainError("not_found");
    const tag = `"${found.sha256}"`;
    const headers = headersOf(file, "application/gzip", tag);
    if (isKnown(request, tag)) return new Response(null, { status: 304, headers });
    const bytes = await openObject(found.objectKey, 0, found.bytes - 1);
    return new Response(Readable.toWeb(bytes) as ReadableStream<Uint8Array>, {
      headers: { ...headers, "content-length": String(found.bytes) },
    });
  },
});

async function proof(id: string, file: ProofFile, request: Request): Promise<Response> {
  const bytes = await findDumpProof(id, file);
  if (!bytes) throw new DomainError("not_found");
  const tag = `"${createHash("sha256").update(bytes).digest("hex")}"`;
  const headers = headersOf(file, "application/octet-stream", tag);
  if (isKnown(request, tag)) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(bytes), {
    headers: { ...headers, "content-length": String(bytes.length) },
  });
}
