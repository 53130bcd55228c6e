import { parseContent } from "@/lib/text/content";
import type { Block, Cell, Content, Inline, Mark } from "@/lib/text/nodes";
import { deriveId } from "@/lib/text/versions";
import { listDataFolder, parseDataText } from "./read";

/** The prose of a profile, from `db/seed/data/prose/<iso3>.md`. */
export interface SeedProse {
  iso3: string;
  /** Ids of the cited sources, as listed in its head. */
  sources: string[];
  /** Sections in the order of the file. */
  sections: { key: string; content: Content }[];
}

/** Loads the prose of all profiles that have some, sorted by country code. Throws on the first error, naming the file. */
export function loadProse(): SeedProse[] {
  return listDataFolder("prose")
    .filter((name) => name.endsWith(".md"))
    .map((name) => {
      const prose = parseDataText(`prose/${name}`, parseProse);
      if (name !== `${prose.iso3.toLowerCase()}.md`)
        throw new Error(`prose/${name} says it is about ${prose.iso3}`);
      return prose;
    });
}

/**
 * Parses a file of prose. Ids of blocks follow from country, section and position, so that parsing it again gives the
 * same content. Throws if the head is missing, a section is empty or repeated, or the content is invalid.
 */
export function parseProse(text: string): SeedProse {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text);
  if (!match) throw new Error("A text of prose begins with its head between lines of ---");
  const iso3 = headLine(match[1] ?? "", "country");
  const sources = headLine(match[1] ?? "", "sources").split(/,\s*/);
  const sections = (match[2] ?? "")
    .split(/^## /m)
    .slice(1)
    .map((part) => readSection(iso3, part));
  const keys = sections.map((section) => section.key);
  if (new Set(keys).size !== keys.length) throw new Error(`${iso3}: a section is named twice`);
  return { iso3, sources, sections };
}

function headLine(head: string, name: string): string {
  const value = new RegExp(`^${name}: (.+)$`, "m").exec(head)?.[1];
  if (!value) throw new Error(`The head of a text of prose needs a line "${name}: …"`);
  return value.trim();
}

function readSection(iso3: string, part: string): { key: string; content: Content } {
  const [key = "", ...lines] = part.split("\n");
  return { key: key.trim(), content: readContent(lines.join("\n"), `${iso3}/${key}`) };
}

/**
 * Parses the text of a section or post into content; ids of blocks follow from `place` and position. Throws if it is
 * empty or invalid.
 */
export function readContent(text: string, place: string): Content {
  const blocks = text
    .split(/\n{2,}/)
    .map((block) => block.trim())
    .filter((block) => block !== "")
    .map((block) => readBlock(block.split("\n")));
  if (blocks.length === 0) throw new Error(`${place} is empty`);
  let next = 0;
  return parseContent({ schemaVersion: 1, doc: { type: "doc", content: blocks } }, () =>
    deriveId(`seed/${place}/${next++}`),
  );
}

const BULLET = /^- /;
const NUMBER = /^\d+\. /;

function readBlock(lines: string[]): Block {
  const first = lines[0] ?? "";
  const heading = /^(#{3,4}) (.+)$/.exec(first);
  if (heading) {
    return {
      type: "heading",
      attrs: { level: heading[1] === "###" ? 3 : 4 },
      content: inline(heading[2] ?? ""),
    };
  }
  if (BULLET.test(first)) return { type: "bulletList", content: readItems(lines, BULLET) };
  if (NUMBER.test(first)) return { type: "orderedList", content: readItems(lines, NUMBER) };
  if (first.startsWith("|")) return readTable(lines);
  return paragraph(lines.join(" "));
}

function readItems(lines: string[], mark: RegExp) {
  const items: string[] = [];
  for (const line of lines) {
    if (mark.test(line)) items.push(line.replace(mark, ""));
    else items.push(`${items.pop() ?? ""} ${line.trim()}`);
  }
  return items.map((item) => ({ type: "listItem" as const, content: [paragraph(item)] }));
}

/** Parses a table: its first line is the header, the first cell of every other line heads its row. */
function readTable(lines: string[]): Block {
  const rows = lines
    .filter((line) => !/^\|[\s|:-]+\|$/.test(line))
    .map((line) => line.slice(1, line.lastIndexOf("|")).split("|"));
  const cell = (text: string, isHeader: boolean): Cell => ({
    type: isHeader ? "tableHeader" : "tableCell",
    content: [paragraph(text.trim())],
  });
  return {
    type: "table",
    content: rows.map((cells, row) => ({
      type: "tableRow",
      content: cells.map((text, column) => cell(text, row === 0 || column === 0)),
    })),
  };
}

function paragraph(text: string) {
  const content = inline(text);
  return content.length > 0 ? { type: "paragraph" as const, content } : { type: "paragraph" as const };
}

/** Matched in this order: a citation, a link, bold, italic, and the mark of unverified text. */
const PARTS =
  /\[\^(?<source>[a-z0-9-]+)(?:, (?<locator>[^\]]+))?\]|\[(?<label>[^\]]+)\]\((?<href>[^)\s]+)\)|\*\*(?<bold>[^*]+)\*\*|\*(?<italic>[^*]+)\*|(?<open>\(unverified\))/g;

function inline(text: string): Inline[] {
  const nodes: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(PARTS)) {
    if (match.index > from) nodes.push({ type: "text", text: text.slice(from, match.index) });
    nodes.push(readPart(match.groups ?? {}));
    from = match.index + match[0].length;
  }
  if (from < text.length) nodes.push({ type: "text", text: text.slice(from) });
  return withoutSpaceBetweenCitations(nodes);
}

function readPart({
  source,
  locator,
  label,
  href,
  bold,
  italic,
  open,
}: Record<string, string | undefined>): Inline {
  if (source !== undefined) return { type: "citation", attrs: { source, ...(locator ? { locator } : {}) } };
  if (label !== undefined) return marked(label, { type: "link", attrs: { href: href ?? "" } });
  if (bold !== undefined) return marked(bold, { type: "bold" });
  return marked(italic ?? open ?? "", { type: "italic" });
}

function marked(text: string, mark: Mark): Inline {
  return { type: "text", text, marks: [mark] };
}

/** Removes the space between two adjacent citations, which only separates them in the file. */
function withoutSpaceBetweenCitations(nodes: Inline[]): Inline[] {
  return nodes.filter((node, i) => {
    const isSpace = node.type === "text" && node.text === " ";
    return !(isSpace && nodes[i - 1]?.type === "citation" && nodes[i + 1]?.type === "citation");
  });
}
