import type { Editor } from "@tiptap/core";
import { dropCursor } from "@tiptap/pm/dropcursor";
import * as linkify from "linkifyjs";
import { recognizeBy } from "./link-words";
import { startTables } from "./table-engine";

/* What every text needs soon after the first key: one file, loaded as soon as the browser has a moment. */

recognizeBy(linkify);

/** Gives an editor what it could begin without. */
export function equip(editor: Editor): void {
  startTables(editor);
  editor.registerPlugin(dropCursor({ width: 2, color: "var(--accent)" }));
}
