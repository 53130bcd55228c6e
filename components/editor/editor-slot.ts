import type { Told } from "@/components/content/record-problems";

/** What the frame around an editor asks of it. */
export interface EditorHandle {
  /** The content as it is now, in the form that is stored. */
  read: () => unknown;
  /** Puts a content in the place of the text, as one step that can be undone. */
  replace: (content: unknown) => void;
  focus: () => void;
  /** What is typed and would be lost with a save. */
  loose?: () => readonly Told[];
}

/**
 * The one editor of a page. Save, drafts and preview read the text here and nowhere else, so none of them can read
 * another text than the one on the screen. Refuses a second editor.
 */
export class EditorSlot {
  #handle: EditorHandle | null = null;

  /** `content`: what the editor begins with when it is mounted. */
  constructor(public content: unknown) {}

  /** Takes the editor that was mounted; answers what gives the slot back. Throws when there is one already. */
  fill(handle: EditorHandle): () => void {
    if (this.#handle) throw new Error("a second editor was mounted beside the first");
    this.#handle = handle;
    return () => {
      this.#handle = null;
    };
  }

  get isFilled(): boolean {
    return this.#handle !== null;
  }

  /** The text as it is now; null while no editor is mounted, which is never to be taken for an empty text. */
  read(): unknown {
    return this.#handle?.read() ?? null;
  }

  /** What is typed and in no content yet. */
  loose(): readonly Told[] {
    return this.#handle?.loose?.() ?? [];
  }

  replace(content: unknown): void {
    if (this.#handle) this.#handle.replace(content);
    else this.content = content;
  }

  focus(): void {
    this.#handle?.focus();
  }
}
