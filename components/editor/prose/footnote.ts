import { type Editor, Node } from "@tiptap/core";

/** Returns the node of a type if it is the whole selection, however it was selected; null otherwise. */
export function selectedOf({ selection, doc }: Editor["state"], type: string) {
  const node = doc.nodeAt(selection.from);
  return node?.type.name === type && selection.to - selection.from === node.nodeSize ? node : null;
}

/**
 * A footnote in the author's words: an atom within a line. It shows its first words, because numbers would
 * change with other footnotes.
 */
export const Footnote = Node.create({
  name: "footnote",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,

  addAttributes: () => ({
    text: {
      default: "",
      parseHTML: (element: HTMLElement) => element.getAttribute("data-note"),
      renderHTML: (attributes: Record<string, unknown>) => ({ "data-note": String(attributes.text) }),
    },
  }),

  parseHTML: () => [{ tag: "sup[data-note]" }],

  renderHTML({ node, HTMLAttributes }) {
    const letters = [...String(node.attrs.text)];
    const shown = letters.length > 40 ? `${letters.slice(0, 39).join("").trimEnd()}…` : letters.join("");
    return ["sup", { ...HTMLAttributes, class: "fn cite", title: node.attrs.text }, `[${shown}]`];
  },

  renderText: ({ node }) => ` (${String(node.attrs.text)})`,
});

/** Returns the text of the selected footnote, or null. */
export function selectedNote(editor: Editor): string | null {
  const node = selectedOf(editor.state, "footnote");
  return node ? String(node.attrs.text) : null;
}

/** Inserts a footnote after the selection, or replaces the selected one. */
export function insertNote(editor: Editor, text: string): void {
  const node = { type: "footnote", attrs: { text } };
  const chain = editor.chain().focus();
  if (selectedNote(editor) === null) chain.insertContentAt(editor.state.selection.to, node).run();
  else chain.insertContent(node).run();
}
