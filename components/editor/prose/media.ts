import { mergeAttributes, Node } from "@tiptap/core";

const kept = (name: string, attribute: string, otherwise = "") => ({
  default: otherwise,
  parseHTML: (element: HTMLElement) => element.getAttribute(attribute) ?? otherwise,
  renderHTML: (attributes: Record<string, unknown>) => ({ [attribute]: String(attributes[name]) }),
});

/** A picture of ours with its caption, which is written below it. */
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

/** Something that lives elsewhere: its name, which leads there. Nothing of it is loaded. */
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
