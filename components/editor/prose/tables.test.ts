import { Editor, type JSONContent } from "@tiptap/core";
import { TextSelection } from "@tiptap/pm/state";
import { beforeAll, expect, it, vi } from "vitest";
import { proseExtensions } from "./extensions";
import { startTables } from "./table-engine";

/* Tables before and after the engine for tables has loaded. `e2e/lists.spec.ts` tests them in a page. */

// Some key bindings differ by platform, which the editor reads from the browser.
beforeAll(() => void vi.stubGlobal("navigator", { platform: "Linux", userAgent: "", vendor: "" }));

const cell = (text: string): JSONContent => ({
  type: "tableCell",
  content: [{ type: "paragraph", ...(text === "" ? {} : { content: [{ type: "text", text }] }) }],
});
const ROWS = [
  ["a", "b"],
  ["c", "d"],
].map((texts) => ({ type: "tableRow", content: texts.map(cell) }));

function editing(content: JSONContent[], at?: string): Editor {
  const editor = new Editor({
    element: null,
    extensions: proseExtensions({ placeholder: "", labelOf: (source) => source }),
    content: { type: "doc", content },
  });
  // An editor outside a page does not activate its plugins by itself.
  editor.view.updateState(editor.state.reconfigure({ plugins: editor.extensionManager.plugins }));
  if (at !== undefined) select(editor, placeOf(editor, at));
  return editor;
}

function placeOf(editor: Editor, text: string): number {
  let place = 0;
  editor.state.doc.descendants((node, position) => {
    if (node.isText && node.text === text) place = position;
  });
  return place;
}

function select(editor: Editor, from: number, to = from): void {
  editor.view.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, from, to)));
}

const texts = (editor: Editor) => {
  const found: string[][] = [];
  editor.state.doc.descendants((node) => {
    if (node.type.name !== "tableRow") return true;
    found.push(Array.from({ length: node.childCount }, (_, n) => node.child(n).textContent));
    return false;
  });
  return found;
};

/** Presses a key: asks each plugin in turn, as the view does. */
function press(editor: Editor, key: string, shiftKey = false): boolean {
  const event = { key, shiftKey, ctrlKey: false, altKey: false, metaKey: false, keyCode: 9 } as KeyboardEvent;
  return editor.state.plugins.some((plugin) =>
    Boolean(plugin.props.handleKeyDown?.call(plugin, editor.view, event)),
  );
}

const table = { type: "table", content: ROWS };

it.each([
  ["before what works on tables has arrived", false],
  ["after", true],
])("moves between cells with the tab key and adds a row after the last cell, %s", (_, isThere) => {
  const editor = editing([table], "a");
  if (isThere) startTables(editor);
  expect(press(editor, "Tab")).toBe(true);
  editor.view.dispatch(editor.state.tr.insertText("B"));
  expect(press(editor, "Tab", true)).toBe(true);
  editor.view.dispatch(editor.state.tr.insertText("A"));
  for (let n = 0; n < 4; n += 1) expect(press(editor, "Tab")).toBe(true);
  editor.view.dispatch(editor.state.tr.insertText("e"));
  expect(texts(editor)).toEqual([
    ["A", "B"],
    ["c", "d"],
    ["e", ""],
  ]);
});

it("ignores the tab key outside tables and before the first cell", () => {
  const editor = editing([{ type: "paragraph", content: [{ type: "text", text: "x" }] }, table], "x");
  expect(press(editor, "Tab")).toBe(false);
  select(editor, placeOf(editor, "a"));
  expect(press(editor, "Tab", true)).toBe(false);
});

it("inserts a table before the engine has loaded, with the cursor in its first cell", () => {
  const editor = editing([{ type: "paragraph" }]);
  expect(editor.commands.insertTable({ rows: 2, cols: 2, withHeaderRow: true })).toBe(true);
  editor.view.dispatch(editor.state.tr.insertText("first"));
  expect(texts(editor)).toEqual([
    ["first", ""],
    ["", ""],
  ]);
  expect(editor.state.doc.firstChild?.firstChild?.firstChild?.type.name).toBe("tableHeader");
});

it("reports table commands as unavailable before the engine has loaded, and runs them after", () => {
  const editor = editing([table], "b");
  expect(editor.can().addColumnAfter()).toBe(false);
  const { schema } = editor;
  startTables(editor);
  expect(editor.schema).toBe(schema);
  expect(editor.can().addColumnAfter()).toBe(true);
  expect(editor.commands.addColumnAfter()).toBe(true);
  expect(texts(editor)).toEqual([
    ["a", "b", ""],
    ["c", "d", ""],
  ]);
});

it("keeps earlier typing and its history, and equips an editor only once", () => {
  const editor = editing([table], "d");
  editor.view.dispatch(editor.state.tr.insertText("typed "));
  const before = editor.getJSON();
  startTables(editor);
  const { plugins } = editor.state;
  startTables(editor);
  expect(editor.state.plugins).toBe(plugins);
  expect(editor.getJSON()).toEqual(before);
  expect(editor.commands.undo()).toBe(true);
  expect(texts(editor)[1]).toEqual(["c", "d"]);
});

it("repairs a table that has lost cells", () => {
  const editor = editing([table], "a");
  const { tr, doc } = editor.state;
  const second = placeOf(editor, "b") - 2;
  editor.view.dispatch(tr.delete(second, second + (doc.nodeAt(second)?.nodeSize ?? 0)));
  expect(texts(editor)[0]).toEqual(["a"]);
  startTables(editor);
  expect(texts(editor).map((row) => row.length)).toEqual([2, 2]);
  expect(texts(editor)[0]).toContain("a");
});
