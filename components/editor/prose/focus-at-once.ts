import { type Editor, Extension, resolveFocusPosition } from "@tiptap/core";
import type { EditorView } from "@tiptap/pm/view";

/**
 * Returns the focus to the text within the command that asks for it. The editor's own command of this name
 * waits for the next frame: on a slow machine, a key pressed before that went to the button just pressed.
 */
export const FocusAtOnce = Extension.create({
  name: "focusAtOnce",
  // The last extension's command applies.
  priority: 1,

  addCommands: () => ({
    focus:
      (position = null, options = {}) =>
      ({ view, tr, dispatch }) => {
        if (!dispatch || position === false || !isDrawn(view)) return true;
        const isThere = view.hasFocus();
        const selection = position === null ? null : resolveFocusPosition(tr.doc, position);
        if (selection && !selection.eq(tr.selection)) tr.setSelection(selection);
        if (!isThere) view.focus();
        if (options.scrollIntoView !== false && !(isThere && position === null)) tr.scrollIntoView();
        return true;
      },
  }),
});

/** Before the editor is drawn, reading its view throws: there is nothing to focus then. */
function isDrawn(view: EditorView): boolean {
  try {
    return view.dom !== undefined;
  } catch {
    return false;
  }
}

/**
 * Focuses the text and its selection. After a dialog the browser restores only the focus, and a typed key
 * would be lost.
 */
export function focusText(editor: Editor): void {
  editor.view.focus();
  editor.commands.scrollIntoView();
}

/** Keeps the focus where it is when a tool is pressed with a pointer, so that keys pressed meanwhile go to the text. */
export function keepFocus(event: { preventDefault: () => void }): void {
  event.preventDefault();
}
