import { randomBytes } from "node:crypto";
import type { ObjectKind } from "@/db/schema/files";

/** A new key in the store: 128 random bits, which say nothing of the file. */
export function newKey(kind: ObjectKind): string {
  const random = randomBytes(16).toString("hex");
  return `${kind}/${random.slice(0, 2)}/${random}`;
}
