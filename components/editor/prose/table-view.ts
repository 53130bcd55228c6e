import type { Node } from "@tiptap/pm/model";
import type { NodeView, ViewMutationRecord } from "@tiptap/pm/view";
import { WIDTH_STEPS } from "@/lib/text/table-limits";

/**
 * Draws a table with its column widths in a scrolling frame. The editor's own view, so that a table looks the
 * same before the engine for tables has loaded and nothing is drawn twice.
 */
export class TableView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  readonly #table: HTMLTableElement;
  /** Must be the table's first child: the code for dragging columns expects it there. */
  readonly #columns: HTMLElement;

  constructor(private node: Node) {
    this.dom = document.createElement("div");
    this.dom.className = "tableWrapper";
    this.#table = this.dom.appendChild(document.createElement("table"));
    this.#columns = this.#table.appendChild(document.createElement("colgroup"));
    this.contentDOM = this.#table.appendChild(document.createElement("tbody"));
    this.#setWidths();
  }

  update(node: Node): boolean {
    if (node.type !== this.node.type) return false;
    this.node = node;
    this.#setWidths();
    return true;
  }

  /** Widths set while dragging are not changes to the text. */
  ignoreMutation({ type, target }: ViewMutationRecord): boolean {
    return type !== "selection" && this.dom.contains(target) && !this.contentDOM.contains(target);
  }

  #setWidths(): void {
    const widths = columnsOf(this.node);
    while (this.#columns.childElementCount > widths.length) this.#columns.lastElementChild?.remove();
    widths.forEach((width, n) => {
      const column = (this.#columns.children[n] ??
        this.#columns.appendChild(document.createElement("col"))) as HTMLElement;
      column.style.width = width ? `${Math.max(width, WIDTH_STEPS.pixels)}px` : "";
      column.style.minWidth = width ? "" : `${WIDTH_STEPS.pixels}px`;
    });
    const total = `${widths.reduce((sum, width) => sum + (width || WIDTH_STEPS.pixels), 0)}px`;
    const isFixed = widths.every((width) => width > 0);
    this.#table.style.width = isFixed ? total : "";
    this.#table.style.minWidth = isFixed ? "" : total;
  }
}

/** Returns the width of each column in pixels as set in the first row; 0 if none is set. */
function columnsOf(table: Node): number[] {
  const widths: number[] = [];
  table.firstChild?.forEach(({ attrs }) => {
    const colwidth = attrs.colwidth as number[] | null;
    for (let n = 0; n < Number(attrs.colspan); n += 1) widths.push(colwidth?.[n] ?? 0);
  });
  return widths;
}
