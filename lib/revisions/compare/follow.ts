import type { Content, TopBlock } from "@/lib/text/nodes";
import { blockKey } from "./blocks";

/*
 * Follows a translation's source block by block. A translated block has the id of its source block, so
 * changes of the source show which translated blocks are outdated.
 */

/** Changes of the source since the revision that the translation follows. */
export interface Drift {
  /** Ids of changed source blocks, in the source's order. */
  changed: string[];
  /** Source blocks that the translation lacks. */
  added: string[];
  /** Blocks of the translation whose source block is gone. */
  removed: string[];
  /** Number of changed blocks without a counterpart in the translation, which has another structure. */
  unplaced: number;
}

const byId = (content: Content) => new Map(content.doc.content.map((block) => [block.attrs.id, block]));

/** Finds the outdated parts of a translation. `followed`: the source when the translation was last up to date. */
export function driftOf(followed: Content, source: Content, translation: Content): Drift {
  const [before, own] = [byId(followed), byId(translation)];
  const now = byId(source);
  const drift: Drift = { changed: [], added: [], removed: [], unplaced: 0 };
  for (const [id, block] of now) {
    const was = before.get(id);
    if (was && blockKey(was) === blockKey(block)) continue;
    if (own.has(id)) drift.changed.push(id);
    else if (was) drift.unplaced += 1;
    else drift.added.push(id);
  }
  for (const id of before.keys()) {
    if (now.has(id)) continue;
    if (own.has(id)) drift.removed.push(id);
    else drift.unplaced += 1;
  }
  return drift;
}

/**
 * Gives new blocks of a translation the ids of the matching source blocks: between blocks that both have, if
 * number, types and order agree. Other blocks keep their ids, as do those in `kept` (present before).
 */
export function followBlocks(source: Content, translation: Content, kept: ReadonlySet<string>): Content {
  const theirs = source.doc.content;
  const own = translation.doc.content;
  const known = new Set(theirs.map((block) => block.attrs.id));
  const shared = new Set(own.map((block) => block.attrs.id).filter((id) => known.has(id)));
  const [sourceGaps, ownGaps] = [gapsOf(theirs, shared), gapsOf(own, shared)];
  const ids = new Map<TopBlock, string>();
  for (const [anchor, gap] of ownGaps) {
    const there = sourceGaps.get(anchor) ?? [];
    if (gap.length !== there.length || gap.some((block, n) => block.type !== there[n]?.type)) continue;
    for (const [n, block] of gap.entries()) {
      if (!kept.has(block.attrs.id)) ids.set(block, there[n]?.attrs.id ?? block.attrs.id);
    }
  }
  if (ids.size === 0) return translation;
  const content = own.map((block) => {
    const id = ids.get(block);
    return id === undefined ? block : ({ ...block, attrs: { ...block.attrs, id } } as TopBlock);
  });
  return { ...translation, doc: { ...translation.doc, content } };
}

/** The blocks between shared blocks, keyed by the shared block before them ("" at the start). */
function gapsOf(blocks: readonly TopBlock[], shared: ReadonlySet<string>): Map<string, TopBlock[]> {
  let gap: TopBlock[] = [];
  const gaps = new Map([["", gap]]);
  for (const block of blocks) {
    if (shared.has(block.attrs.id)) {
      gap = [];
      gaps.set(block.attrs.id, gap);
    } else gap.push(block);
  }
  return gaps;
}
