import { safeHref } from "./href";
import type { Inline } from "./nodes";

/**
 * Maximum of links in a line: more, with the text between, would exceed the nodes of any content, so the line
 * is refused.
 */
const MAX_LINKS = 2_501;

/** Turns each bare address of a line into a link, without punctuation that ends the sentence. */
export function withLinks(line: string): Inline[] {
  const nodes: Inline[] = [];
  let from = 0;
  let links = 0;
  for (const { index, text, href } of bareAddresses(line)) {
    if (index > from) nodes.push({ type: "text", text: line.slice(from, index) });
    nodes.push({ type: "text", text, marks: [{ type: "link", attrs: { href } }] });
    from = index + text.length;
    links += 1;
    if (links === MAX_LINKS) break;
  }
  if (from < line.length) nodes.push({ type: "text", text: line.slice(from) });
  return nodes;
}

/** A link with words of its own, as Markdown writes it. Neither part contains a bracket of its own kind. */
const NAMED = /\[([^\][]+)\]\(([^\s()<>"]+)\)/g;

/** Turns `[words](address)` into a link with these words, and each bare address beside them as `withLinks` does. */
export function withNamedLinks(line: string): Inline[] {
  const pieces: Inline[][] = [];
  let from = 0;
  let links = 0;
  for (const match of line.matchAll(NAMED)) {
    const [whole, text = "", typed = ""] = match;
    const href = safeHref(typed);
    if (href === null) continue;
    pieces.push(withLinks(line.slice(from, match.index)));
    pieces.push([{ type: "text", text, marks: [{ type: "link", attrs: { href } }] }]);
    from = match.index + whole.length;
    links += 1;
    if (links === MAX_LINKS) break;
  }
  pieces.push(withLinks(line.slice(from)));
  return pieces.flat();
}

/** Writes a link for typing: as its bare address if that is its text, else as `[words](address)`. */
export function typedLink(text: string, href: string): string {
  const [bare] = bareAddresses(text);
  return bare?.text === text && (bare.href === href || href.startsWith("/")) ? text : `[${text}](${href})`;
}

/** Finds addresses written with their scheme, in order. */
export function* bareAddresses(line: string): Generator<{ index: number; text: string; href: string }> {
  for (const match of line.matchAll(/(?:https?:\/\/|mailto:)[^\s<>"]+/gi)) {
    const text = withoutEndMarks(match[0]);
    const href = safeHref(text);
    if (href !== null) yield { index: match.index, text, href };
  }
}

/** Removes trailing punctuation from an address, except a bracket that closes one inside it. */
export function withoutEndMarks(address: string): string {
  let end = address.length;
  let unopened = countOf(address, ")") - countOf(address, "(");
  while (end > 0 && ".,;:!?)]}'’»”".includes(address.charAt(end - 1))) {
    if (address.charAt(end - 1) === ")") {
      if (unopened <= 0) break;
      unopened -= 1;
    }
    end -= 1;
  }
  return address.slice(0, end);
}

const countOf = (text: string, sign: string) => text.split(sign).length - 1;
