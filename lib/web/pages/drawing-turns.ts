import { inLane } from "@/db/client";
import { DomainError } from "@/lib/core/errors";
import type { LimitName } from "../limits";

/** Ordinary pages, and those drawn for a typed query. */
type Sort = "page" | "search";

/** How many are drawn at once, and how many may wait. */
export interface Bounds {
  atOnce: number;
  /** Of these, searches. */
  searchesAtOnce: number;
  waiting: Record<Sort, number>;
}

const BOUNDS: Bounds = { atOnce: 4, searchesAtOnce: 2, waiting: { page: 200, search: 50 } };
/** A waiting search has its turn after this many pages in a row, so that load of pages never starves searches. */
const PAGES_IN_A_ROW = 8;
const RETRY_AFTER = 2;

/**
 * Schedules drawings: pages before searches, few at a time, since more would only share one processor and the
 * database connections. Beyond a limited queue, readers are told when to retry.
 */
export class DrawingTurns {
  private readonly waiting: Record<Sort, (() => void)[]> = { page: [], search: [] };
  private readonly running: Record<Sort, number> = { page: 0, search: 0 };
  private pagesInARow = 0;

  constructor(private readonly bounds: Bounds = BOUNDS) {}

  /** Runs a drawing in its turn. Throws `unavailable` if too many wait. */
  async run<T>(sort: Sort, draw: () => Promise<T>): Promise<T> {
    await this.enter(sort);
    try {
      return await draw();
    } finally {
      this.running[sort] -= 1;
      this.startNext();
    }
  }

  private enter(sort: Sort): Promise<void> | undefined {
    const queue = this.waiting[sort];
    if (queue.length === 0 && this.hasRoom(sort)) {
      this.running[sort] += 1;
      return undefined;
    }
    if (queue.length >= this.bounds.waiting[sort])
      throw new DomainError("unavailable", "many_readers", { retryAfter: RETRY_AFTER });
    return new Promise((start) => queue.push(start));
  }

  private hasRoom(sort: Sort): boolean {
    const { page, search } = this.running;
    return page + search < this.bounds.atOnce && (sort === "page" || search < this.bounds.searchesAtOnce);
  }

  private startNext(): void {
    const order: Sort[] = this.pagesInARow < PAGES_IN_A_ROW ? ["page", "search"] : ["search", "page"];
    for (const sort of order) {
      if (this.waiting[sort].length === 0 || !this.hasRoom(sort)) continue;
      this.pagesInARow = sort === "page" ? this.pagesInARow + 1 : 0;
      this.running[sort] += 1;
      this.waiting[sort].shift()?.();
      return;
    }
  }
}

const KEY = Symbol.for("octopus.drawing-turns");
const shared = globalThis as { [KEY]?: DrawingTurns };

/** Draws in its turn, on the connections of its sort. */
export function inTurn<T>(limit: LimitName | undefined, draw: () => Promise<T>): Promise<T> {
  shared[KEY] ??= new DrawingTurns();
  const sort = limit === "search" || limit === "suggest" ? "search" : "page";
  return shared[KEY].run(sort, () => inLane(sort === "search" ? "search" : "reading", draw));
}
