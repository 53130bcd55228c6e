import { type Editor, getExtensionField, type RawCommands } from "@tiptap/core";
import { Table } from "@tiptap/extension-table/table";
import { keymap } from "@tiptap/pm/keymap";
import type { Plugin } from "@tiptap/pm/state";
import { fixTables } from "@tiptap/pm/tables";
import { WIDTH_STEPS } from "@/lib/text/table-limits";
import { resizeColumn, sortRows } from "./table-commands";
import { TABLE_PLACE } from "./table-place";

/**
 * Adds to an editor what works on its tables: commands, keys, cell selections, draggable columns, and the
 * repair of tables with missing cells. The text, its history and what is shown stay unchanged.
 */
export function startTables(editor: Editor): void {
  if (editor.storage.table.engine) return;
  const context = {
    name: Table.name,
    // `TableView` shows tables from the start.
    options: { ...Table.options, resizable: true, cellMinWidth: WIDTH_STEPS.pixels, View: null },
    storage: editor.storage.table,
    editor,
    type: editor.schema.nodes.table,
  };
  const commands: Partial<RawCommands> = getExtensionField(Table, "addCommands", context)();
  const keys: Record<string, (given: { editor: Editor }) => boolean> = getExtensionField(
    Table,
    "addKeyboardShortcuts",
    context,
  )();
  const plugins: Plugin[] = getExtensionField(Table, "addProseMirrorPlugins", context)();
  const bound = Object.entries(keys).map(([key, run]) => [key, () => run({ editor })] as const);
  editor.storage.table.engine = { commands, resizeColumn, sortRows };
  for (const plugin of [keymap(Object.fromEntries(bound)), ...plugins]) {
    editor.registerPlugin(plugin, (added, all) =>
      all.flatMap((one) => (isPlace(one) ? [added, one] : [one])),
    );
  }
  // The toolbar updates what is possible; repairing a table with missing cells is not an edit by the member.
  editor.view.dispatch((fixTables(editor.state) ?? editor.state.tr).setMeta("addToHistory", false));
}

const isPlace = (plugin: Plugin) => plugin.spec.key === TABLE_PLACE;
