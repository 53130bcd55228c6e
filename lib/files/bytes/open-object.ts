import { randomBytes } from "node:crypto";
import type { Readable } from "node:stream";
import { DomainError } from "@/lib/core/errors";
import { storage } from "@/lib/storage/open";
import { bytesSource } from "@/lib/storage/sources";
import { MissingObject } from "@/lib/storage/store";

/** Opens bytes `from` to `to` (inclusive) of an object. Throws `unavailable` if the store does not have it. */
export async function openObject(key: string, from: number, to: number): Promise<Readable> {
  try {
    return await (await storage()).get(key, from, to);
  } catch (error) {
    // The row says that it exists, so this is our error; `storage:check` finds it.
    if (error instanceof MissingObject) throw new DomainError("unavailable", "storage");
    throw error;
  }
}

/** Stores a small object, reads it back and deletes it. `isSound` is false if it came back different. */
export async function tryStore(): Promise<{ name: string; isSound: boolean }> {
  const store = await storage();
  const key = `probe/${randomBytes(8).toString("hex")}`;
  const bytes = randomBytes(64);
  await store.put(key, bytesSource(bytes));
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of await store.get(key)) chunks.push(chunk as Buffer);
    return { name: store.name, isSound: Buffer.concat(chunks).equals(bytes) };
  } finally {
    await store.remove(key);
  }
}
