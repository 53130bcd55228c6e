import type { Node } from "@tiptap/pm/model";
import type { NodeView, ViewMutationRecord } from "@tiptap/pm/view";
import { WIDTH_STEPS } from "@/lib/text/table-limits";

/**
 * Shows a table with the widths of its columns, in a frame that scrolls. Of our own, so that a table looks the same
 * before the rest of what tables need has arrived and nothing is drawn twice.
 */
export class TableView implements NodeView {
  readonly dom: HTMLElement;
  readonly contentDOM: HTMLElement;
  readonly #table: HTMLTableElement;
  /** The first child of the table: what drags a column looks for it there. */
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

  /** Widths that are set while a column is dragged are no change of the text. */
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

/** The width of each column in pixels as the first row says it; 0 where none is set. */
function columnsOf(table: Node): number[] {
  const widths: number[] = [];
  table.firstChild?.forEach(({ attrs }) => {
    const colwidth = attrs.colwidth as number[] | null;
    for (let n = 0; n < Number(attrs.colspan); n += 1) widths.push(colwidth?.[n] ?? 0);
  });
  return widths;
}
