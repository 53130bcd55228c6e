import type { Content, TopBlock } from "@/lib/text/nodes";
import { blockKey } from "./blocks";

/*
 * How a translation stands to its source, block by block. A block of a translation bears the id of the block of the
 * source that it says the same as; so what changed in the source since tells which blocks of it are old.
 */

/** What became of the source since the revision that a translation follows. */
export interface Drift {
  /** Ids of blocks of the source that say something else than they did, in the order of the source. */
  changed: string[];
  /** Blocks that the source has besides, which the translation does not have yet. */
  added: string[];
  /** Blocks of the translation of which the source has none any more. */
  removed: string[];
  /** Changes of blocks that the translation has no part of its own for: it was put together otherwise. */
  unplaced: number;
}

const byId = (content: Content) => new Map(content.doc.content.map((block) => [block.attrs.id, block]));

/** What of a translation is old: `followed` is its source as it was when it was last brought up to date. */
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
 * Gives the new blocks of a translation the ids of the blocks of its source whose place they take: between blocks that
 * both have, as many of the same types in the same order. What is put together otherwise keeps its own ids.
 * `kept` are the ids of blocks that stood in the translation before, which stay what they are.
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

/** The blocks after each shared block, and at the start, up to the next. */
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
