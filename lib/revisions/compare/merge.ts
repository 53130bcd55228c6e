import { assertBoundedJson } from "@/lib/text/bounds";
import { parseBlock, parseContent } from "@/lib/text/content";
import { fitsTextarea, fromTextarea, toTextarea } from "@/lib/text/markdown-lite";
import { type Content, SCHEMA_VERSION, type TopBlock } from "@/lib/text/nodes";
import { notesIn } from "@/lib/text/plain";
import { refuse } from "@/lib/text/problems";
import { deriveId } from "@/lib/text/versions";
import type { Choice, Choices, Conflict, MergeResult, Resolution } from "../model";
import { blockKey, sameBlock } from "./blocks";
import { type Item, mergeItems } from "./merge-items";
import { Sequence } from "./merge-order";
import { mergeBlock } from "./merge-text";

/**
 * Merges prose (three-way) by ids of blocks, and blocks that both changed by words, items and cells.
 * Deterministic. No text of either side is lost or duplicated: it is in the content or in a conflict.
 */
export function mergeProse(base: Content, theirs: Content, mine: Content): MergeResult<Content> {
  const { items, conflicts } = mergeItems<TopBlock>(itemsOf(base), itemsOf(theirs), itemsOf(mine), {
    kind: "block",
    path: [],
    same: sameBlock,
    both: mergeBoth,
    fields: [],
    titleOf: () => null,
    joinsEqualAdditions: true,
  });
  const isClean = conflicts.length === 0;
  return {
    content: withBlocks(items.map((item) => item.value)),
    conflicts: conflicts.map((conflict) => ({ ...conflict, hand: handText(conflict) })),
    clean: isClean,
    merged: !sameProse(theirs, base) && !sameProse(mine, base) && !sameProse(theirs, mine),
  };
}

/** Compares two contents: the same blocks in the same order. */
function sameProse(a: Content, b: Content): boolean {
  const left = a.doc.content;
  const right = b.doc.content;
  return (
    left.length === right.length &&
    left.every((block, n) => block.attrs.id === right[n]?.attrs.id && sameBlock(block, right[n]))
  );
}

function itemsOf(content: Content): Item<TopBlock>[] {
  return content.doc.content.map((block) => ({ id: block.attrs.id, value: block }));
}

function withBlocks(blocks: TopBlock[]): Content {
  return { schemaVersion: SCHEMA_VERSION, doc: { type: "doc", content: blocks } };
}

/**
 * Returns the text to offer for writing by hand: one's own, or theirs if one removed the block; null if a
 * text field would lose part of either.
 */
function handText(conflict: Conflict): string | null {
  const { sides, hasNotes } = sidesOf(conflict);
  const [first] = sides;
  return first && sides.every((side) => fitsTextarea(side, { hasNotes }))
    ? toTextarea(first, { hasNotes })
    : null;
}

/** The versions of a conflict, one's own first, and whether the text has notes. */
function sidesOf({ theirs, mine }: Conflict): { sides: Content[]; hasNotes: boolean } {
  const sides = [mine, theirs].flatMap((block) => (block ? [withBlocks([block as TopBlock])] : []));
  return { sides, hasNotes: sides.some((side) => notesIn(side).length > 0) };
}

function mergeBoth(id: string, base: TopBlock | null, theirs: TopBlock, mine: TopBlock) {
  const merged = base && mergeBlock(base, theirs, mine);
  if (merged) return { value: merged, conflicts: [] };
  const conflict: Conflict = {
    id,
    kind: "block",
    path: [id],
    base,
    theirs,
    mine,
    after: null,
    canKeepBoth: true,
    hand: null,
    title: null,
    fields: [],
  };
  return { value: theirs, conflicts: [conflict] };
}

/**
 * Resolves conflicts of a merge: theirs, mine, both (theirs first, mine as a separate block), or written by
 * hand (text as in `fromTextarea`, or a list of blocks). "Both" keeps a block that one side removed. Throws
 * `invalid` / `content` for invalid blocks.
 */
export function resolveProse(
  content: Content,
  conflicts: readonly Conflict[],
  choices: Choices,
): Resolution<Content> {
  const blocks = new Map(content.doc.content.map((block) => [block.attrs.id, block]));
  const order = new Sequence([...blocks.keys()]);
  const unresolved: Conflict[] = [];
  /** Last block placed after a given one, so that blocks at one place keep their order. */
  const last = new Map<string | null, string>();
  for (const conflict of conflicts) {
    const choice = choices[conflict.id];
    if (!choice) {
      unresolved.push(conflict);
      continue;
    }
    const isThere = blocks.has(conflict.id);
    const [first, ...rest] = chosenBlocks(conflict, choice, new Set(blocks.keys()));
    if (first === undefined) blocks.delete(conflict.id);
    else blocks.set(conflict.id, first);
    if (!isThere && first !== undefined) {
      order.insertAfter(last.get(conflict.after) ?? conflict.after, conflict.id);
      last.set(conflict.after, conflict.id);
    }
    let after = conflict.id;
    for (const block of rest) {
      blocks.set(block.attrs.id, block);
      order.insertAfter(after, block.attrs.id);
      after = block.attrs.id;
    }
  }
  const kept = order.toArray().flatMap((id) => blocks.get(id) ?? []);
  return { content: parseContent(withBlocks(kept)), unresolved };
}

/** The blocks that replace a resolved conflict; the first has its id. */
function chosenBlocks(conflict: Conflict, choice: Choice, taken: Set<string>): TopBlock[] {
  const theirs = conflict.theirs as TopBlock | null;
  const mine = conflict.mine as TopBlock | null;
  if (choice.take === "hand") return writtenBlocks(conflict, choice.value, taken);
  if (choice.take === "theirs") return theirs ? [theirs] : [];
  if (choice.take === "mine") return mine ? [mine] : [];
  if (!theirs || !mine) return theirs ? [theirs] : mine ? [mine] : [];
  return [theirs, withFreshId(mine, conflict.id, taken)];
}

function writtenBlocks(conflict: Conflict, value: unknown, taken: Set<string>): TopBlock[] {
  assertBoundedJson(value);
  const written =
    typeof value === "string"
      ? fromTextarea(value, { hasNotes: sidesOf(conflict).hasNotes }).doc.content
      : Array.isArray(value)
        ? value
        : [value];
  return written.map((input: unknown, n) => {
    const block = parseBlock(input, conflict.id);
    if (!block) throw refuse([{ path: [conflict.id, n], field: null, rule: "node" }]);
    return n === 0 ? block : withFreshId(block, `${conflict.id}/${n}`, taken);
  });
}

function withFreshId(block: TopBlock, seed: string, taken: Set<string>): TopBlock {
  let id = deriveId(`${seed}${blockKey(block)}`);
  for (let n = 0; taken.has(id); n += 1) id = deriveId(`${n}${id}`);
  taken.add(id);
  return { ...block, attrs: { ...block.attrs, id } } as TopBlock;
}
