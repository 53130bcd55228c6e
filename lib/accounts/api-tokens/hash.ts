import { createHash } from "node:crypto";

/** The hash of a personal token by which it is stored: SHA-256 in hex. */
export const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");
