import { typedLink, withLinks, withNamedLinks } from "./bare-links";
import { newBlockId } from "./block-id";
import { CONTENT_LIMITS } from "./bounds";
import { canonicalJson } from "./canonical";
import { canonicalInline } from "./canonical-blocks";
import { parseContent } from "./content";
import { homeHref } from "./href";
import { keepIds } from "./keep-ids";
import { type Block, type Content, type Inline, SCHEMA_VERSION } from "./nodes";
import { splitNotes, typedNote } from "./notes-form";
import { blockText } from "./plain";
import { refuseWhole } from "./problems";

/**
 * Writes prose for a plain text field, for browsers without scripts. An empty line ends a block; `- ` and `1.
 * ` start items (two spaces continue one), `> ` a quotation, `## ` and `### ` headings; a bare address is a
 * link. In articles (`hasNotes`), `^[…]` is a note and `[words](address)` a link. Emphasis, citations and
 * tables cannot be written, nor such links elsewhere: see `fitsTextarea`.
 */
export function toTextarea(content: Content, { hasNotes = false }: FieldOf = {}): string {
  return content.doc.content
    .map((block) => blockLines(block, hasNotes ? typedLink : (text) => text))
    .filter((text) => text !== "")
    .join("\n\n");
}

/** Context of a plain field: the site whose full addresses become paths, and whether it has an article's signs. */
interface FieldOf {
  home?: string | undefined;
  hasNotes?: boolean | undefined;
}

/**
 * Parses such a text. Blocks equal to those in `previous`, or similar at the same place, keep their ids, so
 * that history and merging see edits instead of new text. Full addresses of this site (`home`) become paths.
 * Throws as `parseContent`.
 */
export function fromTextarea(
  text: string,
  {
    previous,
    newId = newBlockId,
    home,
    hasNotes = false,
  }: FieldOf & { previous?: Content | undefined; newId?: () => string } = {},
): Content {
  if (text.length > CONTENT_LIMITS.text) throw refuseWhole("too_much_text", CONTENT_LIMITS.text);
  const plain = text.replace(/\r\n?/g, "\n").replace(EMPTY_LINES, "\n\n");
  if (hasTooManyLines(plain)) throw refuseWhole("too_many_nodes", CONTENT_LIMITS.nodes);
  const blocks = linksHome(
    splitBlocks(plain).map((lines) => readBlock(lines, hasNotes ? withNotes : withLinks)),
    home,
  );
  const read = parseContent({ schemaVersion: SCHEMA_VERSION, doc: { type: "doc", content: blocks } }, newId);
  return previous ? keepIds(previous, read) : read;
}

/** Two or more empty lines mean the same as one. */
const EMPTY_LINES = /\n(?:[ \t]*\n){2,}/g;

/** Counts non-empty lines, each at least one node, to refuse too many before parsing. */
function hasTooManyLines(text: string): boolean {
  let lines = 0;
  let from = 0;
  while (from <= text.length && lines <= CONTENT_LIMITS.nodes) {
    const end = text.indexOf("\n", from);
    if (text.slice(from, end < 0 ? text.length : end).trim() !== "") lines += 1;
    if (end < 0) break;
    from = end + 1;
  }
  return lines > CONTENT_LIMITS.nodes;
}

function linksHome<Read>(blocks: Read, home: string | undefined): Read {
  if (home === undefined) return blocks;
  return JSON.parse(JSON.stringify(blocks), (key, value: unknown) =>
    key === "href" && typeof value === "string" ? homeHref(value, home) : value,
  ) as Read;
}

/**
 * Checks that editing a content as plain text would lose nothing but trailing spaces, empty paragraphs, and
 * the host in full addresses of this site (`home`).
 */
export function fitsTextarea(content: Content, { home, hasNotes }: FieldOf = {}): boolean {
  let next = 0;
  const newId = () => `x${String(next++).padStart(6, "0")}`;
  const read = fromTextarea(toTextarea(content, { hasNotes }), { newId, home, hasNotes });
  return canonicalJson(squeeze(linksHome(content, home))) === canonicalJson(squeeze(read));
}

/** Writes a link with its text. */
type WriteLink = (text: string, href: string) => string;

function blockLines(block: Block, link: WriteLink): string {
  switch (block.type) {
    case "paragraph":
      return inlineLines(block.content, link).join("\n");
    case "heading":
      return isBlank(block)
        ? ""
        : `${block.attrs.level === 3 ? "##" : "###"} ${inlineLines(block.content, link).join(" ")}`;
    case "bulletList":
      return block.content.map((item) => itemLines("- ", item.content, link)).join("\n");
    case "orderedList":
      return block.content
        .map((item, index) => itemLines(`${(block.attrs?.start ?? 1) + index}. `, item.content, link))
        .join("\n");
    case "blockquote":
      return block.content
        .map((part) =>
          blockLines(part, link)
            .split("\n")
            .map((line) => `> ${line}`.trimEnd())
            .join("\n"),
        )
        .join("\n>\n");
    case "table":
    case "figure":
    case "codeBlock":
    case "embed":
      return blockText(block);
  }
}

function itemLines(mark: string, content: Block[], link: WriteLink): string {
  const lines = content.flatMap((part) =>
    part.type === "paragraph" ? inlineLines(part.content, link) : blockLines(part, link).split("\n"),
  );
  return lines
    .map((line, index) => (index === 0 ? mark : "  ") + line)
    .join("\n")
    .trimEnd();
}

function inlineLines(nodes: Inline[] | undefined, link: WriteLink): string[] {
  const text = (nodes ?? [])
    .map((node) => {
      if (node.type === "text") {
        const mark = node.marks?.find(({ type }) => type === "link");
        return mark?.type === "link" ? link(node.text, mark.attrs.href) : node.text;
      }
      if (node.type === "footnote") return typedNote(node.attrs.text);
      return node.type === "hardBreak" ? "\n" : "";
    })
    .join("");
  return text.split("\n").map((line) => line.trim());
}

const HEADING = /^(#{2,3}) +(\S.*)$/;
const BULLET = /^- +(?=\S)/;
const NUMBER = /^\d{1,5}\. +(?=\S)/;

function splitBlocks(text: string): string[][] {
  const blocks: string[][] = [];
  let current: string[] = [];
  const close = () => {
    if (current.length > 0) blocks.push(current);
    current = [];
  };
  for (const raw of text.split("\n")) {
    const inList = /^(bullet|number)$/.test(kindOf(current[0] ?? ""));
    // Leading spaces have a meaning in lists only.
    const line = inList ? raw.replace(/^\s{2,}/, "  ") : raw.trimStart();
    if (line.trim() === "") close();
    else {
      // A heading, and the first line of a list or quotation, end the paragraph above.
      if (current.length > 0 && HEADING.test(line)) close();
      else if (current.length > 0 && kindOf(line) !== kindOf(current[0] ?? "") && !/^ {2}/.test(line))
        close();
      current.push(line);
      if (HEADING.test(line)) close();
    }
  }
  close();
  return blocks;
}

function kindOf(line: string): "bullet" | "number" | "quote" | "text" {
  if (BULLET.test(line)) return "bullet";
  if (NUMBER.test(line)) return "number";
  return /^>( |$)/.test(line) ? "quote" : "text";
}

/** Parses one line of text. */
type ReadLine = (line: string) => Inline[];

function readBlock(lines: string[], read: ReadLine): Block {
  const first = lines[0] ?? "";
  const heading = HEADING.exec(first);
  if (heading)
    return {
      type: "heading",
      attrs: { level: heading[1] === "##" ? 3 : 4 },
      ...inline([heading[2] ?? ""], read),
    };
  switch (kindOf(first)) {
    case "bullet":
      return { type: "bulletList", content: readItems(lines, BULLET, read) };
    case "number": {
      const start = Number.parseInt(first, 10);
      return { type: "orderedList", attrs: { start }, content: readItems(lines, NUMBER, read) };
    }
    case "quote":
      return {
        type: "blockquote",
        content: readQuote(
          lines.map((line) => line.replace(/^> ?/, "")),
          read,
        ),
      };
    case "text":
      return paragraph(lines, read);
  }
}

function readItems(lines: string[], mark: RegExp, read: ReadLine) {
  const items: string[][] = [];
  for (const line of lines) {
    if (mark.test(line)) items.push([line.replace(mark, "")]);
    else items.at(-1)?.push(line);
  }
  return items.map((item) => ({ type: "listItem" as const, content: [paragraph(item, read)] }));
}

function readQuote(lines: string[], read: ReadLine) {
  const parts: string[][] = [[]];
  for (const line of lines) {
    if (line.trim() === "") parts.push([]);
    else parts.at(-1)?.push(line);
  }
  const filled = parts.filter((part) => part.length > 0);
  return (filled.length > 0 ? filled : [[""]]).map((part) => paragraph(part, read));
}

function paragraph(lines: string[], read: ReadLine) {
  return { type: "paragraph" as const, ...inline(lines, read) };
}

function inline(lines: string[], read: ReadLine): { content?: Inline[] } {
  const nodes = lines.flatMap((line, index): Inline[] => [
    ...(index > 0 ? [{ type: "hardBreak" as const }] : []),
    ...read(line.trim()),
  ]);
  return nodes.length > 0 ? { content: nodes } : {};
}

function withNotes(line: string): Inline[] {
  return splitNotes(line).flatMap((piece) =>
    typeof piece === "string" ? withNamedLinks(piece) : [{ type: "footnote", attrs: { text: piece.note } }],
  );
}

/** Removes what a text field cannot keep: ids, empty paragraphs, trailing spaces. */
function squeeze(content: Content): Block[] {
  return content.doc.content.flatMap((block) => (isBlank(block) ? [] : [squeezeBlock(block)]));
}

function isBlank(block: Block): boolean {
  return (
    (block.type === "paragraph" || block.type === "heading") &&
    (block.content ?? []).every((node) => node.type === "text" && node.text.trim() === "")
  );
}

function squeezeBlock(block: Block): Block {
  return JSON.parse(JSON.stringify(block), (key, value: unknown) => {
    if (key === "id") return undefined;
    if (key !== "content" || !Array.isArray(value)) return value;
    const nodes = value as Inline[];
    if (!nodes.some((node) => node.type === "text")) return value;
    return canonicalInline(
      nodes.map((node, index) => {
        if (node.type !== "text") return node;
        let text = node.text;
        if (nodes[index - 1] === undefined || nodes[index - 1]?.type === "hardBreak") text = text.trimStart();
        if (nodes[index + 1] === undefined || nodes[index + 1]?.type === "hardBreak") text = text.trimEnd();
        return { ...node, text };
      }),
    );
  }) as Block;
}
