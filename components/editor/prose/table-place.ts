import type { RawCommands } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import type { resizeColumn, sortRows } from "./table-commands";

declare module "@tiptap/core" {
  interface Storage {
    table: TableStorage;
  }
}

/** The functions that work on an editor's tables. */
export interface TableEngine {
  commands: Partial<RawCommands>;
  resizeColumn: typeof resizeColumn;
  sortRows: typeof sortRows;
}

export interface TableStorage {
  /** The engine for tables, once it has loaded (`table-engine.ts`). */
  engine: TableEngine | null;
}

/** Marks the place of the engine's plugins among the others. */
export const TABLE_PLACE = new PluginKey("tablePlace");
