import type { Editor } from "@tiptap/core";
import { dropCursor } from "@tiptap/pm/dropcursor";
import * as linkify from "linkifyjs";
import { recognizeBy } from "./link-words";
import { startTables } from "./table-engine";

export { joinLines } from "@/lib/text/page-lines";
export { cleanPasted } from "./pasted/clean";
export { isFromPdf, pasteJoined } from "./pasted/insert";

/* What every text needs soon after the first key, in one file that is loaded as soon as the browser is idle. */

recognizeBy(linkify);

/** Adds the features that an editor can start without. */
export function equip(editor: Editor): void {
  startTables(editor);
  editor.registerPlugin(dropCursor({ width: 2, color: "var(--accent)" }));
}
