import type { SQL } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { composeTargets } from "@/lib/text/targets";

/** What texts lead to, by the first part of its addresses: the pages of one sort, or what is no page. */
export interface Area {
  area: string;
  /** Set where each page stands right below: what else stands there. */
  screens?: readonly string[];
  /** Which of some names there are, each with whether it was taken back. */
  find: (names: readonly string[], on: Queryable) => Promise<ReadonlyMap<string, boolean>>;
  /** What makes a text stale that leads to one of them, or to none; null where such never come and never go. */
  staleBy: (name: string, isLost: boolean) => string | null;
  /** Under which name links to one are kept, whatever they call it; none: as they call it; null: not at all. */
  keptAs?: (names: readonly string[], on: Queryable) => Promise<(name: string) => string | null>;
  /** The names under which one stood before. */
  findEarlier?: (name: string, on: Queryable) => Promise<string[]>;
}

/** A sort of page whose texts lead to others. */
export interface LinkingKind extends Area {
  /** As `page.kind` names it. */
  kind: string;
  /** Of the pages that everybody may read: `page_id`, and `name` as JSON, in one language or in all. */
  shown: SQL;
  /** Of pages of which each part is named by itself: whether there is one of a key. */
  isPart?: (key: string) => boolean;
  /** What is stale when one of its pages appears or is taken back, where they do. */
  list?: string;
}

/** The sorts of page, and all that their texts can lead to. */
export interface Known {
  kinds: readonly LinkingKind[];
  areas: readonly Area[];
}

let composed: Known | undefined;

/** Tells links of what there is to lead to. The table names every domain, so it is handed over when it is loaded. */
export function composeLinks(known: Known): void {
  composed = known;
  composeTargets(
    Object.fromEntries(known.areas.flatMap(({ area, screens }) => (screens ? [[area, screens]] : []))),
  );
}

/** What texts lead to. Throws in a process that never loaded the table. */
export function linkKinds(): Known {
  if (!composed) throw new Error("lib/page-kinds.ts was not loaded: import it, or lib/transact.ts, first");
  return composed;
}

/** The names of an area among some targets. */
export function namedIn(area: string, targets: Iterable<string>): string[] {
  return [...targets].flatMap((target) =>
    target.startsWith(`${area}/`) ? [target.slice(area.length + 1)] : [],
  );
}
