import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical";

/** SHA-256 of the canonical JSON of a content, in hex. For the server only; browsers compare with `sameJson`. */
export function contentHash(content: unknown): string {
  return createHash("sha256").update(canonicalJson(content), "utf8").digest("hex");
}
