import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/text/canonical";

/** An entry of the log as the chain covers it: all but the address, which goes after its 90 days. */
export interface ChainedEntry {
  id: string;
  at: Date;
  actorId: string | null;
  fact: string;
  subject: string;
  details: unknown;
  via: string;
}

/** What the hash of the first link covers where another's covers the one before. */
export const FIRST = "0".repeat(64);

/** The hash of a link: SHA-256 over the one before, its number and the entry, in hex. */
export function linkHash(previous: string, seq: number, entry: ChainedEntry): string {
  const { id, at, actorId, fact, subject, details, via } = entry;
  const text = canonicalJson([previous, seq, id, at.toISOString(), actorId, fact, subject, details, via]);
  return createHash("sha256").update(text).digest("hex");
}

/** What the signature of a head covers. */
export const headText = (seq: number, hash: string) => `octopus audit ${seq} ${hash}`;
