import { append } from "@/lib/core/append";
import {
  type Block,
  type BlockPart,
  childrenOf,
  type Inline,
  isTextBlock,
  type TreeNode,
} from "@/lib/text/nodes";
import { blockText } from "@/lib/text/plain";
import { bagOfWords, likeness } from "@/lib/text/words";
import type { NodeDiff } from "../model";
import { blockKey } from "./blocks";
import { align, type Budget } from "./blocks-align";
import { diffInline } from "./diff-words";

/**
 * Minimum similarity at which two parts in a gap count as one edited part; the lower one is for gaps with as
 * many parts as before.
 */
const LIKE = 0.4;
const LIKE_IN_PLACE = 0.15;
/** Maximum number of remaining candidates that a part is compared with. */
const WINDOW = 40;

/** Compares a node with its earlier version: text by words, lists by items, tables by rows and cells. */
export function diffNode(before: TreeNode, after: TreeNode, budget: Budget): NodeDiff {
  if (blockKey(before) === blockKey(after)) return { state: "same", node: after };
  if (isTextBlock(before.type) && isTextBlock(after.type)) {
    // A changed image, description or language cannot be shown as changed words.
    if (!isPlain(before) || !isPlain(after)) {
      if (shellKey(before) !== shellKey(after)) return { state: "replaced", before, after };
    }
    return { state: "text", before, after, runs: diffInline(inlineOf(before), inlineOf(after), budget) };
  }
  if (before.type === "embed" || !haveSameParts(before.type, after.type))
    return { state: "replaced", before, after };
  return { state: "parts", before, after, parts: diffParts(partsOf(before), partsOf(after), budget) };
}

const SAME_PARTS = [
  ["bulletList", "orderedList"],
  ["tableHeader", "tableCell"],
];

function haveSameParts(a: string, b: string): boolean {
  return a === b || SAME_PARTS.some((group) => group.includes(a) && group.includes(b));
}

function isPlain(node: TreeNode): boolean {
  return node.type === "paragraph" || node.type === "heading";
}

/** A block's key without its text. */
function shellKey(node: TreeNode): string {
  return blockKey({ ...node, content: [] } as TreeNode);
}

function inlineOf(node: TreeNode): Inline[] {
  return isTextBlock(node.type) ? (childrenOf(node) as Inline[]) : [];
}

function partsOf(node: TreeNode): TreeNode[] {
  return isTextBlock(node.type) ? [] : (childrenOf(node) as TreeNode[]);
}

/** Unchanged parts are matched first; between them, similar parts are paired in order. */
function diffParts(before: TreeNode[], after: TreeNode[], budget: Budget): NodeDiff[] {
  const hunks = align(before.map(blockKey), after.map(blockKey), budget) ?? [
    { start: 0, end: before.length, from: 0, to: after.length },
  ];
  const result: NodeDiff[] = [];
  let to = 0;
  for (const hunk of hunks) {
    append(result, after.slice(to, hunk.from).map(same));
    append(result, diffGap(before.slice(hunk.start, hunk.end), after.slice(hunk.from, hunk.to), budget));
    to = hunk.to;
  }
  append(result, after.slice(to).map(same));
  return result;
}

const same = (node: TreeNode): NodeDiff => ({ state: "same", node });
const removed = (node: TreeNode): NodeDiff => ({ state: "removed", node });

function diffGap(before: TreeNode[], after: TreeNode[], budget: Budget): NodeDiff[] {
  const result: NodeDiff[] = [];
  const isInPlace = before.length === after.length;
  const bags = before.map((node) => bagOfWords(nodeText(node)));
  let at = 0;
  for (const [n, node] of after.entries()) {
    const bag = bagOfWords(nodeText(node));
    // Cells are identified by position, and a sole part is compared with whatever replaced it.
    const isItsPlace = before.length === 1 || node.type === "tableCell" || node.type === "tableHeader";
    const enough = isInPlace ? (isItsPlace ? 0 : LIKE_IN_PLACE) : LIKE;
    const candidates = isInPlace ? [n] : before.map((_, index) => index);
    const found = candidates.find((index) => {
      const old = before[index];
      return (
        index >= at &&
        index < at + WINDOW &&
        old &&
        haveSameParts(old.type, node.type) &&
        likeness(bags[index] ?? new Map(), bag) >= enough
      );
    });
    const old = found === undefined ? undefined : before[found];
    if (found === undefined || !old) {
      result.push({ state: "added", node });
      continue;
    }
    append(result, before.slice(at, found).map(removed));
    result.push(diffNode(old, node, budget));
    at = found + 1;
  }
  append(result, before.slice(at).map(removed));
  return result;
}

/** Collects the words of any node. */
export function nodeText(node: TreeNode): string {
  return isPart(node) ? node.content.map(nodeText).join(" ") : blockText(node);
}

function isPart(node: Block | BlockPart): node is BlockPart {
  return (
    node.type === "listItem" ||
    node.type === "tableRow" ||
    node.type === "tableCell" ||
    node.type === "tableHeader"
  );
}
