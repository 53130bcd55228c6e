import { randomBytes } from "node:crypto";
import type { Readable } from "node:stream";
import { DomainError } from "@/lib/core/errors";
import { storage } from "@/lib/storage/open";
import { bytesSource } from "@/lib/storage/sources";
import { MissingObject } from "@/lib/storage/store";

/** Opens bytes of the store, `from` to `to`, both included. Throws `unavailable` when it does not have them. */
export async function openObject(key: string, from: number, to: number): Promise<Readable> {
  try {
    return await (await storage()).get(key, from, to);
  } catch (error) {
    // Its row says that it is there, so this is a fault of ours, which `storage:check` finds.
    if (error instanceof MissingObject) throw new DomainError("unavailable", "storage");
    throw error;
  }
}

/** Puts a small object into the store, reads it back and removes it. False when it came back differently. */
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
