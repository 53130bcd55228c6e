/** What is looked for, as a tree of words. */
export type Node =
  | { is: "word"; word: string }
  | { is: "start"; word: string }
  | { is: "all" | "any"; of: readonly Node[] }
  /** One after the other, each as many words behind the one before as `gaps` say. */
  | { is: "phrase"; of: readonly Node[]; gaps: readonly number[] }
  | { is: "not"; of: Node };

/** Where a word must stand: anywhere, among what the thing is about, or in its title. */
export type Where = "" | "=s:" | "=t:";

/** A word as a `tsquery` takes it, whatever signs are in it. */
export function quoted(word: string): string {
  return `'${word.replaceAll(/['\\]/g, "$&$&")}'`;
}

function placed(word: string, where: Where): string {
  if (where === "" || word.startsWith("=")) return quoted(word);
  // In its title, or as what it is: for an article or a number that is the same.
  return word.startsWith("#") ? `(${quoted(`=i:${word}`)} | ${quoted(where + word)})` : quoted(where + word);
}

/** A tree as the literal of a `tsquery`; empty where it asks for nothing. */
export function tsquery(node: Node, where: Where = ""): string {
  switch (node.is) {
    case "word":
      return placed(node.word, where);
    case "start":
      return `${placed(node.word, where)}:*`;
    case "not":
      // What is not wanted is not wanted anywhere.
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

/** The words of a tree that may stand in a text: not those of our own, not identifiers, not what is excluded. */
export function wordsIn(node: Node, found: Set<string> = new Set()): Set<string> {
  if (node.is === "word" || node.is === "start") {
    if (!/^[=#]/.test(node.word)) found.add(node.word);
  } else if (node.is !== "not") for (const one of node.of) wordsIn(one, found);
  return found;
}
