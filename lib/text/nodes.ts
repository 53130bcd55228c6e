import { z } from "zod";
import { cleanCode, cleanInline, cleanLine } from "./clean";
import { safeHref } from "./href";
import { TABLE_LIMITS, WIDTH_STEPS } from "./table-limits";

/**
 * The nodes of prose: a strict schema in which every unknown node, mark, key and type of value is a fault. Blocks
 * at the top carry an id, by which they are merged and compared; elsewhere an id is read and dropped.
 */

/** An id of a block at the top. */
const BlockId = z.string().regex(/^[a-z0-9]{6,16}$/);
/** An id of a record: given by the editor, or kept from where the record came from. */
export const RecordId = z.string().regex(/^[a-z0-9][a-z0-9-]{2,63}$/);

const Href = z
  .string()
  .max(2_000)
  .refine((href) => safeHref(href) !== null, { params: { rule: "address" } })
  .overwrite((href) => safeHref(href) ?? "");
/** How many characters a note may have. */
export const FOOTNOTE_MAX = 1_000;
const Locator = z.string().max(500).overwrite(cleanInline).max(120);

const Mark = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("bold") }),
  z.strictObject({ type: z.literal("italic") }),
  z.strictObject({ type: z.literal("link"), attrs: z.strictObject({ href: Href }) }),
]);
export type Mark = z.infer<typeof Mark>;
const Marks = z
  .array(Mark)
  .max(3)
  .refine((marks) => new Set(marks.map((mark) => mark.type)).size === marks.length, {
    params: { rule: "repeated" },
  });

const Text = z.strictObject({
  type: z.literal("text"),
  text: z.string().min(1).max(500_000).overwrite(cleanInline),
  marks: Marks.optional(),
});
const HardBreak = z.strictObject({ type: z.literal("hardBreak"), marks: Marks.optional() });
const Citation = z.strictObject({
  type: z.literal("citation"),
  attrs: z.strictObject({ source: RecordId, locator: Locator.nullish() }),
  marks: Marks.optional(),
});
/** A note in the text's own words, where the page has no list of sources. Bare addresses in it are drawn as links. */
const Footnote = z.strictObject({
  type: z.literal("footnote"),
  attrs: z.strictObject({ text: z.string().max(4_000).overwrite(cleanLine).min(1).max(FOOTNOTE_MAX) }),
  marks: Marks.optional(),
});
export type Footnote = z.infer<typeof Footnote>;
const Inline = z.discriminatedUnion("type", [Text, HardBreak, Citation, Footnote]);
export type Inline = z.infer<typeof Inline>;
export type TextNode = z.infer<typeof Text>;

const id = { id: BlockId.nullish() };
const Paragraph = z.strictObject({
  type: z.literal("paragraph"),
  attrs: z.strictObject(id).optional(),
  content: z.array(Inline).optional(),
});
const Heading = z.strictObject({
  type: z.literal("heading"),
  attrs: z.strictObject({ ...id, level: z.union([z.literal(3), z.literal(4)]) }),
  content: z.array(Inline).optional(),
});

/** A list item: a paragraph first, as the editor has it, then what belongs to it. */
const ListItem = z.strictObject({
  type: z.literal("listItem"),
  attrs: z.strictObject(id).optional(),
  get content() {
    return z
      .array(z.discriminatedUnion("type", [Paragraph, BulletList, OrderedList, Blockquote]))
      .min(1)
      .refine((blocks) => blocks[0]?.type === "paragraph", { params: { rule: "node" } });
  },
});
export type ListItem = z.infer<typeof ListItem>;
const BulletList = z.strictObject({
  type: z.literal("bulletList"),
  attrs: z.strictObject(id).optional(),
  get content() {
    return z.array(ListItem).min(1);
  },
});
const OrderedList = z.strictObject({
  type: z.literal("orderedList"),
  attrs: z.strictObject({ ...id, start: z.int().min(0).max(100_000).default(1) }).optional(),
  get content() {
    return z.array(ListItem).min(1);
  },
});
const Blockquote = z.strictObject({
  type: z.literal("blockquote"),
  attrs: z.strictObject(id).optional(),
  get content() {
    return z.array(z.discriminatedUnion("type", [Paragraph, BulletList, OrderedList])).min(1);
  },
});

const CellAttrs = z
  .strictObject({
    ...id,
    colspan: z.int().min(1).max(TABLE_LIMITS.columns).default(1),
    rowspan: z.int().min(1).max(TABLE_LIMITS.rows).default(1),
    /** How wide its columns are, in steps, where the author set that; 0 for one that is as wide as its text. */
    widths: z.array(z.int().min(0).max(WIDTH_STEPS.most)).max(TABLE_LIMITS.columns).optional(),
  })
  .refine(({ widths, colspan }) => widths === undefined || widths.length === colspan, {
    params: { rule: "widths" },
  });
const cellContent = z.array(z.discriminatedUnion("type", [Paragraph, BulletList, OrderedList])).min(1);
const TableHeader = z.strictObject({
  type: z.literal("tableHeader"),
  attrs: CellAttrs.optional(),
  content: cellContent,
});
const TableCell = z.strictObject({
  type: z.literal("tableCell"),
  attrs: CellAttrs.optional(),
  content: cellContent,
});
const Cell = z.discriminatedUnion("type", [TableHeader, TableCell]);
export type Cell = z.infer<typeof Cell>;
const TableRow = z.strictObject({
  type: z.literal("tableRow"),
  attrs: z.strictObject(id).optional(),
  content: z.array(Cell).max(TABLE_LIMITS.columns).default([]),
});
export type TableRow = z.infer<typeof TableRow>;
const Table = z.strictObject({
  type: z.literal("table"),
  attrs: z.strictObject(id).optional(),
  content: z.array(TableRow).min(1).max(TABLE_LIMITS.rows),
});
export type Table = z.infer<typeof Table>;

/** A picture with its caption. `file`: one of our own files; an empty `alt` says that it is decoration. */
const Figure = z.strictObject({
  type: z.literal("figure"),
  attrs: z.strictObject({
    ...id,
    file: z.uuid(),
    alt: z.string().max(1_000).overwrite(cleanLine).max(500).default(""),
  }),
  content: z.array(Inline).optional(),
});
export type Figure = z.infer<typeof Figure>;
const CodeText = z.strictObject({
  type: z.literal("text"),
  text: z.string().min(1).max(100_000).overwrite(cleanCode),
});
/** Lines as they are, in a fixed pitch. `language`: a name such as "yara", for readers only. */
const CodeBlock = z.strictObject({
  type: z.literal("codeBlock"),
  attrs: z
    .strictObject({
      ...id,
      language: z
        .string()
        .regex(/^[a-z0-9+#.-]{1,20}$/)
        .nullish(),
    })
    .optional(),
  content: z.array(CodeText).optional(),
});
/** Something that lives elsewhere, such as a video: drawn as a link with its name, never loaded by the page. */
const Embed = z.strictObject({
  type: z.literal("embed"),
  attrs: z.strictObject({
    ...id,
    href: Href.refine((href) => /^https:/i.test(href), { params: { rule: "address" } }),
    title: z.string().max(400).overwrite(cleanLine).min(1).max(200),
  }),
});

/** A block that may stand at the top of a content. */
export const Block = z.discriminatedUnion("type", [
  Paragraph,
  Heading,
  BulletList,
  OrderedList,
  Blockquote,
  Table,
  Figure,
  CodeBlock,
  Embed,
]);
export type Block = z.infer<typeof Block>;
/** Blocks of posts, which no profile has. */
export const MEDIA: ReadonlySet<string> = new Set(["figure", "codeBlock", "embed"]);
/** A block at the top: it has its id. */
export type TopBlock = Block & { attrs: { id: string } };

/** What stands inside a block that is not text. */
export type BlockPart = ListItem | TableRow | Cell;
/** Any node that has a place in the tree of blocks. */
export type TreeNode = Block | BlockPart;

const TEXT_BLOCKS: ReadonlySet<string> = new Set(["paragraph", "heading", "figure", "codeBlock"]);

/** Whether nodes of a type hold a line of text and not other nodes. */
export function isTextBlock(type: string): boolean {
  return TEXT_BLOCKS.has(type);
}

/** What stands inside a node. */
export function childrenOf(node: TreeNode): readonly (TreeNode | Inline)[] {
  return ("content" in node ? node.content : undefined) ?? [];
}

/** What stands in the lines of some blocks, in order. */
export function inlinesIn(blocks: readonly TreeNode[]): Inline[] {
  const found: Inline[] = [];
  collectInlines(blocks, found);
  return found;
}

function collectInlines(blocks: readonly TreeNode[], found: Inline[]): void {
  for (const block of blocks) {
    for (const child of childrenOf(block)) {
      if (isInline(child)) found.push(child);
      else collectInlines([child], found);
    }
  }
}

const INLINE: ReadonlySet<string> = new Set(["text", "hardBreak", "citation", "footnote"]);

/** Whether a node stands in a line of text. */
export function isInline(node: TreeNode | Inline): node is Inline {
  return INLINE.has(node.type);
}

export const SCHEMA_VERSION = 1;
/** The stored form of prose: `{schemaVersion: 1, doc}`. */
export const ContentSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  doc: z.strictObject({ type: z.literal("doc"), content: z.array(Block).optional() }),
});
/** Prose that passed `parseContent`. */
export interface Content {
  schemaVersion: typeof SCHEMA_VERSION;
  doc: { type: "doc"; content: TopBlock[] };
}
