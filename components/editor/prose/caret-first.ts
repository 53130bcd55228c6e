import { Extension } from "@tiptap/core";
import { Plugin } from "@tiptap/pm/state";

/**
 * Has the editor read where the caret is before it works on a key. The browser moves the caret at once and tells of it
 * later: on a slow machine Enter came before that, and the new line began where the caret had been.
 */
export const CaretFirst = Extension.create({
  name: "caretFirst",

  addProseMirrorPlugins: () => [
    new Plugin({
      props: {
        handleDOMEvents: {
          keydown: (view, event) => {
            // An input method that is writing a sign has the caret for itself.
            if (!event.isComposing && event.keyCode !== 229 && !view.composing)
              view.dom.ownerDocument.dispatchEvent(new Event("selectionchange"));
            return false;
          },
        },
      },
    }),
  ],
});
