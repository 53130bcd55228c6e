import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";

/** For how long, in milliseconds, one reader's requests for a file are one download: players and resumed ones ask in parts. */
const ONE_DOWNLOAD = 30 * 60_000;

const KEY = Symbol.for("octopus.counted-downloads");
const shared = globalThis as { [KEY]?: LRUCache<string, true> };

/** Who asks for a file: a member, or a visitor by address and browser, neither of which is kept. */
export interface Reader {
  memberId: string | null;
  ip: string | null;
  device: string | null;
}

/** Whether this request begins a download that was not counted yet; it counts as one from then on. */
export function beginsDownload(fileId: string, { memberId, ip, device }: Reader): boolean {
  shared[KEY] ??= new LRUCache({ max: 20_000, ttl: ONE_DOWNLOAD });
  const reader = memberId ?? `${ip} ${device}`;
  const key = createHash("sha256").update(`${fileId} ${reader}`).digest("base64");
  if (shared[KEY].get(key)) return false;
  shared[KEY].set(key, true);
  return true;
}
