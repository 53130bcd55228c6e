import type { Conflict } from "../model";
import type { Field } from "../records-fields";
import { mergeOrder } from "./merge-order";

/** An element with an id in an ordered list: a block, a record, or a nested record. */
export interface Item<T> {
  id: string;
  value: T;
}

export interface ItemRules<T> {
  kind: "block" | "record";
  /** Path of the list. */
  path: string[];
  /** Compares two values, ignoring ids. */
  same(a: T, b: T): boolean;
  /** Merges an item that both changed, or that both added under one id (then `base` is null). */
  both(id: string, base: T | null, theirs: T, mine: T): { value: T; conflicts: Conflict[] };
  /** For records: what conflicts need to name and draw them. */
  fields: readonly Field[];
  titleOf(value: T): string | null;
  /** Whether equal additions at one place become one. False where other content refers to ids. */
  joinsEqualAdditions: boolean;
}

interface Side<T> {
  ids: string[];
  values: Map<string, T>;
}

/**
 * Merges lists of items with ids (three-way). Additions of both sides are kept, each once. A removal is
 * applied if the other side left the item alone, and is a conflict otherwise. A change or move by one side is
 * applied; items that both changed go to `rules.both`.
 */
export function mergeItems<T>(
  base: readonly Item<T>[],
  theirs: readonly Item<T>[],
  mine: readonly Item<T>[],
  rules: ItemRules<T>,
): { items: Item<T>[]; conflicts: Conflict[] } {
  const b = side(base);
  const t = side(theirs);
  const m = rules.joinsEqualAdditions ? renameEqualAdditions(b, t, side(mine), rules) : side(mine);
  const values = new Map<string, T>();
  const alive = new Set<string>();
  const found = new Map<string, Conflict[]>();
  for (const id of new Set([...t.ids, ...m.ids])) {
    const outcome = mergeOne(id, b.values.get(id), t.values.get(id), m.values.get(id), rules);
    if (outcome.value !== undefined) values.set(id, outcome.value);
    if (outcome.value !== undefined || outcome.conflicts.length > 0) alive.add(id);
    if (outcome.conflicts.length > 0) found.set(id, outcome.conflicts);
  }
  return listMerged(mergeOrder(b.ids, t.ids, m.ids, alive), values, found);
}

function side<T>(items: readonly Item<T>[]): Side<T> {
  return { ids: items.map((item) => item.id), values: new Map(items.map((item) => [item.id, item.value])) };
}

/** Lists items and conflicts in order; a conflict of an absent item names the item it would follow. */
function listMerged<T>(order: string[], values: Map<string, T>, found: Map<string, Conflict[]>) {
  const items: Item<T>[] = [];
  const conflicts: Conflict[] = [];
  for (const id of order) {
    const after = items.at(-1)?.id ?? null;
    for (const conflict of found.get(id) ?? []) {
      conflicts.push(conflict.kind === "field" || values.has(id) ? conflict : { ...conflict, after });
    }
    const value = values.get(id);
    if (value !== undefined) items.push({ id, value });
  }
  return { items, conflicts };
}

function mergeOne<T>(
  id: string,
  base: T | undefined,
  theirs: T | undefined,
  mine: T | undefined,
  rules: ItemRules<T>,
): { value?: T; conflicts: Conflict[] } {
  if (theirs !== undefined && mine !== undefined) {
    if (rules.same(theirs, mine)) return { value: theirs, conflicts: [] };
    if (base !== undefined && rules.same(base, mine)) return { value: theirs, conflicts: [] };
    if (base !== undefined && rules.same(base, theirs)) return { value: mine, conflicts: [] };
    return rules.both(id, base ?? null, theirs, mine);
  }
  const only = theirs ?? mine;
  if (only === undefined || base === undefined)
    return { ...(only === undefined ? {} : { value: only }), conflicts: [] };
  if (rules.same(base, only)) return { conflicts: [] };
  const path = [...rules.path, id];
  const conflict: Conflict = {
    id: path.join("/"),
    kind: rules.kind,
    path,
    base,
    theirs: theirs ?? null,
    mine: mine ?? null,
    after: null,
    canKeepBoth: false,
    hand: null,
    title: rules.titleOf(only),
    fields: rules.fields,
  };
  return { ...(theirs === undefined ? {} : { value: theirs }), conflicts: [conflict] };
}

/** Gives my additions the id of their equal additions at the same place, e.g. when two people pasted the same text. */
function renameEqualAdditions<T>(
  base: Side<T>,
  theirs: Side<T>,
  mine: Side<T>,
  rules: ItemRules<T>,
): Side<T> {
  const theirAdditions = additions(base, theirs, mine);
  const names = new Map<string, string>();
  for (const [id, after] of additions(base, mine, theirs)) {
    const value = mine.values.get(id);
    const twin = theirAdditions.find(([theirId, theirAfter]) => {
      const theirValue = theirs.values.get(theirId);
      return (
        theirAfter === after &&
        value !== undefined &&
        theirValue !== undefined &&
        rules.same(value, theirValue)
      );
    });
    if (!twin) continue;
    names.set(id, twin[0]);
    theirAdditions.splice(theirAdditions.indexOf(twin), 1);
  }
  if (names.size === 0) return mine;
  const name = (id: string) => names.get(id) ?? id;
  return {
    ids: mine.ids.map(name),
    values: new Map([...mine.values].map(([id, value]) => [name(id), value])),
  };
}

/** Lists a side's additions, each with the base item that it follows. */
function additions<T>(base: Side<T>, one: Side<T>, other: Side<T>): [string, string | null][] {
  const found: [string, string | null][] = [];
  let after: string | null = null;
  for (const id of one.ids) {
    if (base.values.has(id)) after = id;
    else if (!other.values.has(id)) found.push([id, after]);
  }
  return found;
}
