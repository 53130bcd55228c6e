import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical";

/** SHA-256 of the canonical JSON of a content, in hex. For the server only; browsers compare with `sameJson`. */
export function contentHash(content: unknown): string {
  return textHash(canonicalJson(content));
}

/** The same of a content that is written as canonical JSON already. */
export function textHash(canonical: string): string {
  return createHash("sha256").update(canonical, "utf8").digest("hex");
}
