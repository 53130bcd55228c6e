import { type Editor, type JSONContent, mergeAttributes, Node } from "@tiptap/core";

const kept = (name: string, attribute: string, otherwise = "") => ({
  default: otherwise,
  parseHTML: (element: HTMLElement) => element.getAttribute(attribute) ?? otherwise,
  renderHTML: (attributes: Record<string, unknown>) => ({ [attribute]: String(attributes[name]) }),
});

/** Inserts a block below the one with the cursor, or in its place if empty; then a new line, except after a figure. */
export function insertBlock(editor: Editor, node: JSONContent): void {
  const { $from, $to } = editor.state.selection;
  const isEmpty =
    $from.depth === 1 && $from.parent.content.size === 0 && $from.parent.type.name === "paragraph";
  const at = $to.depth > 0 ? $to.after(1) : editor.state.selection.to;
  const place = isEmpty ? { from: $from.before(1), to: $from.after(1) } : at;
  const after: JSONContent[] = node.type === "figure" ? [] : [{ type: "paragraph" }];
  editor
    .chain()
    .focus()
    .insertContentAt(place, [node, ...after])
    .run();
}

/** An uploaded picture with its caption, which is edited below it. */
export const Figure = Node.create<{ srcOf: (file: string) => string }>({
  name: "figure",
  addOptions: () => ({ srcOf: () => "" }),
  group: "block",
  content: "inline*",
  defining: true,
  isolating: true,
  addAttributes: () => ({ file: kept("file", "data-file"), alt: kept("alt", "data-alt") }),
  parseHTML: () => [{ tag: "figure[data-file]", contentElement: "figcaption" }],
  renderHTML({ node, HTMLAttributes }) {
    const src = this.options.srcOf(String(node.attrs.file));
    return [
      "figure",
      HTMLAttributes,
      ["img", { src, alt: String(node.attrs.alt), contenteditable: "false", draggable: "false" }],
      ["figcaption", 0],
    ];
  },
});

/** Media on another site: its title as a link. Nothing is loaded from there. */
export const Embed = Node.create({
  name: "embed",
  group: "block",
  atom: true,
  addAttributes: () => ({ href: kept("href", "data-href"), title: kept("title", "data-title") }),
  parseHTML: () => [{ tag: "p[data-href]" }],
  renderHTML: ({ node, HTMLAttributes }) => [
    "p",
    mergeAttributes(HTMLAttributes, { class: "embed" }),
    ["b", {}, String(node.attrs.title)],
    ["span", { class: "dim", dir: "ltr" }, String(node.attrs.href)],
  ],
});
