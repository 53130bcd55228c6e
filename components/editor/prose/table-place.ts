import type { RawCommands } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import type { resizeColumn, sortRows } from "./table-commands";

declare module "@tiptap/core" {
  interface Storage {
    table: TableStorage;
  }
}

/** What works on the tables of an editor. */
export interface TableEngine {
  commands: Partial<RawCommands>;
  resizeColumn: typeof resizeColumn;
  sortRows: typeof sortRows;
}

export interface TableStorage {
  /** What works on tables, from when on it has arrived (`table-engine.ts`). */
  engine: TableEngine | null;
}

/** Marks where among the plugins those of the engine belong. */
export const TABLE_PLACE = new PluginKey("tablePlace");
