import { createHash } from "node:crypto";
import { storage } from "@/lib/storage/open";
import { objectSource } from "@/lib/storage/sources";
import type { Store } from "@/lib/storage/store";

export interface Moved {
  copied: number;
  /** Objects that the target already had. */
  present: number;
  removed: number;
  bytes: number;
}

/**
 * Copies every object of the store to another one and verifies each by reading it back. Existing objects are
 * skipped, so it can be resumed. `isRemoving`: deletes the sources once all are copied.
 */
export async function moveObjects(
  target: Store,
  options: { isRemoving?: boolean; onObject?: (moved: Moved) => void } = {},
): Promise<Moved> {
  const source = await storage();
  const moved: Moved = { copied: 0, present: 0, removed: 0, bytes: 0 };
  for await (const { key, size } of source.list()) {
    if ((await target.size(key)) === size) moved.present += 1;
    else {
      await target.put(key, objectSource(source, key, size));
      if ((await sumIn(target, key)) !== (await sumIn(source, key)))
        throw new Error(`${key} did not arrive as it was`);
      moved.copied += 1;
      moved.bytes += size;
    }
    options.onObject?.(moved);
  }
  if (!options.isRemoving) return moved;
  for await (const { key, size } of source.list()) {
    // Added during the run: kept for the next one.
    if ((await target.size(key)) !== size) continue;
    await source.remove(key);
    moved.removed += 1;
  }
  return moved;
}

async function sumIn(store: Store, key: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of await store.get(key)) hash.update(chunk as Buffer);
  return hash.digest("hex");
}
