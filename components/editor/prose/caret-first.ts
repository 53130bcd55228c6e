import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";

/**
 * Makes the editor read the cursor position before it handles a key. The browser moves the cursor at once but
 * reports it later: on a slow machine, Enter was handled first and the new line began at the old position.
 */
export const CaretFirst = Extension.create({
  name: "caretFirst",

  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleDOMEvents: {
          keydown: (view, event) => {
            // While an input method composes a character, it controls the cursor.
            if (!event.isComposing && event.keyCode !== 229 && !view.composing)
              view.dom.ownerDocument.dispatchEvent(new Event("selectionchange"));
            return false;
          },
        },
      },
    }),
  ],
});
