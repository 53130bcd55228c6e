import { z } from "zod";
import { cleanCode, cleanInline, cleanLine } from "./clean";
import { safeHref } from "./href";
import { TABLE_LIMITS, WIDTH_STEPS } from "./table-limits";

/**
 * Schema of prose: strict, so unknown nodes, marks, keys and types are errors. Top-level blocks have an id,
 * by which they are merged and compared; other ids are dropped.
 */

/** Id of a top-level block. */
const BlockId = z.string().regex(/^[a-z0-9]{6,16}$/);
/** Id of a record: set by the editor, or kept from its source. */
export const RecordId = z.string().regex(/^[a-z0-9][a-z0-9-]{2,63}$/);

const Href = z
  .string()
  .max(2_000)
  .refine((href) => safeHref(href) !== null, { params: { rule: "address" } })
  .overwrite((href) => safeHref(href) ?? "");
/** Maximum characters of a note. */
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
/** A note in words, for pages without a list of sources. Bare addresses in it are shown as links. */
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

/** A list item: first a paragraph, as in the editor, then anything that belongs to it. */
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
    /** Widths of its columns in steps, if the author set them; 0 means automatic. */
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

/** A picture with its caption. `file`: an uploaded file; an empty `alt` marks decoration. */
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
/** Preformatted lines. `language`: a name such as "yara", shown to readers only. */
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
/** External media, such as a video: shown as a named link, never loaded by the page. */
const Embed = z.strictObject({
  type: z.literal("embed"),
  attrs: z.strictObject({
    ...id,
    href: Href.refine((href) => /^https:/i.test(href), { params: { rule: "address" } }),
    title: z.string().max(400).overwrite(cleanLine).min(1).max(200),
  }),
});

/** A top-level block. */
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
/** Blocks that only posts and materials may have. */
export const MEDIA: ReadonlySet<string> = new Set(["figure", "codeBlock", "embed"]);
/** A top-level block with its id. */
export type TopBlock = Block & { attrs: { id: string } };

/** A structural part of a block, which is not text. */
export type BlockPart = ListItem | TableRow | Cell;
/** Any node in the tree of blocks. */
export type TreeNode = Block | BlockPart;

const TEXT_BLOCKS: ReadonlySet<string> = new Set(["paragraph", "heading", "figure", "codeBlock"]);

/** Checks whether nodes of a type contain a line of text instead of other nodes. */
export function isTextBlock(type: string): boolean {
  return TEXT_BLOCKS.has(type);
}

/** Returns the children of a node. */
export function childrenOf(node: TreeNode): readonly (TreeNode | Inline)[] {
  return ("content" in node ? node.content : undefined) ?? [];
}

/** Collects the inline nodes of blocks, in order. */
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

/** Checks whether a node is inline. */
export function isInline(node: TreeNode | Inline): node is Inline {
  return INLINE.has(node.type);
}

export const SCHEMA_VERSION = 1;
/** Stored form of prose: `{schemaVersion: 1, doc}`. */
export const ContentSchema = z.strictObject({
  schemaVersion: z.literal(SCHEMA_VERSION),
  doc: z.strictObject({ type: z.literal("doc"), content: z.array(Block).optional() }),
});
/** Prose validated by `parseContent`. */
export interface Content {
  schemaVersion: typeof SCHEMA_VERSION;
  doc: { type: "doc"; content: TopBlock[] };
}
