import { parseContent } from "@/lib/text/content";
import type { Block, Content, Inline, TextNode, TopBlock } from "@/lib/text/nodes";

/** Two edits of one content. Every word in all of them is unique, so that the result for each can be checked. */
export interface MergePair {
  base: Content;
  theirs: Content;
  mine: Content;
}

type Random = (below: number) => number;

/** Returns numbers from a seed (mulberry32): the same seed gives the same pairs. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
}

/** Generates `count` pairs from a seed: contents of 1 to 8 blocks of every type, each side with up to 4 edits. */
export function generatePairs(count: number, seed: number): MergePair[] {
  const random = randomFrom(seed);
  return Array.from({ length: count }, () => {
    const base = generateContent(random, 1 + random(8));
    return { base, theirs: edited(base, "t", random), mine: edited(base, "m", random) };
  });
}

/** Generates a content of `blocks` blocks. Its words are b1, b2, … */
export function generateContent(random: Random, blocks: number): Content {
  const words = namer("b");
  const content = Array.from({ length: blocks }, () => anyBlock(random, words));
  return parseContent({ schemaVersion: 1, doc: { type: "doc", content } }, idsFrom(random));
}

function namer(prefix: string): () => string {
  let next = 0;
  return () => `${prefix}${next++}`;
}

function idsFrom(random: Random): () => string {
  return () => `id${String(random(1e9)).padStart(10, "0")}`;
}

function anyBlock(random: Random, word: () => string): Block {
  const kinds = [paragraph, paragraph, paragraph, heading, list, quotation, table];
  return (kinds[random(kinds.length)] ?? paragraph)(random, word);
}

function sentence(random: Random, word: () => string): Inline[] {
  const text = Array.from({ length: 3 + random(9) }, word).join(" ");
  const nodes: Inline[] = [{ type: "text", text: `${text}.` }];
  if (random(4) === 0) nodes.push({ type: "citation", attrs: { source: `src-${word()}` } });
  if (random(4) === 0) nodes.push({ type: "text", text: ` ${word()} ${word()}`, marks: [{ type: "bold" }] });
  return nodes;
}

function paragraph(random: Random, word: () => string): Block & { type: "paragraph" } {
  return { type: "paragraph", content: sentence(random, word) };
}

function heading(random: Random, word: () => string): Block {
  return { type: "heading", attrs: { level: random(2) === 0 ? 3 : 4 }, content: sentence(random, word) };
}

function item(random: Random, word: () => string) {
  return { type: "listItem" as const, content: [paragraph(random, word)] };
}

function list(random: Random, word: () => string): Block {
  return { type: "bulletList", content: Array.from({ length: 1 + random(4) }, () => item(random, word)) };
}

function quotation(random: Random, word: () => string): Block {
  return { type: "blockquote", content: [paragraph(random, word)] };
}

function row(columns: number, random: Random, word: () => string) {
  const cell = () => ({
    type: "tableCell" as const,
    attrs: { colspan: 1, rowspan: 1 },
    content: [paragraph(random, word)],
  });
  return { type: "tableRow" as const, content: Array.from({ length: columns }, cell) };
}

function table(random: Random, word: () => string): Block {
  const columns = 1 + random(3);
  return { type: "table", content: Array.from({ length: 1 + random(3) }, () => row(columns, random, word)) };
}

/** Returns a content with up to four edits, as one person would make them. New words are `prefix`0, `prefix`1, … */
export function edited(content: Content, prefix: string, random: Random): Content {
  const word = namer(prefix);
  const blocks = structuredClone(content.doc.content) as TopBlock[];
  const edits = [editWord, editWord, editWord, addBlock, removeBlock, moveBlock, editParts, emphasise];
  for (let n = random(5); n > 0; n -= 1) edits[random(edits.length)]?.(blocks, random, word);
  return parseContent({ schemaVersion: 1, doc: { type: "doc", content: blocks } }, idsFrom(random));
}

type EditBlocks = (blocks: TopBlock[], random: Random, word: () => string) => void;

const addBlock: EditBlocks = (blocks, random, word) => {
  blocks.splice(random(blocks.length + 1), 0, anyBlock(random, word) as TopBlock);
};

const removeBlock: EditBlocks = (blocks, random) => {
  blocks.splice(random(blocks.length), 1);
};

const moveBlock: EditBlocks = (blocks, random) => {
  const [block] = blocks.splice(random(blocks.length), 1);
  if (block) blocks.splice(random(blocks.length + 1), 0, block);
};

const editWord: EditBlocks = (blocks, random, word) => {
  const node = anyText(blocks, random);
  if (!node) return;
  const words = node.text.split(" ");
  const at = random(words.length);
  const how = random(4);
  if (how === 0) words.splice(at, 1);
  else if (how === 1) words.splice(at, 1, word());
  else if (how === 2) words.splice(at, 0, word(), word());
  else words.push(word());
  node.text = words.join(" ") || word();
};

const emphasise: EditBlocks = (blocks, random) => {
  const node = anyText(blocks, random);
  if (node) node.marks = node.marks ? undefined : [{ type: "italic" }];
};

const editParts: EditBlocks = (blocks, random, word) => {
  const block = blocks[random(blocks.length)];
  if (block?.type === "bulletList") {
    if (random(2) === 0 && block.content.length > 1) block.content.splice(random(block.content.length), 1);
    else block.content.splice(random(block.content.length + 1), 0, item(random, word));
  }
  if (block?.type === "table") {
    const columns = block.content[0]?.content.length ?? 1;
    if (random(3) === 0) for (const line of block.content) line.content.push(...row(1, random, word).content);
    else if (random(2) === 0 && block.content.length > 1)
      block.content.splice(random(block.content.length), 1);
    else block.content.splice(random(block.content.length + 1), 0, row(columns, random, word));
  }
};

function anyText(blocks: TopBlock[], random: Random): TextNode | undefined {
  const found: TextNode[] = [];
  const visit = (node: { type: string; content?: unknown }) => {
    if (node.type === "text") found.push(node as TextNode);
    for (const child of (node.content ?? []) as { type: string }[]) visit(child);
  };
  const block = blocks[random(blocks.length)];
  if (block) visit(block);
  return found[random(found.length)];
}

/** Counts each word and each cited source in a value. */
export function wordCounts(value: unknown): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of JSON.stringify(value ?? null).match(/\b[btm]\d+\b/g) ?? [])
    counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
