import type { Readable } from "node:stream";
import { DomainError } from "@/lib/core/errors";
import { storage } from "@/lib/storage/open";
import { MissingObject } from "@/lib/storage/store";

/** Opens bytes of the store, `from` to `to`, both included. Throws `unavailable` when it does not have them. */
export async function openObject(key: string, from: number, to: number): Promise<Readable> {
  try {
    return await (await storage()).get(key, from, to);
  } catch (error) {
    // Its row says that it is there, so this is a fault of ours, which `files:check` finds.
    if (error instanceof MissingObject) throw new DomainError("unavailable", "storage");
    throw error;
  }
}
