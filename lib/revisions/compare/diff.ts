import type { Content, Inline, TopBlock } from "@/lib/text/nodes";
import { blockText } from "@/lib/text/plain";
import { bagOfWords, countCharacters, countWords, likeness } from "@/lib/text/words";
import type { BlockChange, ChangeSize, NodeDiff, ProseDiff, Run } from "../model";
import { sameBlock } from "./blocks";
import { movedIds, newBudget } from "./blocks-align";
import { diffNode, nodeText } from "./diff-tree";
import { Sequence } from "./merge-order";

/** Minimum similarity at which an added and a removed block count as the same block. */
const LIKE = 0.6;
/** With more unpaired blocks than this on a side, they are not compared with each other. */
const MOST_UNPAIRED = 90;

/**
 * Compares two contents, in the order of the newer one, with removed blocks at their old places. Blocks are
 * paired by id, the rest by similarity. Cost is bounded by steps, so results are reproducible, and coarser
 * where word by word would take too long.
 */
export function diffProse(before: Content, after: Content): ProseDiff {
  const budget = newBudget();
  const old = before.doc.content;
  const partners = pair(old, after.doc.content);
  const oldIds = old.map((block) => block.attrs.id);
  const moved = movedIds(
    oldIds,
    after.doc.content.map((block) => partners.get(block.attrs.id)?.attrs.id ?? `new ${block.attrs.id}`),
  );
  const changes = new Map<string, BlockChange>();
  /** Id under which each old block is shown: its own if removed, else that of its successor. */
  const shownAs = new Map<string, string>();
  for (const block of after.doc.content) {
    const partner = partners.get(block.attrs.id) ?? null;
    if (partner) shownAs.set(partner.attrs.id, block.attrs.id);
    const hasMoved = partner !== null && moved.has(partner.attrs.id);
    const diff: NodeDiff = partner ? diffNode(partner, block, budget) : { state: "added", node: block };
    changes.set(block.attrs.id, {
      id: block.attrs.id,
      state: stateOf(diff, hasMoved),
      moved: hasMoved,
      before: partner,
      after: block,
      diff,
    });
  }
  const order = new Sequence([...changes.keys()]);
  let previous: string | null = null;
  for (const block of old) {
    let name: string | undefined = shownAs.get(block.attrs.id);
    if (name === undefined) {
      name = `gone ${block.attrs.id}`;
      changes.set(name, {
        id: block.attrs.id,
        state: "removed",
        moved: false,
        before: block,
        after: null,
        diff: { state: "removed", node: block },
      });
      order.insertAfter(previous, name);
    }
    if (!moved.has(block.attrs.id)) previous = name;
  }
  const blocks = order.toArray().flatMap((name) => changes.get(name) ?? []);
  return { family: "prose", blocks, size: sizeOf(blocks) };
}

function stateOf(diff: NodeDiff, hasMoved: boolean): BlockChange["state"] {
  if (diff.state === "added") return "added";
  if (diff.state !== "same") return "changed";
  return hasMoved ? "moved" : "same";
}

/** Finds the old version of each new block: by id, then by greatest similarity among the rest. */
function pair(before: readonly TopBlock[], after: readonly TopBlock[]): Map<string, TopBlock> {
  const byId = new Map(before.map((block) => [block.attrs.id, block]));
  const pairs = new Map<string, TopBlock>();
  for (const block of after) {
    const old = byId.get(block.attrs.id);
    if (old && old.type === block.type) pairs.set(block.attrs.id, old);
    else if (
      old &&
      nodeText(old) !== "" &&
      likeness(bagOfWords(nodeText(old)), bagOfWords(nodeText(block))) > 0
    )
      pairs.set(block.attrs.id, old);
  }
  const taken = new Set([...pairs.values()].map((block) => block.attrs.id));
  const gone = before.filter((block) => !taken.has(block.attrs.id));
  const come = after.filter((block) => !pairs.has(block.attrs.id));
  if (gone.length === 0 || come.length === 0 || gone.length > MOST_UNPAIRED || come.length > MOST_UNPAIRED)
    return pairs;
  const bags = new Map(gone.map((block) => [block, bagOfWords(blockText(block))]));
  for (const block of come) {
    const bag = bagOfWords(blockText(block));
    let best: { block: TopBlock; score: number } | null = null;
    for (const [old, oldBag] of bags) {
      const score = old.type === block.type ? (sameBlock(old, block) ? 1 : likeness(oldBag, bag)) : 0;
      if (score >= LIKE && score > (best?.score ?? 0)) best = { block: old, score };
    }
    if (!best) continue;
    pairs.set(block.attrs.id, best.block);
    bags.delete(best.block);
  }
  return pairs;
}

function sizeOf(blocks: readonly BlockChange[]): ChangeSize {
  const size = noChange();
  for (const block of blocks) {
    if (block.state !== "same") size.passages += 1;
    addNode(size, block.diff);
  }
  return size;
}

/** Creates an empty change, to add to. */
export function noChange(): ChangeSize {
  return { added: 0, removed: 0, addedWords: 0, removedWords: 0, passages: 0 };
}

/** Adds inserted or deleted text to the counts. */
export function addText(size: ChangeSize, op: "ins" | "del", text: string): void {
  if (op === "ins") {
    size.added += countCharacters(text);
    size.addedWords += countWords(text);
  } else {
    size.removed += countCharacters(text);
    size.removedWords += countWords(text);
  }
}

function addNode(size: ChangeSize, diff: NodeDiff): void {
  if (diff.state === "added") addText(size, "ins", nodeText(diff.node));
  else if (diff.state === "removed") addText(size, "del", nodeText(diff.node));
  else if (diff.state === "replaced") {
    addText(size, "del", nodeText(diff.before));
    addText(size, "ins", nodeText(diff.after));
  } else if (diff.state === "parts") for (const part of diff.parts) addNode(size, part);
  else if (diff.state === "text") for (const run of diff.runs) addRun(size, run);
}

function addRun(size: ChangeSize, run: Run): void {
  if (run.op === "same" || run.op === "marks") return;
  addText(size, run.op, run.content.map((node: Inline) => (node.type === "text" ? node.text : "")).join(""));
}
