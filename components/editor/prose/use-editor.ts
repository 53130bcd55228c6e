import { Editor, type EditorOptions } from "@tiptap/core";
import { type RefObject, useLayoutEffect, useRef, useState, useSyncExternalStore } from "react";

/** An editor that is there from the first drawing on, shown within `place`; it ends with what shows it. */
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

/** What an editor says now, as one word or number: drawn anew when that is another one, however many keys are pressed. */
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
