import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { parseUrl } from "@/lib/core/url";
import { safeHref } from "@/lib/text/href";
import type { Cell, Figure, Table, TreeNode } from "@/lib/text/nodes";
import { spansOf, tableGrid } from "@/lib/text/table-grid";

/** What the drawing of a node must know beyond the node. */
export interface ShellContext {
  /** Headings of content are of level 3 and 4; by so much they stand lower in the page. */
  headingShift: -1 | 0 | 1;
  /** The id of a heading in the page, if it has one. */
  headingId: (node: TreeNode) => string | undefined;
  /** The name of the region in which a table scrolls. */
  tableLabel: (node: TreeNode) => string;
  scopes: ReadonlyMap<Cell, Scope>;
  /** What tells the script that readers can sort a table, or why they cannot; no function where nobody sorts. */
  sorting?: (table: Table) => SortAttributes;
  /** The picture of a file; null, or no function, where pictures are only named. */
  pictureOf?: ((file: string) => Picture | null) | undefined;
}

/** A picture as a page shows it: an address of ours, and its size, so that nothing moves when it arrives. */
export interface Picture {
  src: string;
  srcSet?: string | undefined;
  width: number;
  height: number;
}
/** For `enhance/sort-tables.ts`. */
export interface SortAttributes {
  "data-sortable"?: "";
  "data-unsortable"?: string;
}
type Scope = "col" | "row" | "colgroup" | "rowgroup";

/**
 * The element of a node round what is inside it. Names of elements and attributes are written out here, and their
 * values come from the schema: nothing that a member wrote can become either.
 */
export function nodeShell(node: TreeNode, inside: ReactNode, context: ShellContext, key?: string): ReactNode {
  switch (node.type) {
    case "paragraph":
      return <p key={key}>{inside}</p>;
    case "heading":
      return headingShell(node.attrs.level + context.headingShift, context.headingId(node), inside, key);
    case "bulletList":
      return <ul key={key}>{inside}</ul>;
    case "orderedList":
      return (
        <ol key={key} start={node.attrs?.start === 1 ? undefined : node.attrs?.start}>
          {inside}
        </ol>
      );
    case "listItem":
      return <li key={key}>{inside}</li>;
    case "blockquote":
      return <blockquote key={key}>{inside}</blockquote>;
    case "table":
      return (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section className="tw" tabIndex={0} aria-label={context.tableLabel(node)} key={key}>
          <table {...context.sorting?.(node)}>{inside}</table>
        </section>
      );
    case "tableRow":
      return <tr key={key}>{inside}</tr>;
    case "tableCell":
      return (
        <td key={key} {...spanAttributes(node)}>
          {inside}
        </td>
      );
    case "tableHeader":
      return (
        <th key={key} scope={context.scopes.get(node) ?? "col"} {...spanAttributes(node)}>
          {inside}
        </th>
      );
    case "figure":
      return figureShell(node, inside, context, key);
    case "codeBlock":
      return (
        <pre className="code" dir="ltr" data-language={node.attrs?.language ?? undefined} key={key}>
          <code>{inside}</code>
        </pre>
      );
    case "embed":
      return (
        <p className="embed" key={key}>
          <Icon name="link" />
          <a href={safeHref(node.attrs.href) ?? undefined} rel="noopener noreferrer nofollow ugc">
            <bdi>{node.attrs.title}</bdi>
          </a>
          <bdi className="dim">{hostOf(node.attrs.href)}</bdi>
        </p>
      );
  }
}

function figureShell(
  { attrs }: Figure,
  inside: ReactNode,
  context: ShellContext,
  key: string | undefined,
): ReactNode {
  const picture = context.pictureOf?.(attrs.file);
  return (
    <figure key={key}>
      {picture ? (
        <img
          src={picture.src}
          srcSet={picture.srcSet}
          sizes="(max-width: 46rem) 100vw, 44rem"
          width={picture.width}
          height={picture.height}
          alt={attrs.alt}
          loading="lazy"
          decoding="async"
        />
      ) : (
        <p className="picture-name">{attrs.alt}</p>
      )}
      <figcaption>{inside}</figcaption>
    </figure>
  );
}

/** Where a link leads, as a reader knows the place. */
function hostOf(href: string): string {
  return parseUrl(href)?.hostname.replace(/^www\./, "") ?? "";
}

function headingShell(
  level: number,
  id: string | undefined,
  inside: ReactNode,
  key: string | undefined,
): ReactNode {
  if (level === 2) {
    return (
      <h2 id={id} key={key}>
        {inside}
      </h2>
    );
  }
  if (level === 3) {
    return (
      <h3 id={id} key={key}>
        {inside}
      </h3>
    );
  }
  if (level === 4) {
    return (
      <h4 id={id} key={key}>
        {inside}
      </h4>
    );
  }
  return (
    <h5 id={id} key={key}>
      {inside}
    </h5>
  );
}

function spanAttributes(cell: Cell): { colSpan?: number; rowSpan?: number } {
  const { colspan, rowspan } = spansOf(cell);
  return { colSpan: colspan > 1 ? colspan : undefined, rowSpan: rowspan > 1 ? rowspan : undefined };
}

/** Header cells with what they head: those of the first row their columns, others their rows. */
export function headerScopes(table: Table): Map<Cell, Scope> {
  const scopes = new Map<Cell, Scope>();
  for (const { cell, row, colspan, rowspan } of (tableGrid(table) ?? []).flat()) {
    if (cell.type !== "tableHeader") continue;
    if (row === 0) scopes.set(cell, colspan > 1 ? "colgroup" : "col");
    else scopes.set(cell, rowspan > 1 ? "rowgroup" : "row");
  }
  return scopes;
}

/** How many rows at the top hold header cells only and reach no further down: the head of the table. */
export function headRows(table: Table): number {
  let rows = 0;
  let reach = 0;
  for (const [n, row] of table.content.entries()) {
    if (row.content.length === 0 || row.content.some((cell) => cell.type !== "tableHeader")) break;
    reach = Math.max(reach, ...row.content.map((cell) => n + spansOf(cell).rowspan));
    rows = n + 1;
  }
  return rows < table.content.length && reach <= rows ? rows : 0;
}

/** Whether readers can sort a table: one row of heads, several rows below it, and no merged cells. */
export function sortAttributes(table: Table, refusal: string): SortAttributes {
  if (headRows(table) !== 1 || table.content.length < 3) return {};
  const isMerged = table.content.some((row) =>
    row.content.some((cell) => {
      const { colspan, rowspan } = spansOf(cell);
      return colspan > 1 || rowspan > 1;
    }),
  );
  return isMerged ? { "data-unsortable": refusal } : { "data-sortable": "" };
}
