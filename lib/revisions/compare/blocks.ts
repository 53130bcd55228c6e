import { canonicalJson } from "@/lib/text/canonical";
import { canonicalInline, marksKey, textNode } from "@/lib/text/canonical-blocks";
import { parseBlock } from "@/lib/text/content";
import {
  type Block,
  childrenOf,
  type Inline,
  isInline,
  isTextBlock,
  type Mark,
  type TopBlock,
  type TreeNode,
} from "@/lib/text/nodes";
import { splitWords } from "@/lib/text/words";

/**
 * A block as a sequence: where nodes open and close, words, and what stands between words. Two sequences are compared
 * by `key`; joined again they are the block.
 */
export type Token =
  | { kind: "open"; key: string; type: string; attrs: Record<string, unknown> | undefined }
  | { kind: "close"; key: string }
  | { kind: "word"; key: string; text: string; marks: readonly Mark[] | undefined }
  | { kind: "atom"; key: string; node: Inline };

const CLOSE: Token = { kind: "close", key: ">" };

/** The sequence of a node, its id left out. */
export function flatten(node: TreeNode): Token[] {
  const tokens: Token[] = [];
  const visit = (part: TreeNode) => {
    const attrs = attrsOf(part);
    tokens.push({
      kind: "open",
      key: `<${part.type}${attrs ? canonicalJson(attrs) : ""}`,
      type: part.type,
      attrs,
    });
    for (const child of childrenOf(part)) {
      if (isInline(child)) for (const token of inlineTokens([child])) tokens.push(token);
      else visit(child);
    }
    tokens.push(CLOSE);
  };
  visit(node);
  return tokens;
}

/** The sequence of what stands in a line of text. Marks belong to the key of a word. */
export function inlineTokens(nodes: readonly Inline[]): (Token & { kind: "word" | "atom" })[] {
  return nodes.flatMap((node): (Token & { kind: "word" | "atom" })[] => {
    if (node.type === "hardBreak") return [{ kind: "atom", key: "br", node }];
    if (node.type === "citation")
      return [{ kind: "atom", key: `c${node.attrs.source} ${node.attrs.locator ?? ""}`, node }];
    if (node.type === "footnote") return [{ kind: "atom", key: `n${node.attrs.text}`, node }];
    const marks = marksKey(node.marks);
    return splitWords(node.text).map((text) => ({
      kind: "word",
      key: `w${text}\n${marks}`,
      text,
      marks: node.marks,
    }));
  });
}

/** The block that a sequence spells, or null when it spells none that the schema knows. */
export function unflatten(tokens: readonly Token[], id: string): TopBlock | null {
  interface Open {
    type: string;
    attrs?: Record<string, unknown>;
    content: unknown[];
  }
  const stack: Open[] = [{ type: "root", content: [] }];
  for (const token of tokens) {
    const top = stack.at(-1);
    if (!top) return null;
    if (token.kind === "open")
      stack.push({ type: token.type, ...(token.attrs ? { attrs: token.attrs } : {}), content: [] });
    else if (token.kind === "word") top.content.push(textNode(token.text, token.marks));
    else if (token.kind === "atom") top.content.push(token.node);
    else {
      stack.pop();
      stack
        .at(-1)
        ?.content.push(
          isTextBlock(top.type) ? { ...top, content: canonicalInline(top.content as Inline[]) } : top,
        );
    }
  }
  const [root, ...open] = stack;
  return root && open.length === 0 && root.content.length === 1 ? parseBlock(root.content[0], id) : null;
}

/** Whether two blocks say the same, whatever their ids. */
export function sameBlock(a: Block, b: Block): boolean {
  return blockKey(a) === blockKey(b);
}

const keys = new WeakMap<object, string>();

/** A block without its id, as a text that is equal when the block is. Blocks are never changed in place. */
export function blockKey(node: TreeNode): string {
  let key = keys.get(node);
  if (key === undefined) {
    key = canonicalJson({ ...node, attrs: attrsOf(node) });
    keys.set(node, key);
  }
  return key;
}

function attrsOf(node: TreeNode): Record<string, unknown> | undefined {
  if (!node.attrs) return undefined;
  const { id: _, ...attrs } = node.attrs as Record<string, unknown>;
  return Object.keys(attrs).length > 0 ? attrs : undefined;
}
