/** A query as a tree of words. */
export type Node =
  | { is: "word"; word: string }
  | { is: "start"; word: string }
  | { is: "all" | "any"; of: readonly Node[] }
  /** A sequence of words with the given distances. */
  | { is: "phrase"; of: readonly Node[]; gaps: readonly number[] }
  | { is: "not"; of: Node };

/** Where a word must occur: anywhere, in the subject, or in the title. */
export type Where = "" | "=s:" | "=t:";

/** Quotes a word for `tsquery`, whatever characters it contains. */
export function quoted(word: string): string {
  return `'${word.replaceAll(/['\\]/g, "$&$&")}'`;
}

function placed(word: string, where: Where): string {
  if (where === "" || word.startsWith("=")) return quoted(word);
  // In the title or as the thing's own identifier, which is equivalent for articles and numbers.
  return word.startsWith("#") ? `(${quoted(`=i:${word}`)} | ${quoted(where + word)})` : quoted(where + word);
}

/** Converts a tree to a `tsquery` literal; empty for an empty tree. */
export function tsquery(node: Node, where: Where = ""): string {
  switch (node.is) {
    case "word":
      return placed(node.word, where);
    case "start":
      return `${placed(node.word, where)}:*`;
    case "not":
      // Exclusions apply everywhere.
      return `!(${tsquery(node.of)})`;
    case "all":
    case "any":
      return joined(node.of, node.is === "all" ? " & " : " | ", where);
    case "phrase":
      return where === "" ? phrase(node) : joined(node.of, " & ", where);
  }
}

function joined(nodes: readonly Node[], sign: string, where: Where): string {
  const parts = nodes.map((node) => tsquery(node, where)).filter((part) => part !== "");
  return parts.length > 1 ? `(${parts.join(sign)})` : (parts[0] ?? "");
}

function phrase(node: Node & { is: "phrase" }): string {
  return node.of
    .map((one, n) => (n === 0 ? tsquery(one) : ` <${node.gaps[n - 1] ?? 1}> ${tsquery(one)}`))
    .join("");
}

export const word = (text: string): Node => ({ is: "word", word: text });
export const all = (of: readonly Node[]): Node => (of.length === 1 && of[0] ? of[0] : { is: "all", of });
export const any = (of: readonly Node[]): Node => (of.length === 1 && of[0] ? of[0] : { is: "any", of });

/** Collects words of a tree that can occur in a text: no internal words, identifiers or exclusions. */
export function wordsIn(node: Node, found: Set<string> = new Set()): Set<string> {
  if (node.is === "word" || node.is === "start") {
    if (!/^[=#]/.test(node.word)) found.add(node.word);
  } else if (node.is !== "not") for (const one of node.of) wordsIn(one, found);
  return found;
}
