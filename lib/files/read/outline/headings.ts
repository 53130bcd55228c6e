import { type Element, isElement, textOf } from "./elements";

const LONGEST = 100;

/** Checks whether a paragraph looks like a heading: one short line, all bold, that does not end a sentence. */
export function isHeadingLike(node: Element): boolean {
  if (node.name !== "p") return false;
  const own = node.children.filter((child) => textOf(child).trim() !== "");
  if (own.length === 0 || !own.every((child) => isElement(child) && child.name === "strong")) return false;
  const text = textOf(node).trim();
  return text.length <= LONGEST && !/[.;:!?؟؛]$/u.test(text);
}
