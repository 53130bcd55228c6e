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
import { TABLE_PLACE, type TableStorage } from "./table-place";
import { TableView } from "./table-view";

/** Commands of the engine for tables; unavailable until it loads. */
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
 * Tables as part of the document: complete from the start, so that the schema never changes. The engine that
 * works on them loads soon after typing can start. Until then, tables can be shown, edited, inserted and
 * moved through with the tab key; pasting waits for it (`paste-props.ts`).
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
  // Runs for every node: each table, row and cell names its role.
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

  /** Marks the place of the engine's plugins among the others. */
  addProseMirrorPlugins: () => [new Plugin({ key: TABLE_PLACE })],
});

export const TABLES: Extensions = [Table, TableCell, TableHeader, TableRow];

/** Replaces the selection with a table, the cursor in its first cell. */
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

/** Returns the depth of the innermost cell around the cursor; 0 outside tables. */
function cellDepth({ selection: { $from } }: EditorState): number {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if (/^table(?:Cell|Header)$/.test($from.node(depth).type.name)) return depth;
  }
  return 0;
}

/**
 * Selects the content of the next or previous cell; after the last cell it adds a row. Returns false outside
 * tables.
 */
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
