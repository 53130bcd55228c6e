import { toTextarea } from "@/lib/text/markdown-lite";
import { type Block, type Content, type Inline, SCHEMA_VERSION } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { placedIn, type QuoteLine } from "../model";

/** Quotations in one comment that name another. Further ones stay as typed. */
const MOST_QUOTES = 10;

/** The first line of a quotation that names the comment that it is from: "#12", with whatever follows a space or colon. */
const MARK = /^#([1-9]\d{0,8}|[0-9a-f]{6})(?:[ :].*)?$/u;

/** A quotation that names a comment, as typed. */
export interface TypedQuote {
  /** The number of the comment, or the end of its id. */
  ref: string;
  /** The quoted words. */
  content: Content;
  /** Its block in the text, which is left there unless the words are those of the comment. */
  block: Block;
}

/** Returns how a quotation names a comment: by its number; in threads, by the end of its id. */
export const refOf = ({ id, number }: { id: string; number: number | null }): string =>
  number === null ? id.slice(-6) : String(number);

/** Writes a comment as a quotation, for the beginning of an answer. */
export function quoteTyped(of: { ref: string; name: string; content: Content }): string {
  const lines = [`#${of.ref} ${of.name}:`, ...toTextarea(of.content).split("\n")];
  return lines.map((line) => `> ${line}`.trimEnd()).join("\n");
}

/** Lists the quotations of a text that name a comment. `before`: how many it had before an edit, which may have kept some. */
export function listTypedQuotes(content: Content, before = 0): TypedQuote[] {
  const most = Math.max(MOST_QUOTES, before);
  return content.doc.content.flatMap((block) => typedQuote(block) ?? []).slice(0, most);
}

function typedQuote(block: Block): TypedQuote | null {
  if (block.type !== "blockquote") return null;
  const [first, ...others] = block.content;
  if (first?.type !== "paragraph") return null;
  const nodes = first.content ?? [];
  const end = nodes.findIndex(({ type }) => type === "hardBreak");
  const ref = MARK.exec(textOf(end < 0 ? nodes : nodes.slice(0, end)))?.[1];
  const rest = end < 0 ? [] : nodes.slice(end + 1);
  const parts = [...(rest.length > 0 ? [{ type: "paragraph" as const, content: rest }] : []), ...others];
  if (ref === undefined || parts.length === 0) return null;
  return {
    ref,
    content: { schemaVersion: SCHEMA_VERSION, doc: { type: "doc", content: parts } } as Content,
    block,
  };
}

const textOf = (nodes: readonly Inline[]) =>
  nodes.map((node) => (node.type === "text" ? node.text : "")).join("");

const flat = (text: string) => text.replaceAll(/\s+/gu, " ").trim();

/** Paragraphs and parts between gaps of a quotation. */
const MOST_PIECES = 50;

/** What a quotation leaves out is marked: "…", "[…]" or "...". */
const GAP = /\[?(?:…|\.{3})\]?/u;

/** Checks that a quotation consists of words of a text, in whole paragraphs or with gaps that are marked. */
export function isFrom(quoted: Content, text: Content): boolean {
  const words = flat(toTextarea(text));
  const pieces = toTextarea(quoted)
    .split(/\n{2,}/u)
    .flatMap((paragraph) => paragraph.split(GAP))
    .map(flat)
    .filter((piece) => piece !== "");
  return pieces.length > 0 && pieces.length <= MOST_PIECES && pieces.every((piece) => holds(words, piece));
}

/**
 * Checks whether a text has a piece in it, in linear time (Knuth, Morris and Pratt): `includes` takes much longer for
 * repetitive texts, and anybody may write such texts.
 */
function holds(text: string, piece: string): boolean {
  const back = [0];
  for (let at = 1, length = 0; at < piece.length; at += 1) {
    while (length > 0 && piece[at] !== piece[length]) length = back[length - 1] ?? 0;
    if (piece[at] === piece[length]) length += 1;
    back.push(length);
  }
  let length = 0;
  for (const unit of text.split("")) {
    while (length > 0 && unit !== piece[length]) length = back[length - 1] ?? 0;
    if (unit === piece[length]) length += 1;
    if (length === piece.length) return true;
  }
  return false;
}

/** A quotation to store: `before` is the block that it stands above. */
export interface PlacedQuote {
  before: string | null;
  quote: TypedQuote;
}

/** Takes quotations out of a text: what is left are its author's own words. */
export function takeOut(
  content: Content,
  quotes: readonly TypedQuote[],
): { content: Content; placed: PlacedQuote[] } {
  const blocks = content.doc.content;
  const ofBlock = new Map(quotes.map((quote) => [quote.block, quote]));
  const placed = blocks.flatMap((block, place) => {
    const quote = ofBlock.get(block);
    if (!quote) return [];
    const next = blocks.slice(place + 1).find((one) => !ofBlock.has(one));
    return [{ before: next?.attrs?.id ?? null, quote }];
  });
  const own = blocks.filter((block) => !ofBlock.has(block));
  return { content: { ...content, doc: { ...content.doc, content: own } }, placed };
}

/** Checks whether somebody wrote words of their own. */
export const hasWords = (content: Content): boolean => contentText(content).trim() !== "";

/** Writes a comment with its quotations for a plain field. Words that readers do not see are left out. */
export function typedWithQuotes(content: Content, quotes: readonly QuoteLine[]): string {
  const placed = placedIn(content, quotes);
  const typed = (before: string | null) =>
    placed.flatMap(({ of, author, words, ...quote }) =>
      quote.before === before && words
        ? [quoteTyped({ ref: refOf(of), name: author?.displayName ?? "", content: words })]
        : [],
    );
  const blocks = content.doc.content.flatMap((block) => [
    ...typed(block.attrs.id),
    toTextarea({ ...content, doc: { ...content.doc, content: [block] } }),
  ]);
  return [...blocks, ...typed(null)].filter((text) => text !== "").join("\n\n");
}
