import {
  type CommandProps,
  callOrReturn,
  type Editor,
  type Extensions,
  getExtensionField,
  Node,
  type RawCommands,
} from "@tiptap/core";
import { TableCell } from "@tiptap/extension-table/cell";
import { TableHeader } from "@tiptap/extension-table/header";
import { TableRow } from "@tiptap/extension-table/row";
import { type EditorState, Plugin, TextSelection } from "@tiptap/pm/state";
import type { EditorView } from "@tiptap/pm/view";
import { bringSoon } from "./bring-soon";
import { TABLE_PLACE, type TableStorage } from "./table-place";
import { TableView } from "./table-view";

/** Commands that the engine of tables brings; until then none of them can be done. */
export const TABLE_COMMANDS = [
  "addRowBefore",
  "addRowAfter",
  "addColumnBefore",
  "addColumnAfter",
  "deleteRow",
  "deleteColumn",
  "deleteTable",
  "mergeCells",
  "splitCell",
  "toggleHeaderRow",
  "toggleHeaderColumn",
  "goToNextCell",
  "goToPreviousCell",
] as const satisfies readonly (keyof RawCommands)[];

/**
 * Tables as the document knows them: whole from the start, so that the schema never changes. What works on them comes
 * soon after the first key can be typed. Until then tables are shown, written in, put into the text and gone through by
 * the tab key; what is pasted into one waits.
 */
const Table = Node.create<object, TableStorage>({
  name: "table",
  content: "tableRow+",
  tableRole: "table",
  isolating: true,
  group: "block",
  addStorage: () => ({ engine: null }),
  parseHTML: () => [{ tag: "table" }],
  renderHTML: () => ["table", ["tbody", 0]],
  addNodeView:
    () =>
    ({ node }) =>
      new TableView(node),
  // Asked of every node: each table, row and cell names the role that it has.
  extendNodeSchema: (extension) => ({ tableRole: callOrReturn(getExtensionField(extension, "tableRole")) }),

  addCommands() {
    const { storage } = this;
    const late = TABLE_COMMANDS.map((name) => [
      name,
      () => (props: CommandProps) => storage.engine?.commands[name]?.()(props) ?? false,
    ]);
    return { ...Object.fromEntries(late), insertTable };
  },

  addKeyboardShortcuts() {
    const { editor, storage } = this;
    const move = (by: 1 | -1) => storage.engine === null && goByCell(editor, by);
    return { Tab: () => move(1), "Shift-Tab": () => move(-1) };
  },

  addProseMirrorPlugins() {
    const { storage } = this;
    return [
      new Plugin({
        key: TABLE_PLACE,
        props: { handlePaste: (view, event) => storage.engine === null && holdPaste(view, event) },
      }),
    ];
  },
});

export const TABLES: Extensions = [Table, TableCell, TableHeader, TableRow];

/** Puts a table in the place of the selection, the cursor in its first cell. */
const insertTable: RawCommands["insertTable"] =
  ({ rows = 3, cols = 3, withHeaderRow = true } = {}) =>
  ({ tr, editor, dispatch }) => {
    if (!dispatch) return true;
    const { nodes } = editor.schema;
    const made = Array.from({ length: rows }, (_, n) => {
      const cell = withHeaderRow && n === 0 ? nodes.tableHeader : nodes.tableCell;
      return nodes.tableRow?.create(
        null,
        Array.from({ length: cols }, () => cell?.createAndFill()).filter((one) => one != null),
      );
    });
    const table = nodes.table?.createChecked(
      null,
      made.filter((row) => row !== undefined),
    );
    if (!table) return false;
    const inside = tr.selection.from + 1;
    tr.replaceSelectionWith(table)
      .scrollIntoView()
      .setSelection(TextSelection.near(tr.doc.resolve(inside)));
    return true;
  };

/** The depth of the innermost cell round the cursor; 0 outside tables. */
function cellDepth({ selection: { $from } }: EditorState): number {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if (/^table(?:Cell|Header)$/.test($from.node(depth).type.name)) return depth;
  }
  return 0;
}

/** Selects what is in the next cell or the one before; behind the last cell a row is added. False outside tables. */
function goByCell(editor: Editor, by: 1 | -1): boolean {
  const { state } = editor;
  const depth = cellDepth(state);
  if (depth === 0) return false;
  const { $from } = state.selection;
  const table = $from.node(depth - 2);
  const start = $from.start(depth - 2);
  const cells: number[] = [];
  table.forEach((row, rowAt) => {
    row.forEach((_, cellAt) => {
      cells.push(start + rowAt + 1 + cellAt);
    });
  });
  const next = cells[cells.indexOf($from.before(depth)) + by];
  const { tr } = state;
  if (next === undefined) {
    if (by < 0) return false;
    const { lastChild: row } = table;
    const fresh = row?.children.map(({ type, attrs }) => type.createAndFill({ ...attrs, rowspan: 1 }));
    if (!row || !fresh) return false;
    tr.insert(
      start + table.content.size,
      row.type.create(
        null,
        fresh.filter((cell) => cell !== null),
      ),
    );
  }
  const cell = next ?? start + table.content.size + 1;
  const size = tr.doc.nodeAt(cell)?.nodeSize ?? 2;
  tr.setSelection(TextSelection.between(tr.doc.resolve(cell + 1), tr.doc.resolve(cell + size - 1)));
  editor.view.dispatch(tr.scrollIntoView());
  return true;
}

/**
 * Holds cells that are pasted into a table until what works on tables is there: without it they would be a table within
 * a cell, which no text may have. Where it cannot be loaded their words are pasted.
 */
function holdPaste(view: EditorView, event: ClipboardEvent): boolean {
  const html = event.clipboardData?.getData("text/html") ?? "";
  if (cellDepth(view.state) === 0 || !/<t(?:able|r|d|h)\b/i.test(html)) return false;
  const text = event.clipboardData?.getData("text/plain") ?? "";
  const isGone = () => view.isDestroyed;
  bringSoon().then(
    () => isGone() || view.pasteHTML(html),
    () => isGone() || view.pasteText(text),
  );
  return true;
}
