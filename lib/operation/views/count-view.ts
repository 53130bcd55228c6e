import { describeError, log } from "@/lib/log";
import { isPerson } from "./person";
import { addViews } from "./store-views";

/** Distinct paths counted between two writes; views of further ones are counted together. */
export const MAX_PATHS = 5_000;
/** A longer path is counted with the rest. */
const MAX_LENGTH = 200;
/** Milliseconds between two writes. */
const FLUSH_MS = 60_000;

interface Counts {
  byPath: Map<string, number>;
  /** The last write, running or done; writes are sequential. */
  written: Promise<void>;
}

const KEY = Symbol.for("octopus.page-views");
const shared = globalThis as { [KEY]?: Counts };

/** Path under which everything beyond the limits is counted. */
export const OTHERS = "";

/**
 * Counts a view of a page by a person, in memory. Called for each page that is sent: it waits for nothing and stores
 * nothing of the reader. `agent` and `purpose`: the headers `User-Agent` and `Sec-Purpose`.
 */
export function countView(path: string, agent: string | undefined, purpose: string | undefined): void {
  if (purpose !== undefined || !isPerson(agent)) return;
  shared[KEY] ??= { byPath: new Map(), written: Promise.resolve() };
  const own = shared[KEY];
  const { byPath } = own;
  const n = byPath.get(path);
  if (n !== undefined) byPath.set(path, n + 1);
  else if (byPath.size < MAX_PATHS && path.length <= MAX_LENGTH) byPath.set(path, 1);
  else byPath.set(OTHERS, (byPath.get(OTHERS) ?? 0) + 1);
}

/**
 * Adds the counts to the database every minute. Only the process that serves pages does so: others, such as tests and
 * commands, write nothing by themselves.
 */
export function keepWritingViews(): void {
  setInterval(() => void flushViews(), FLUSH_MS).unref();
}

/** Adds the counts to the database. If that fails they are added with the next ones, within the same limits. */
export function flushViews(): Promise<void> {
  const own = shared[KEY];
  if (!own) return Promise.resolve();
  own.written = own.written.then(() => write(own));
  return own.written;
}

async function write(own: Counts): Promise<void> {
  if (own.byPath.size === 0) return;
  const counted = own.byPath;
  own.byPath = new Map();
  try {
    await addViews(counted, new Date());
  } catch (error) {
    log().warn({ event: "views.not-counted", ...describeError(error) });
    for (const [path, n] of counted) {
      const to = own.byPath.has(path) || own.byPath.size < MAX_PATHS ? path : OTHERS;
      own.byPath.set(to, (own.byPath.get(to) ?? 0) + n);
    }
  }
}
