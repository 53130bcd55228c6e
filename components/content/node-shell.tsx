import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon";
import { parseUrl } from "@/lib/core/url";
import { safeHref } from "@/lib/text/href";
import type { Cell, Figure, Table, TreeNode } from "@/lib/text/nodes";
import { spansOf, tableGrid } from "@/lib/text/table-grid";

/** What drawing a node needs to know beyond the node. */
export interface ShellContext {
  /** Headings of content have levels 3 and 4; this moves them by one level. */
  headingShift: -1 | 0 | 1;
  /** Returns the id of a heading on the page, if it has one. */
  headingId: (node: TreeNode) => string | undefined;
  /** Returns the label of the region in which a table scrolls. */
  tableLabel: (node: TreeNode) => string;
  scopes: ReadonlyMap<Cell, Scope>;
  /**
   * Returns attributes by which the script knows whether readers can sort a table, or why not. Left out where
   * sorting is not offered.
   */
  sorting?: (table: Table) => SortAttributes;
  /** Returns the picture for a file. Null or left out where pictures are named, not shown. */
  pictureOf?: ((file: string) => Picture | null) | undefined;
}

/** A picture on a page: an address on this site, and its size, so that the layout does not jump when it loads. */
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
 * Draws a node's element around its content. Names of elements and attributes are literals here, and their
 * values come from the schema: nothing that a member writes can become either.
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

/** Returns the host of a link without "www". */
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

/** Returns the scope of each header cell: column for cells in the first row, row for others. */
export function headerScopes(table: Table): Map<Cell, Scope> {
  const scopes = new Map<Cell, Scope>();
  for (const { cell, row, colspan, rowspan } of (tableGrid(table) ?? []).flat()) {
    if (cell.type !== "tableHeader") continue;
    if (row === 0) scopes.set(cell, colspan > 1 ? "colgroup" : "col");
    else scopes.set(cell, rowspan > 1 ? "rowgroup" : "row");
  }
  return scopes;
}

/** Returns how many rows at the top contain only header cells and do not extend further down: the table's head. */
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

/**
 * Returns the attributes for sorting. Readers can sort a table with one header row, several rows below it and
 * no merged cells.
 */
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
