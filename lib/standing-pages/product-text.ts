import type { Locale } from "@/lib/i18n/locales";
import { sameJson } from "@/lib/text/canonical";
import { parseContent } from "@/lib/text/content";
import { dataHash } from "@/lib/text/hash";
import { keepIds } from "@/lib/text/keep-ids";
import { type Block, type Content, type Inline, SCHEMA_VERSION } from "@/lib/text/nodes";
import { type StandingBlock, type StandingPage, textParts, type WritableName } from "./model";
import { findStandingPage } from "./pages";

/*
 * The product's text of a page as a document of the editor: what administrators begin with, and what theirs is compared
 * with after an upgrade.
 */

const inline = (text: string): Inline[] =>
  textParts(text).map((part) =>
    typeof part === "string"
      ? { type: "text", text: part }
      : { type: "text", text: part.label, marks: [{ type: "link", attrs: { href: part.href } }] },
  );

const paragraph = (text: string) => ({ type: "paragraph" as const, content: inline(text) });
const heading = (text: string, level: 3 | 4): Block => ({
  type: "heading",
  attrs: { level },
  content: inline(text),
});
const items = (texts: readonly string[]) =>
  texts.map((text) => ({ type: "listItem" as const, content: [paragraph(text)] }));

/** Converts a block. A term becomes a heading, since neither the editor nor a plain field has lists of terms. */
function blocksOf(block: StandingBlock): Block[] {
  if (typeof block === "string") return [paragraph(block)];
  if ("list" in block) return [{ type: "bulletList", content: items(block.list) }];
  if ("steps" in block) return [{ type: "orderedList", content: items(block.steps) }];
  if ("terms" in block)
    return block.terms.flatMap(([term, meaning]) => [heading(term, 4), paragraph(meaning)]);
  const code = {
    type: "codeBlock" as const,
    content: [{ type: "text" as const, text: block.code.join("\n") }],
  };
  return [paragraph(block.label), code];
}

/** Converts a page of the product. The ids of blocks follow from the whole, so each version always has the same. */
export function asDocument(page: StandingPage): Content {
  const content = [
    paragraph(page.intro),
    ...page.sections.flatMap(({ title, body }) => [heading(title, 3), ...body.flatMap(blocksOf)]),
  ];
  const doc = { type: "doc" as const, content };
  const seed = dataHash(doc);
  let next = 0;
  const newId = () => dataHash({ seed, block: next++ }).slice(0, 12);
  return parseContent({ schemaVersion: SCHEMA_VERSION, doc }, newId);
}

const made = new WeakMap<StandingPage, Content>();

/** Returns the product's text of a page in this version. `previous`: a text of which it keeps the ids of blocks. */
export function productText(name: WritableName, locale: Locale, previous: Content | null = null): Content {
  const page = findStandingPage(name, locale);
  const known = made.get(page) ?? asDocument(page);
  made.set(page, known);
  return previous ? keepIds(previous, known) : known;
}

/** Compares two texts without the ids of their blocks. */
export const isSameText = (one: Content, other: Content): boolean => sameJson(bare(one), bare(other));

const bare = (content: Content) =>
  content.doc.content.map(({ attrs: { id: _id, ...attrs }, ...rest }) => ({ ...rest, attrs }));
