import { newBlockId } from "./block-id";
import { assertBoundedJson, assertBytes, CONTENT_LIMITS } from "./bounds";
import { canonicalBlock } from "./canonical-blocks";
import {
  Block,
  type Content,
  ContentSchema,
  type Inline,
  SCHEMA_VERSION,
  type Table,
  type TopBlock,
  type TreeNode,
} from "./nodes";
import { problemsFrom, refuse, refuseWhole } from "./problems";
import { tableGrid } from "./table-grid";

/** Prose without a word in it. */
export function emptyContent(): Content {
  return { schemaVersion: SCHEMA_VERSION, doc: { type: "doc", content: [] } };
}

/**
 * Reads prose that came from anywhere. The answer is in canonical form: keys in one order, marks sorted, equal
 * neighbours joined, text cleaned, addresses as the URL standard writes them, and an id on every block at the top,
 * made by `newId` where there is none. Reading the answer again changes nothing.
 * Throws `invalid` / `content` for whatever the schema does not know and for more than `CONTENT_LIMITS`.
 */
export function parseContent(input: unknown, newId: () => string = newBlockId): Content {
  const most = assertBoundedJson(input);
  const parsed = ContentSchema.safeParse(input);
  if (!parsed.success) throw refuse(problemsFrom(parsed.error.issues));
  const blocks = parsed.data.doc.content ?? [];
  measure(blocks);
  const content: Content = {
    schemaVersion: SCHEMA_VERSION,
    doc: { type: "doc", content: withIds(blocks, newId) },
  };
  // What was given bounds what was made of it, but for the ids of blocks; most contents need not be written to be measured.
  if (most + blocks.length * 60 > CONTENT_LIMITS.bytes) assertBytes(content);
  return content;
}

/** Reads one block; null when it would not pass `parseContent`. Its id is kept or given. */
export function parseBlock(input: unknown, id: string): TopBlock | null {
  const parsed = Block.safeParse(input);
  if (!parsed.success || (parsed.data.type === "table" && tableGrid(parsed.data) === null)) return null;
  return canonicalBlock(parsed.data, id);
}

/** Ids for all, in canonical form. Nothing but empty paragraphs is nothing at all. */
function withIds(blocks: Block[], newId: () => string): TopBlock[] {
  const taken = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    const id = block.attrs?.id;
    if (!id) continue;
    if (taken.has(id))
      throw refuse([{ path: ["doc", "content", index, "attrs", "id"], field: "id", rule: "repeated" }]);
    taken.add(id);
  }
  const result = blocks.map((block) => {
    let id = block.attrs?.id ?? newId();
    if (!block.attrs?.id) while (taken.has(id)) id = newId();
    taken.add(id);
    return canonicalBlock(block, id);
  });
  return result.every((block) => block.type === "paragraph" && block.content === undefined) ? [] : result;
}

/** Counts nodes, depth and text, and checks that tables are rectangular. */
function measure(blocks: Block[]): void {
  let nodes = 0;
  let text = 0;
  const visit = (node: TreeNode | Inline, depth: number) => {
    nodes += 1;
    if (nodes > CONTENT_LIMITS.nodes) throw refuseWhole("too_many_nodes", CONTENT_LIMITS.nodes);
    if (depth > CONTENT_LIMITS.depth) throw refuseWhole("too_deep", CONTENT_LIMITS.depth);
    if (node.type === "text") text += node.text.length;
    if (text > CONTENT_LIMITS.text) throw refuseWhole("too_much_text", CONTENT_LIMITS.text);
    if (node.type === "table" && tableGrid(node as Table) === null) throw refuseWhole("table");
    if ("content" in node) for (const child of node.content ?? []) visit(child, depth + 1);
  };
  for (const block of blocks) visit(block, 1);
}
