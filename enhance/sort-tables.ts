import { orderBy } from "@/lib/text/column-order";

/*
 * Sorts tables in place: a button in each header cycles through ascending, descending and the original order. A
 * table with merged cells says why it cannot be sorted.
 */
export function startSorting(): void {
  for (const table of document.querySelectorAll<HTMLTableElement>(
    "table[data-sortable], table[data-unsortable]",
  )) {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])];
    if (table.tHead?.rows.length !== 1 || heads.length < 2) continue;
    const { unsortable } = table.dataset;
    for (const [column, head] of heads.entries()) {
      if (head.textContent?.trim() === "" || head.querySelector("a, button")) continue;
      const button = buttonIn(head);
      if (unsortable === undefined) button.addEventListener("click", () => sortBy(table, heads, column));
      else {
        button.setAttribute("aria-disabled", "true");
        button.addEventListener("click", () => refuse(table, unsortable));
      }
    }
  }
}

function buttonIn(head: HTMLElement): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sort";
  button.append(...head.childNodes);
  // A button cannot contain a paragraph.
  for (const block of button.querySelectorAll("p")) block.replaceWith(...block.childNodes);
  const mark = document.createElement("span");
  mark.className = "sort-mark";
  mark.setAttribute("aria-hidden", "true");
  button.append(mark);
  head.append(button);
  return button;
}

type Unit = HTMLTableRowElement | HTMLTableSectionElement;

/** Returns the units that are moved: rows, or bodies if each record has its own. */
function unitsOf(table: HTMLTableElement): Unit[] {
  const bodies = [...table.tBodies];
  return bodies.length > 1 ? bodies : [...(bodies[0]?.rows ?? [])];
}

const written = new WeakMap<HTMLTableElement, Unit[]>();

function sortBy(table: HTMLTableElement, heads: readonly HTMLElement[], column: number): void {
  const before = heads[column]?.getAttribute("aria-sort");
  const next = before === "ascending" ? "descending" : before === "descending" ? null : "ascending";
  const original = written.get(table) ?? unitsOf(table);
  written.set(table, original);
  for (const head of heads) head.removeAttribute("aria-sort");
  if (next) heads[column]?.setAttribute("aria-sort", next);
  const order = next
    ? orderBy(
        original.map((unit) => cellOf(unit, column)),
        languageOf(table),
        next,
      )
    : null;
  const units = order ? order.flatMap((n) => original[n] ?? []) : original;
  units[0]?.parentElement?.append(...units);
}

function cellOf(unit: Unit, column: number) {
  const row = unit instanceof HTMLTableRowElement ? unit : unit.rows[0];
  const cell = row?.cells[column];
  return {
    text: cell?.textContent ?? "",
    datetime: cell?.querySelector("time")?.getAttribute("datetime") ?? null,
  };
}

const languageOf = (table: HTMLElement) => table.closest<HTMLElement>("[lang]")?.lang || "en";

function refuse(table: HTMLTableElement, why: string): void {
  const after = table.closest(".tw, .cq") ?? table;
  if (after.nextElementSibling?.matches("[data-sort-refusal]")) return;
  const note = document.createElement("p");
  note.className = "small dim";
  note.dataset.sortRefusal = "";
  note.setAttribute("role", "status");
  after.after(note);
  // Screen readers announce it because it changes after it was inserted.
  requestAnimationFrame(() => {
    note.textContent = why;
  });
}
