import { headRows } from "@/components/content/node-shell";
import { isExternal, safeHref } from "@/lib/text/href";
import type { Cell as CellNode, Content, Inline, ListItem, Table, TreeNode } from "@/lib/text/nodes";
import { spansOf } from "@/lib/text/table-grid";
import { columnShares } from "@/lib/text/table-widths";
import type { Cell, Part, Run } from "./model";
import { citeRun, type Drawing } from "./value-lines";

/**
 * Converts prose into parts of a document. `origin`: makes addresses within the site absolute. `lang`: its
 * language. `before`: parts above a block.
 */
export function proseParts(
  drawing: Drawing,
  content: Content,
  { origin, lang }: { origin: string; lang: string },
  before: (blockId: string) => Part[] = () => [],
): Part[] {
  return content.doc.content.flatMap((node) => [
    ...before(node.attrs.id),
    ...nodeParts({ ...drawing, origin, lang }, node, 0),
  ]);
}

type Within = Drawing & { origin: string; lang: string };

function nodeParts(drawing: Within, node: TreeNode, depth: number): Part[] {
  switch (node.type) {
    case "paragraph":
      return [{ is: "paragraph", runs: inlineRuns(drawing, node.content) }];
    case "heading":
      return [
        { is: "heading", level: node.attrs.level === 3 ? 3 : 4, runs: inlineRuns(drawing, node.content) },
      ];
    case "bulletList":
      return node.content.flatMap((item) => itemParts(drawing, item, "•", depth));
    case "orderedList":
      return node.content.flatMap((item, n) =>
        itemParts(drawing, item, `${(node.attrs?.start ?? 1) + n}.`, depth),
      );
    case "blockquote":
      return node.content.flatMap((inner) =>
        nodeParts(drawing, inner, depth).map(
          (part): Part => (part.is === "paragraph" ? { ...part, look: "quote" } : part),
        ),
      );
    case "table":
      return tableParts(drawing, node);
    case "codeBlock":
      return [
        {
          is: "paragraph",
          look: "small",
          runs: (node.content ?? []).map(({ text }) => ({ text, lang: drawing.lang })),
        },
      ];
    case "figure":
      return [
        {
          is: "paragraph",
          look: "small",
          runs: [{ text: node.attrs.alt, lang: drawing.lang }, ...inlineRuns(drawing, node.content)],
        },
      ];
    case "embed":
      return [
        {
          is: "paragraph",
          look: "small",
          runs: [{ text: node.attrs.title, href: node.attrs.href, lang: drawing.lang }],
        },
      ];
    default:
      return [];
  }
}

/** Draws the first paragraph of an item beside its mark, and the rest below. */
function itemParts(drawing: Within, item: ListItem, mark: string, depth: number): Part[] {
  const [first, ...rest] = item.content;
  const runs = first?.type === "paragraph" ? inlineRuns(drawing, first.content) : [];
  return [
    { is: "item", depth, mark, runs },
    ...rest.flatMap((inner): Part[] =>
      inner.type === "paragraph"
        ? [{ is: "item", depth, mark: "", runs: inlineRuns(drawing, inner.content) }]
        : nodeParts(drawing, inner, depth + 1),
    ),
  ];
}

function tableParts(drawing: Within, table: Table): Part[] {
  return [
    {
      is: "table",
      headRows: headRows(table),
      widths: columnShares(table),
      rows: table.content.map((row) => row.content.map((cell) => cellOf(drawing, cell))),
    },
  ];
}

function cellOf(drawing: Within, cell: CellNode): Cell {
  const { colspan, rowspan } = spansOf(cell);
  const lines = cell.content.flatMap((node) =>
    nodeParts(drawing, node, 0).flatMap((part): Run[][] => {
      if (part.is === "item") return [[{ text: part.mark ? `${part.mark} ` : "" }, ...part.runs]];
      return part.is === "paragraph" ? [[...part.runs]] : [];
    }),
  );
  return { lines, isHead: cell.type === "tableHeader", colspan, rowspan };
}

function inlineRuns(drawing: Within, nodes: readonly Inline[] | undefined): Run[] {
  return (nodes ?? []).map((node): Run => {
    if (node.type === "hardBreak") return { text: "\n" };
    if (node.type === "citation") return citeRun(drawing, node.attrs.source, node.attrs.locator ?? null);
    if (node.type === "footnote") return { text: ` (${node.attrs.text})`, lang: drawing.lang };
    const run: Run = { text: node.text, lang: drawing.lang };
    for (const mark of node.marks ?? []) {
      if (mark.type === "bold") run.bold = true;
      else if (mark.type === "italic") run.italic = true;
      else {
        const href = safeHref(mark.attrs.href);
        if (href) run.href = isExternal(href) ? href : drawing.origin + href;
      }
    }
    return run;
  });
}
