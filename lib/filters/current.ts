import { asc, eq, ne, sql } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { version } from "@/db/schema/core";
import { type FilterStage, textFilter } from "@/db/schema/filters";
import { scope } from "@/lib/core/versions";
import { type Matcher, matcherOf } from "./match";
import type { Conditions, Script } from "./model";

/** A filter in force. */
export interface ActiveFilter extends Pick<Conditions, "writers" | "places"> {
  id: string;
  stage: FilterStage;
  explanation: string;
  changedAt: Date;
  matcher: Matcher;
}

interface Known {
  version: string;
  filters: readonly ActiveFilter[];
}

const KEY = Symbol.for("octopus.filters");
const shared = globalThis as { [KEY]?: Known };

/**
 * Returns the filters in force, prepared for comparing. Every process keeps them until their version rises, which each write
 * asks for by one key.
 */
export async function activeFilters(tx: Tx): Promise<readonly ActiveFilter[]> {
  // With the transaction that raised it: after a restored backup the same number may stand for others.
  const [row] = await tx
    .select({ n: sql<string>`${version.n} || '/' || ${version}.xmin` })
    .from(version)
    .where(eq(version.scope, scope.filters));
  if (!row) return [];
  const known = shared[KEY];
  if (known?.version === row.n) return known.filters;
  // Read after their version, so they are at least as new.
  const rows = await tx
    .select({
      id: textFilter.id,
      words: textFilter.words,
      hosts: textFilter.hosts,
      minLinks: textFilter.minLinks,
      writers: textFilter.writers,
      script: textFilter.script,
      places: textFilter.places,
      stage: textFilter.stage,
      explanation: textFilter.explanation,
      changedAt: textFilter.changedAt,
    })
    .from(textFilter)
    .where(ne(textFilter.stage, "off"))
    .orderBy(asc(textFilter.id));
  const filters = rows.map(({ words, hosts, minLinks, script, ...rest }) => ({
    ...rest,
    matcher: matcherOf({ words, hosts, minLinks, script: script as Script | null }),
  }));
  shared[KEY] = { version: row.n, filters };
  return filters;
}
