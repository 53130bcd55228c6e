/*
 * Writes the benchmark's profiles as a dump for MediaWiki's importDump, so that both have the same text: `node
 * --import tsx bench/mediawiki-dump.ts --profiles 200 --revisions 20 > pages.xml`.
 */
import { once } from "node:events";
import { parseArgs } from "node:util";
import { SECTION_KEYS, type SectionKey } from "@/lib/profiles/model";
import type { RecordsContent } from "@/lib/revisions/records-fields";
import type { Content, Inline, TopBlock, TreeNode } from "@/lib/text/nodes";
import { type ProfilePlan, planAreas, revisionsOf, surroundings } from "./profiles";

const { values } = parseArgs({
  options: {
    profiles: { type: "string", default: "200" },
    revisions: { type: "string", default: "20" },
  },
});
const HOUR = 3_600_000;
const now = Date.now();

const xml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}

/** Writes a page with the full text of every revision. */
async function writePage(plan: ProfilePlan, around: ReturnType<typeof surroundings>): Promise<void> {
  const standing = new Map<SectionKey, unknown>();
  const planned = [...revisionsOf(plan, around)];
  await write(`<page><title>${plan.slug.replace("area-", "Area ")}</title><ns>0</ns>\n`);
  for (const [index, one] of planned.entries()) {
    standing.set(one.key, one.content);
    const at = new Date(now - (planned.length - index) * 7 * HOUR - (plan.seed % 500) * 60_000);
    await write(`<revision><timestamp>${at.toISOString().slice(0, 19)}Z</timestamp>
<contributor><username>Editor${(index % 8) + 1}</username></contributor><comment>${xml(one.summary)}</comment>
<model>wikitext</model><format>text/x-wiki</format><text xml:space="preserve">${xml(pageText(standing))}</text></revision>\n`);
  }
  await write("</page>\n");
}

function pageText(standing: ReadonlyMap<SectionKey, unknown>): string {
  const sources = new Map(recordsOf(standing.get("sources")).map((record) => [record.id, record]));
  const sections = SECTION_KEYS.flatMap((key) => {
    const content = standing.get(key);
    if (content === undefined || key === "sources") return [];
    const text =
      typeof content === "object" && content !== null && "doc" in content
        ? (content as Content).doc.content.map((block) => blockText(block, sources)).join("\n\n")
        : recordsTable(content);
    return [`== ${key} ==\n${text}`];
  });
  return `${sections.join("\n\n")}\n\n== References ==\n<references />`;
}

type Sources = ReadonlyMap<string, Readonly<Record<string, unknown>>>;

function recordsOf(content: unknown) {
  return ((content as RecordsContent | undefined)?.records ?? []) as ({ id: string } & Record<
    string,
    unknown
  >)[];
}

function recordsTable(content: unknown): string {
  const rows = recordsOf(content).flatMap((record) => [
    record,
    ...((record.provisions as Record<string, unknown>[] | undefined) ?? []),
  ]);
  const cells = rows.map((row) =>
    [
      row.title ?? row.treaty ?? row.locator,
      row.status ?? row.how ?? row.articles,
      row.note ?? row.confidence,
    ]
      .map((cell) => String(cell ?? ""))
      .join(" || "),
  );
  return `{| class="wikitable"\n${cells.map((row) => `|-\n| ${row}`).join("\n")}\n|}`;
}

function blockText(block: TopBlock | TreeNode, sources: Sources): string {
  switch (block.type) {
    case "heading": {
      const marks = "=".repeat(block.attrs.level);
      return `${marks} ${inlineText(block.content ?? [], sources)} ${marks}`;
    }
    case "paragraph":
      return inlineText(block.content ?? [], sources);
    case "bulletList":
    case "orderedList": {
      const mark = block.type === "bulletList" ? "*" : "#";
      return block.content
        .map((item) => `${mark} ${item.content.map((part) => blockText(part, sources)).join(" ")}`)
        .join("\n");
    }
    case "table": {
      const rows = block.content.map((row) =>
        row.content
          .map((cell) => {
            const mark = cell.type === "tableHeader" ? "!" : "|";
            return `${mark} ${cell.content.map((part) => blockText(part, sources)).join(" ")}`;
          })
          .join("\n"),
      );
      return `{| class="wikitable"\n${rows.map((row) => `|-\n${row}`).join("\n")}\n|}`;
    }
    default:
      return "";
  }
}

function inlineText(nodes: readonly Inline[], sources: Sources): string {
  return nodes
    .map((node) => {
      if (node.type === "citation") {
        const source = sources.get(node.attrs.source);
        return `<ref>${source?.title}, ${source?.publisher}, ${source?.url} ${node.attrs.locator ?? ""}</ref>`;
      }
      if (node.type !== "text") return "";
      const mark = node.marks?.[0];
      if (mark?.type === "bold") return `'''${node.text}'''`;
      if (mark?.type === "italic") return `''${node.text}''`;
      return mark?.type === "link" ? `[[Area ${(node.text.length % 90) + 1}|${node.text}]]` : node.text;
    })
    .join("");
}

await write('<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" version="0.11" xml:lang="en">\n');
const around = surroundings();
for (const plan of planAreas(Number(values.profiles), Number(values.revisions)))
  await writePage(plan, around);
await write("</mediawiki>\n");
