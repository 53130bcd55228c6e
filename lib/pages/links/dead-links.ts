import { LRUCache } from "lru-cache";
import { db, type Queryable } from "@/db/client";
import { env } from "@/lib/env";
import { dataHash } from "@/lib/text/hash";
import { linkedFrom } from "@/lib/text/targets";
import { type Area, linkKinds, namedIn } from "./kinds";
import { type DeadLink, type DeadLinkOf, type DeadLinks, deadLinksIn } from "./model";

export interface FoundDeadLinks {
  lost: DeadLinks;
  deadLinkOf: DeadLinkOf;
  /** Scopes of the dead links: their targets may be published or retracted. */
  scopes: string[];
}

/**
 * Finds links in texts to pages of this site that do not exist or were retracted. Runs when a text is drawn
 * and is never stored, because targets change. A link to a draft counts as missing, so it reveals nothing.
 */
export async function findDeadLinks(
  contents: readonly unknown[],
  on: Queryable = db(),
): Promise<FoundDeadLinks> {
  const { areas } = linkKinds();
  const home = env().APP_URL;
  const targets = [...new Set(contents.flatMap((content) => linkedIn(content, home)))];
  const there = await readThere(areas, targets, on);
  const lost = new Map<string, DeadLink>();
  for (const target of targets) {
    const isRetracted = there.get(target);
    if (isRetracted !== false) lost.set(target, { target, state: isRetracted ? "retracted" : "missing" });
  }
  const found = { home, links: [...lost.values()] };
  return {
    lost: found,
    deadLinkOf: deadLinksIn(found),
    scopes: areas.flatMap(({ area, staleBy }) =>
      namedIn(area, targets).flatMap((name) => staleBy(name, lost.has(`${area}/${name}`)) ?? []),
    ),
  };
}

/** Link targets by hash of the text; a text's links are the same each time it is drawn. */
const linked = new LRUCache<string, readonly string[]>({ max: 5_000 });

function linkedIn(content: unknown, home: string): readonly string[] {
  if (typeof content !== "object" || content === null) return [];
  const key = `${dataHash(content)} ${home}`;
  let targets = linked.get(key);
  if (!targets) {
    targets = [...linkedFrom([content], home)];
    linked.set(key, targets);
  }
  return targets;
}

/** Finds which targets exist, and whether each was retracted. */
async function readThere(
  areas: readonly Area[],
  targets: readonly string[],
  on: Queryable,
): Promise<Map<string, boolean>> {
  const there = await Promise.all(
    areas.map(async ({ area, find }) => {
      const names = namedIn(area, targets);
      const found = names.length > 0 ? [...(await find(names, on))] : [];
      return found.map(([name, isRetracted]) => [`${area}/${name}`, isRetracted] as const);
    }),
  );
  return new Map(there.flat());
}
