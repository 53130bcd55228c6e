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
 * A block as a token sequence: opening and closing nodes, words, and what is between words. Sequences are
 * compared by `key` and can be joined back into the block.
 */
export type Token =
  | { kind: "open"; key: string; type: string; attrs: Record<string, unknown> | undefined }
  | { kind: "close"; key: string }
  | { kind: "word"; key: string; text: string; marks: readonly Mark[] | undefined }
  | { kind: "atom"; key: string; node: Inline };

const CLOSE: Token = { kind: "close", key: ">" };

/** Turns a node into tokens; its id is left out. */
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

/** Turns a line of text into tokens. Marks are part of a word's key. */
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

/** Rebuilds the block from tokens; null if the result is invalid. */
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

/** Compares two blocks, ignoring their ids. */
export function sameBlock(a: Block, b: Block): boolean {
  return blockKey(a) === blockKey(b);
}

const keys = new WeakMap<object, string>();

/** Serializes a block without its id, as text to compare. Cached by object, as blocks are never mutated. */
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
