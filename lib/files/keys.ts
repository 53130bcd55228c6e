import { randomBytes } from "node:crypto";
import type { ObjectKind } from "@/db/schema/files";

/** Generates a key for the store: 128 random bits, so that it reveals nothing about the file. */
export function newKey(kind: ObjectKind): string {
  const random = randomBytes(16).toString("hex");
  return `${kind}/${random.slice(0, 2)}/${random}`;
}
