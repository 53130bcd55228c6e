import { Editor, type EditorOptions } from "@tiptap/core";
import { type RefObject, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";

/** Creates an editor that exists from the first drawing, shown within `place`, and destroys it with its component. */
export function useEditor(makeOptions: () => Partial<EditorOptions>): {
  editor: Editor;
  place: RefObject<HTMLDivElement | null>;
} {
  const [editor] = useState(() => new Editor(makeOptions()));
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place.current?.append(editor.view.dom);
    return () => editor.destroy();
  }, [editor]);
  return { editor, place };
}

/**
 * Returns a value read from the editor, a word or number. Redraws only when the value changes, however many
 * keys are pressed.
 */
export function useEditorState<State extends string | number | null>(
  editor: Editor,
  read: (editor: Editor) => State,
): State {
  return useSyncExternalStore(
    (changed) => {
      editor.on("transaction", changed);
      return () => void editor.off("transaction", changed);
    },
    () => read(editor),
  );
}
