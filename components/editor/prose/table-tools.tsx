import type { Editor } from "@tiptap/core";
import { useEffect, useState } from "react";
import { useEditorContext } from "../context";
import { bringSoon } from "./bring-soon";
import { keepFocus } from "./focus-at-once";
import type { SortRefusal } from "./table-commands";
import { moveInToolbar } from "./toolbar";
import { useEditorState } from "./use-editor";

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

/** The tools for the table with the cursor; nothing elsewhere. */
export function TableTools({ editor }: { editor: Editor }) {
  const { t, data } = useEditorContext();
  const [refusal, setRefusal] = useState<SortRefusal | null>(null);
  const possible = useEditorState(editor, (now) =>
    now.isActive("table") ? NAMES.filter((name) => now.can()[OPERATIONS[name]]()).join() : null,
  );
  const isShown = possible !== null;
  const { engine } = editor.storage.table;
  // If the engine for tables failed to load, each new table tool bar tries again.
  useEffect(() => {
    if (isShown && !engine) bringSoon().catch(() => undefined);
  }, [isShown, engine]);
  if (!isShown) return null;
  const can = new Set(possible.split(","));
  const sort = (direction: "ascending" | "descending") =>
    setRefusal(engine?.sortRows(editor, direction, data.language ?? data.locale) ?? null);
  const tools = [
    ...NAMES.map(
      (name) => [name, can.has(name), () => editor.chain().focus()[OPERATIONS[name]]().run()] as const,
    ),
    ["sortUp", engine, () => sort("ascending")],
    ["sortDown", engine, () => sort("descending")],
    ["wider", engine, () => engine?.resizeColumn(editor, 1)],
    ["narrower", engine, () => engine?.resizeColumn(editor, -1)],
  ] as const;
  return (
    <>
      <div
        className="tb table-tools"
        role="toolbar"
        aria-label={t("editor.table.label")}
        onKeyDown={moveInToolbar}
        onMouseDown={keepFocus}
      >
        {tools.map(([name, isPossible, run], index) => (
          <button
            key={name}
            type="button"
            className="btn sm"
            tabIndex={index === 0 ? 0 : -1}
            aria-disabled={!isPossible || undefined}
            onClick={() => {
              setRefusal(null);
              if (isPossible) run();
            }}
          >
            {t(`editor.table.${name}`)}
          </button>
        ))}
      </div>
      <p className="small" role="status">
        {refusal === null ? "" : t(`editor.table.refused.${refusal}`)}
      </p>
    </>
  );
}
