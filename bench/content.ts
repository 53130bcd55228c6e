import { parseContent } from "@/lib/text/content";
import type { Block, Content, Inline, TextNode, TopBlock } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { between, phrase, pick, type Random, type Words } from "./words";

/** Sources and links for generated prose. */
export interface Surroundings {
  words: Words;
  sources: readonly string[];
  links: readonly string[];
}

/** Length of prose in characters of plain text, and its least number of tables. */
export interface Measure {
  characters: number;
  tables?: number;
}

/**
 * Makes prose of about a given length: headings, paragraphs with emphasis, links and citations, lists and tables, in
 * their stored form. The same random numbers give the same content.
 */
export function makeProse(around: Surroundings, random: Random, measure: Measure): Content {
  const { characters, tables = 0 } = measure;
  const blocks: Block[] = [];
  let length = 0;
  let tabled = 0;
  const add = (block: Block) => {
    blocks.push(block);
    if (block.type === "table") tabled += 1;
    length += lengthOf(block);
  };
  while (length < characters || tabled < tables) {
    if (blocks.length % 7 === 0) add(heading(around, random));
    add(paragraph(around, random, tables > 0 ? 11 : 4));
    // Spreads tables evenly over the text; by default about one per 2,000 characters.
    const due = tables > 0 ? tabled < tables && length > (characters / tables) * tabled : random() < 0.3;
    if (due) add(table(around, random, tables > 0));
    else if (random() < 0.25) add(list(around, random));
  }
  let next = 0;
  return parseContent({ schemaVersion: 1, doc: { type: "doc", content: blocks } }, () => blockId(next++));
}

const blockId = (n: number) => `b${String(n).padStart(6, "0")}`;

function lengthOf(block: Block): number {
  return contentText({ schemaVersion: 1, doc: { type: "doc", content: [block as TopBlock] } }).length;
}

/** Edits prose: replaces one paragraph by another of two to four sentences, and keeps the rest. */
export function editProse(around: Surroundings, random: Random, content: Content): Content {
  const places = content.doc.content.flatMap((block, index) => (block.type === "paragraph" ? [index] : []));
  const place = pick(random, places);
  const blocks = content.doc.content.map((block, index) =>
    index === place ? { ...paragraph(around, random, 4), attrs: block.attrs } : block,
  );
  return parseContent({ schemaVersion: 1, doc: { type: "doc", content: blocks } });
}

function heading({ words }: Surroundings, random: Random): Block {
  return {
    type: "heading",
    attrs: { level: random() < 0.6 ? 3 : 4 },
    content: [plain(phrase(words, random, between(random, 2, 6)))],
  };
}

function paragraph(around: Surroundings, random: Random, sentences: number): Block & { type: "paragraph" } {
  const nodes = Array.from({ length: between(random, sentences - 2, sentences) }, (_sentence, n) => [
    ...(n > 0 ? [plain(" ")] : []),
    ...sentence(around, random),
  ]);
  return { type: "paragraph", content: joined(nodes.flat()) };
}

/** Joins adjacent plain texts, so that a long text stays below the limit of nodes. */
function joined(nodes: readonly Inline[]): Inline[] {
  const result: Inline[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    const isPlain = node.type === "text" && !node.marks && last?.type === "text" && !last.marks;
    if (isPlain) result[result.length - 1] = plain(last.text + node.text);
    else result.push(node);
  }
  return result;
}

function sentence({ words, sources, links }: Surroundings, random: Random): Inline[] {
  const nodes: Inline[] = [plain(phrase(words, random, between(random, 9, 24)))];
  const chance = random();
  if (chance < 0.08) {
    const text = phrase(words, random, 3);
    const link = { type: "link" as const, attrs: { href: pick(random, links) } };
    nodes.push(plain(", "), { type: "text", text, marks: [link] });
  } else if (chance < 0.16) {
    const mark = { type: random() < 0.5 ? ("bold" as const) : ("italic" as const) };
    nodes.push(plain(" "), { type: "text", text: phrase(words, random, 2), marks: [mark] });
  }
  const end = plain(".");
  if (random() > 0.1) return [...nodes, end];
  const locator = random() < 0.5 ? { locator: `Art. ${between(random, 1, 90)}` } : {};
  return [...nodes, end, { type: "citation" as const, attrs: { source: pick(random, sources), ...locator } }];
}

function list(around: Surroundings, random: Random): Block {
  const items = Array.from({ length: between(random, 3, 6) }, () => ({
    type: "listItem" as const,
    content: [{ type: "paragraph" as const, content: sentence(around, random) }],
  }));
  return random() < 0.7
    ? { type: "bulletList", content: items }
    : { type: "orderedList", attrs: { start: 1 }, content: items };
}

/** A table headed by its first row and column. A small one where many must fit within the limit of nodes. */
function table({ words }: Surroundings, random: Random, isSmall: boolean): Block {
  const columns = isSmall ? 4 : between(random, 3, 5);
  const rows = isSmall ? 4 : between(random, 5, 12);
  const cell = (isHeader: boolean, text: string) => ({
    type: isHeader ? ("tableHeader" as const) : ("tableCell" as const),
    content: [{ type: "paragraph" as const, content: [plain(text)] }],
  });
  return {
    type: "table",
    content: Array.from({ length: rows }, (_row, row) => ({
      type: "tableRow" as const,
      content: Array.from({ length: columns }, (_column, column) =>
        row > 0 && column > 0 && random() < 0.3
          ? cell(false, `${between(random, 1980, 2025)}, Art. ${between(random, 1, 400)}`)
          : cell(row === 0 || column === 0, phrase(words, random, between(random, 1, 6))),
      ),
    })),
  };
}

function plain(text: string): TextNode {
  return { type: "text", text };
}
