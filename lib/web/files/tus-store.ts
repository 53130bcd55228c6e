import type { Readable } from "node:stream";
import { DataStore, ERRORS, Upload } from "@tus/server";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { findOwnUpload, removeFile } from "@/lib/files";
import { receiveBytes } from "@/lib/files/bytes";
import { FILE_HOURS } from "@/lib/files/model";
import { transact } from "@/lib/transact";
import { requestContext, requestOrigin } from "../request-context";

/**
 * Storage for the tus server: our rows and pieces, so that any instance can continue an upload. Each upload
 * is visible to its member only.
 */
export class TusStore extends DataStore {
  override extensions = ["creation", "creation-with-upload", "expiration", "termination"];

  /** The row was created with its id. */
  override async create(upload: Upload): Promise<Upload> {
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const found = await findOwnUpload(await signedIn(), id);
    if (!found) throw ERRORS.FILE_NOT_FOUND;
    return new Upload({
      id,
      size: found.size,
      offset: found.received,
      // Expiry counts from the last byte received.
      creation_date: found.touchedAt.toISOString(),
    });
  }

  override async write(bytes: Readable, id: string, offset: number): Promise<number> {
    const by = { actor: await signedIn(), origin: requestOrigin() };
    return (await receiveBytes(by, id, offset, bytes)).received;
  }

  override async remove(id: string): Promise<void> {
    const by = { actor: await signedIn(), origin: requestOrigin() };
    await transact(by, (ctx) => removeFile(ctx, { fileId: id }));
  }

  override getExpiration(): number {
    return FILE_HOURS.unfinished * 3_600_000;
  }
}

/** The signed-in member of this request; the route requires one. */
export async function signedIn(): Promise<Actor> {
  const actor = await requestContext()?.actor;
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  return actor;
}
