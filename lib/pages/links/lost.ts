import { LRUCache } from "lru-cache";
import { db, type Queryable } from "@/db/client";
import { env } from "@/lib/env";
import { dataHash } from "@/lib/text/hash";
import { linkedFrom } from "@/lib/text/targets";
import { type Area, linkKinds, namedIn } from "./kinds";
import { deadLinksIn, type Lost, type LostLink, type LostOf } from "./model";

export interface LostLinks {
  lost: Lost;
  lostOf: LostOf;
  /** What makes a document stale that says so: these pages coming or going. */
  scopes: string[];
}

/**
 * Which links of some texts lead to pages of this site that readers cannot have. Asked where a text is drawn, and never
 * kept with it: what is missing may appear, and what is there may be taken back. Of a draft it says what it says of
 * nothing.
 */
export async function findDeadLinks(contents: readonly unknown[], on: Queryable = db()): Promise<LostLinks> {
  const { areas } = linkKinds();
  const home = env().APP_URL;
  const targets = [...new Set(contents.flatMap((content) => linkedIn(content, home)))];
  const there = await readThere(areas, targets, on);
  const lost = new Map<string, LostLink>();
  for (const target of targets) {
    const isRetracted = there.get(target);
    if (isRetracted !== false) lost.set(target, { target, state: isRetracted ? "retracted" : "missing" });
  }
  const found = { home, links: [...lost.values()] };
  return {
    lost: found,
    lostOf: deadLinksIn(found),
    scopes: areas.flatMap(({ area, staleBy }) =>
      namedIn(area, targets).flatMap((name) => staleBy(name, lost.has(`${area}/${name}`)) ?? []),
    ),
  };
}

/** The pages that a text names, by its hash: the links of a text are the same each time that it is drawn. */
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

/** The targets that there are, each with whether it was taken back. */
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
