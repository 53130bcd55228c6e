import { Readable } from "node:stream";
import { DomainError } from "@/lib/core/errors";
import { openObject } from "@/lib/files/bytes";
import { findDumpFile } from "@/lib/open-data";
import { OneDump } from "@/lib/open-data/model";
import { reading } from "@/lib/web/endpoint";
import { isKnown } from "@/lib/web/open-data";

/** A file of a dump: gzipped JSON Lines, passed on as it is read. */
export const GET = reading({
  input: OneDump,
  limit: "dump",
  isPublic: true,
  async read(_actor, { id, file }, request) {
    const found = await findDumpFile(id, file);
    if (!found) throw new DomainError("not_found");
    const tag = `"${found.sha256}"`;
    const headers = {
      "content-type": "application/gzip",
      "content-disposition": `attachment; filename="${file}"`,
      "cache-control": "public, max-age=0, must-revalidate",
      etag: tag,
    };
    if (isKnown(request, tag)) return new Response(null, { status: 304, headers });
    const bytes = await openObject(found.objectKey, 0, found.bytes - 1);
    return new Response(Readable.toWeb(bytes) as ReadableStream<Uint8Array>, {
      headers: { ...headers, "content-length": String(found.bytes) },
    });
  },
});
