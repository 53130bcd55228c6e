import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";

/**
 * Milliseconds in which one reader's requests for a file count as one download: players and resumed downloads
 * request parts.
 */
const ONE_DOWNLOAD = 30 * 60_000;

const KEY = Symbol.for("octopus.counted-downloads");
const shared = globalThis as { [KEY]?: LRUCache<string, true> };

/** Who requests a file: a member, or a visitor by address and browser; neither is stored. */
export interface Reader {
  memberId: string | null;
  ip: string | null;
  device: string | null;
}

/** Checks whether this request begins a new download, and counts it as begun. */
export function beginsDownload(fileId: string, { memberId, ip, device }: Reader): boolean {
  shared[KEY] ??= new LRUCache({ max: 20_000, ttl: ONE_DOWNLOAD });
  const reader = memberId ?? `${ip} ${device}`;
  const key = createHash("sha256").update(`${fileId} ${reader}`).digest("base64");
  if (shared[KEY].get(key)) return false;
  shared[KEY].set(key, true);
  return true;
}
