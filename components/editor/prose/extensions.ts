import { type Extensions, mergeAttributes, Node } from "@tiptap/core";
import { Blockquote } from "@tiptap/extension-blockquote";
import { Bold } from "@tiptap/extension-bold";
import { CodeBlock } from "@tiptap/extension-code-block";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Heading } from "@tiptap/extension-heading";
import { Italic } from "@tiptap/extension-italic";
import { Link } from "@tiptap/extension-link";
import { BulletList } from "@tiptap/extension-list/bullet-list";
import { ListItem } from "@tiptap/extension-list/item";
import { ListKeymap } from "@tiptap/extension-list/keymap";
import { OrderedList } from "@tiptap/extension-list/ordered-list";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import { UniqueID } from "@tiptap/extension-unique-id";
import { Gapcursor } from "@tiptap/extensions/gap-cursor";
import { Placeholder } from "@tiptap/extensions/placeholder";
import { TrailingNode } from "@tiptap/extensions/trailing-node";
import { UndoRedo } from "@tiptap/extensions/undo-redo";
import { newBlockId } from "@/lib/text/block-id";
import { safeHref } from "@/lib/text/href";
import { CaretFirst } from "./caret-first";
import { FocusAtOnce } from "./focus-at-once";
import { Footnote, selectedOf } from "./footnote";
import { Embed, Figure } from "./media";
import { TABLES } from "./tables";

declare module "@tiptap/core" {
  interface Commands<ReturnType> {
    citation: {
      /** Inserts a citation of a source after the selection, or changes the selected one. */
      setCitation: (attrs: { source: string; locator: string | null }) => ReturnType;
    };
  }
}

/** The blocks with their own id, which merging and comparing use. */
export const IDENTIFIED = ["paragraph", "heading", "bulletList", "orderedList", "blockquote", "table"];
const IDENTIFIED_MEDIA = ["figure", "codeBlock", "embed"];

/** A citation: an atom within a line that refers to a record of the profile's sources. */
export const Citation = Node.create<{ labelOf: (source: string) => string }>({
  name: "citation",
  group: "inline",
  inline: true,
  atom: true,
  selectable: true,

  addOptions: () => ({ labelOf: (source: string) => source }),

  addAttributes: () => ({
    source: {
      default: "",
      parseHTML: (element) => element.getAttribute("data-source"),
      renderHTML: (attributes) => ({ "data-source": String(attributes.source) }),
    },
    locator: {
      default: null,
      parseHTML: (element) => element.getAttribute("data-locator"),
      renderHTML: (attributes) => (attributes.locator ? { "data-locator": String(attributes.locator) } : {}),
    },
  }),

  parseHTML: () => [{ tag: "sup[data-source]" }],

  renderHTML({ node, HTMLAttributes }) {
    const label = this.options.labelOf(String(node.attrs.source));
    const text = node.attrs.locator ? `[${label}, ${node.attrs.locator}]` : `[${label}]`;
    return ["sup", mergeAttributes(HTMLAttributes, { class: "fn cite", title: label }), text];
  },

  renderText: () => "",

  addCommands() {
    return {
      setCitation:
        (attrs) =>
        ({ commands, state }) => {
          const content = { type: this.name, attrs };
          return selectedOf(state, this.name)
            ? commands.insertContent(content)
            : commands.insertContentAt(state.selection.to, content);
        },
    };
  },
});

/**
 * Returns the extensions of the editor. Citations show the name of their source, because numbers would change
 * with every keystroke.
 */
export function proseExtensions(options: {
  placeholder: string;
  labelOf: (source: string) => string;
  /**
   * For posts and training materials, which have pictures, code, links to media, and footnotes instead of
   * citations. Returns the address of a picture.
   */
  srcOf?: ((file: string) => string) | undefined;
}): Extensions {
  const { srcOf } = options;
  const hasMedia = srcOf !== undefined;
  return [
    Bold,
    Blockquote,
    BulletList,
    ...(hasMedia ? [CodeBlock] : []),
    Document,
    Gapcursor,
    HardBreak,
    Heading.configure({ levels: [3, 4] }),
    UndoRedo,
    Italic,
    ListItem,
    ListKeymap,
    OrderedList,
    Paragraph,
    Text,
    TrailingNode,
    Link.extend({ inclusive: false }).configure({
      openOnClick: false,
      autolink: true,
      linkOnPaste: true,
      defaultProtocol: "https",
      protocols: ["http", "https", "mailto"],
      isAllowedUri: (url) => safeHref(url) !== null,
      HTMLAttributes: { rel: null, target: null, class: null },
    }),
    ...TABLES,
    UniqueID.configure({
      types: hasMedia ? [...IDENTIFIED, ...IDENTIFIED_MEDIA] : IDENTIFIED,
      generateID: () => newBlockId(),
    }),
    Placeholder.configure({ placeholder: options.placeholder }),
    CaretFirst,
    FocusAtOnce,
    ...(srcOf
      ? [Figure.configure({ srcOf }), Embed, Footnote]
      : [Citation.configure({ labelOf: options.labelOf })]),
  ];
}
