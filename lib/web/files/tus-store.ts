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
 * What the tus server keeps its uploads in: our rows and pieces, so that any instance takes up what another began.
 * Each upload is its member's alone; to others it is not there.
 */
export class TusStore extends DataStore {
  override extensions = ["creation", "creation-with-upload", "expiration", "termination"];

  /** The row was made when its id was asked for. */
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
      // What expires is counted from the last byte that came.
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

/** The member of this request: the door lets nobody else in. */
export async function signedIn(): Promise<Actor> {
  const actor = await requestContext()?.actor;
  if (!actor) throw new DomainError("unauthenticated", "sign_in");
  return actor;
}
