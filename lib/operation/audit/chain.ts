import { createHash } from "node:crypto";
import { canonicalJson } from "@/lib/text/canonical";

/** An entry as the chain covers it: without the network address, which is deleted after 90 days. */
export interface ChainedEntry {
  id: string;
  at: Date;
  actorId: string | null;
  fact: string;
  subject: string;
  details: unknown;
  via: string;
}

/** Predecessor hash of the first link. */
export const FIRST = "0".repeat(64);

/** Computes the hash of a link: SHA-256 over the previous hash, the number and the entry, in hex. */
export function linkHash(previous: string, seq: number, entry: ChainedEntry): string {
  const { id, at, actorId, fact, subject, details, via } = entry;
  const text = canonicalJson([previous, seq, id, at.toISOString(), actorId, fact, subject, details, via]);
  return createHash("sha256").update(text).digest("hex");
}

/** The text that a head's signature covers. */
export const headText = (seq: number, hash: string) => `octopus audit ${seq} ${hash}`;
