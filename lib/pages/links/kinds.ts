import type { SQL } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { Composed } from "@/lib/core/composed";
import { type PageAddress, pageAddress } from "@/lib/core/page-address";
import { composeTargets } from "@/lib/text/targets";

/** A target of links, by the first part of its addresses: pages of one kind, or other addresses. */
export interface Area extends PageAddress {
  /** Further addresses below `/area/` that are not such pages. */
  screens?: readonly string[];
  /** Finds which of the names exist, and whether each was retracted. */
  find: (names: readonly string[], on: Queryable) => Promise<ReadonlyMap<string, boolean>>;
  /** Scope that makes texts with such a link stale (`isLost`: the link is dead); null if such targets never change. */
  staleBy: (name: string, isLost: boolean) => string | null;
  /**
   * Returns the name under which a link is stored, whatever name the text uses; null if it is not stored.
   * Default: the text's name.
   */
  keptAs?: (names: readonly string[], on: Queryable) => Promise<(name: string) => string | null>;
  /** Finds earlier names of a target. */
  findEarlier?: (name: string, on: Queryable) => Promise<string[]>;
}

/** A kind of page whose texts contain links. */
export interface LinkingKind extends Area {
  /** As `page.kind` names it. */
  kind: string;
  /** Set if only some may read its pages: then what their texts link to is not stored. */
  isSecret?: true;
  /** Query of public pages: `page_id`, and `name` as JSON, in one language or in all. */
  shown: SQL;
  /** Address of a page without language, if it is not made of the area, the folder and the slug. */
  pathOf?: (slug: string) => string;
  /** For pages whose parts are named one by one: whether a key is a part. */
  isPart?: (key: string) => boolean;
  /** Scope that is stale when one of its pages is published or retracted. */
  list?: string;
}

/** Returns the address of a page without language. */
export const pathOfPage = (own: LinkingKind, slug: string): string =>
  own.pathOf?.(slug) ?? pageAddress(own, slug);

/** All kinds of pages, and all targets of links. */
export interface Known {
  kinds: readonly LinkingKind[];
  areas: readonly Area[];
}

const table = new Composed<Known>("lib/page-kinds.ts");

/** Registers the targets of links. The table imports every domain, so it is passed in to avoid an import cycle. */
export function composeLinks(known: Known): void {
  table.set(known);
  composeTargets(
    Object.fromEntries(
      known.areas.flatMap(({ area, folder, screens }) => (screens ? [[area, { folder, screens }]] : [])),
    ),
  );
}

/** Returns the targets of links. Throws in a process that never loaded the table. */
export const linkKinds = (): Known => table.get();

/** Names of one area among some targets. */
export function namedIn(area: string, targets: Iterable<string>): string[] {
  return [...targets].flatMap((target) =>
    target.startsWith(`${area}/`) ? [target.slice(area.length + 1)] : [],
  );
}
