import type { PlacedProblem } from "@/components/content/record-problems";

/** The functions of an editor that its frame uses. */
export interface EditorHandle {
  /** Returns the current content in stored form. */
  read: () => unknown;
  /** Replaces the content as one step that can be undone. */
  replace: (content: unknown) => void;
  focus: () => void;
  /** Returns typed text that is not in the content and that a save would lose. */
  loose?: () => readonly PlacedProblem[];
}

/**
 * The single editor of a page. Saving, drafts and preview all read the text here, so they always use the text
 * on the screen. Refuses a second editor.
 */
export class EditorSlot {
  #handle: EditorHandle | null = null;

  /** `content`: the content that the editor starts with. */
  constructor(public content: unknown) {}

  /** Registers the mounted editor. Returns a function that unregisters it. Throws if there already is one. */
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

  /** Returns the current text; null while no editor is mounted, which does not mean an empty text. */
  read(): unknown {
    return this.#handle?.read() ?? null;
  }

  /** Returns typed text that is not in the content yet. */
  loose(): readonly PlacedProblem[] {
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
