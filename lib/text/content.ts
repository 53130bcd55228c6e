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

/** Returns empty prose. */
export function emptyContent(): Content {
  return { schemaVersion: SCHEMA_VERSION, doc: { type: "doc", content: [] } };
}

/**
 * Validates and normalizes prose from any source: keys in one order, marks sorted, equal neighbours joined,
 * text cleaned, URLs normalized, and an id (from `newId` if missing) on every top-level block. Idempotent.
 * Throws `invalid` / `content` for anything outside the schema or `CONTENT_LIMITS`.
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
  // The input's size bounds the output's, except for ids, so most contents need not be serialized to be
  // measured.
  if (most + blocks.length * 60 > CONTENT_LIMITS.bytes) assertBytes(content);
  return content;
}

/** Validates one block; null if `parseContent` would reject it. Keeps its id or sets the given one. */
export function parseBlock(input: unknown, id: string): TopBlock | null {
  const parsed = Block.safeParse(input);
  if (!parsed.success || (parsed.data.type === "table" && tableGrid(parsed.data) === null)) return null;
  return canonicalBlock(parsed.data, id);
}

/** Adds ids to normalized blocks. Only empty paragraphs count as no content. */
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
