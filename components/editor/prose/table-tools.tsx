import type { Editor } from "@tiptap/core";
import { useEditorState } from "@tiptap/react";
import { useEditorContext } from "../context";
import { moveInToolbar } from "./toolbar";

const OPERATIONS = {
  rowAbove: "addRowBefore",
  rowBelow: "addRowAfter",
  columnBefore: "addColumnBefore",
  columnAfter: "addColumnAfter",
  headerRow: "toggleHeaderRow",
  headerColumn: "toggleHeaderColumn",
  merge: "mergeCells",
  split: "splitCell",
  deleteRow: "deleteRow",
  deleteColumn: "deleteColumn",
  deleteTable: "deleteTable",
} as const;

type Operation = keyof typeof OPERATIONS;
const NAMES = Object.keys(OPERATIONS) as Operation[];

/** What can be done to the table that the cursor stands in; nothing is shown elsewhere. */
export function TableTools({ editor }: { editor: Editor }) {
  const { t } = useEditorContext();
  const possible = useEditorState({
    editor,
    selector: ({ editor: now }) =>
      now.isActive("table") ? NAMES.filter((name) => now.can()[OPERATIONS[name]]()).join() : null,
  });
  if (possible === null) return null;
  const can = new Set(possible.split(","));
  return (
    <div
      className="tb table-tools"
      role="toolbar"
      aria-label={t("editor.table.label")}
      onKeyDown={moveInToolbar}
    >
      {NAMES.map((name, index) => (
        <button
          key={name}
          type="button"
          className="btn sm"
          tabIndex={index === 0 ? 0 : -1}
          aria-disabled={!can.has(name) || undefined}
          onClick={() => {
            if (can.has(name)) editor.chain().focus()[OPERATIONS[name]]().run();
          }}
        >
          {t(`editor.table.${name}`)}
        </button>
      ))}
    </div>
  );
}
