import { type Editor, Extension, resolveFocusPosition } from "@tiptap/core";
import type { EditorView } from "@tiptap/pm/view";

/**
 * Gives the focus back to the text within the command that asks for it. The command of this name that the editor
 * brings waits for the next frame: on a slow machine a key pressed before that went to the button that was pressed.
 */
export const FocusAtOnce = Extension.create({
  name: "focusAtOnce",
  // The command of the extension that comes last holds.
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

/** Before the editor is drawn any question to its view throws: there is nothing to focus then. */
function isDrawn(view: EditorView): boolean {
  try {
    return view.dom !== undefined;
  } catch {
    return false;
  }
}

/**
 * Gives the focus to the text, and the selection with it. Where a dialog stood over the text the browser has given back
 * the focus alone: a key that is typed then goes nowhere.
 */
export function focusText(editor: Editor): void {
  editor.view.focus();
  editor.commands.scrollIntoView();
}

/** Leaves the focus where it is when a tool is pressed with a pointer: keys typed meanwhile go on into the text. */
export function keepFocus(event: { preventDefault: () => void }): void {
  event.preventDefault();
}
