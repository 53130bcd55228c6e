import type { Queryable } from "@/db/client";
import type { UseAccess } from "@/db/schema/files";
import type { Actor } from "@/lib/core/actor";
import { Composed } from "@/lib/core/composed";

/**
 * Works whose readers can change although the works do not, such as comments, whose page can be hidden. The uses of their
 * files are stored as closed, and each request asks here.
 */
export interface AskedOwners {
  kind: string;
  /**
   * Finds for some works whether a reader sees them (null: a visitor). Leaves out those that this reader may not know of:
   * their files do not exist for them.
   */
  find(on: Queryable, reader: Actor | null, ids: readonly string[]): Promise<ReadonlyMap<string, boolean>>;
}

const table = new Composed<readonly AskedOwners[]>("lib/page-kinds.ts");

/** Registers the works that are asked at each request. Without it their files are closed to all but their uploaders. */
export function composeAskedOwners(owners: readonly AskedOwners[]): void {
  table.set(owners);
}

interface Use {
  kind: string;
  ownerId: string;
  access: UseAccess;
  isOpen: boolean;
}

/** Returns uses of files as they are for a reader now: opened where they see the work, left out where they may not know of it. */
export async function usesFor<U extends Use>(
  on: Queryable,
  reader: Actor | null,
  uses: readonly U[],
): Promise<U[]> {
  let asked = [...uses];
  for (const { kind, find } of table.find() ?? []) {
    const ids = uses.filter((use) => use.kind === kind).map(({ ownerId }) => ownerId);
    if (ids.length === 0) continue;
    const found = await find(on, reader, [...new Set(ids)]);
    asked = asked.flatMap((use) => {
      if (use.kind !== kind) return [use];
      const isOpen = found.get(use.ownerId);
      return isOpen === undefined ? [] : [{ ...use, isOpen }];
    });
  }
  return asked;
}
