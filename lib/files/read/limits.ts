/** Maximum text extracted from one file; the rest is dropped. */
export const TEXT_LIMITS = { pages: 2_000, pageCharacters: 50_000, characters: 2_000_000 } as const;

/** Collects text by page, up to the limits. */
export class TextPages {
  readonly pages: string[] = [];
  private characters = 0;
  private current: string[] = [];
  private currentLength = 0;

  /** Whether the limits are reached, so that reading can stop. */
  get isFull(): boolean {
    return this.pages.length >= TEXT_LIMITS.pages || this.characters >= TEXT_LIMITS.characters;
  }

  add(text: string): void {
    if (this.isFull || this.currentLength >= TEXT_LIMITS.pageCharacters) return;
    // Cut before cleaning, which is slow for long text.
    const added = text.slice(0, TEXT_LIMITS.pageCharacters - this.currentLength);
    this.current.push(added);
    this.currentLength += added.length;
  }

  endPage(): void {
    if (this.isFull) return;
    const room = Math.min(TEXT_LIMITS.pageCharacters, TEXT_LIMITS.characters - this.characters);
    const text = cleanText(this.current.join(""))
      .slice(0, room)
      .replace(/\p{Surrogate}$/u, "");
    this.pages.push(text);
    this.characters += text.length;
    this.current = [];
    this.currentLength = 0;
  }

  /** Ends the last page if it has any text. */
  finish(): string[] {
    if (this.currentLength > 0 || this.pages.length === 0) this.endPage();
    return this.pages;
  }
}

/** Removes control characters, repeated spaces, and more than one empty line in a row. */
function cleanText(text: string): string {
  return text
    .replaceAll(/\r\n?|[\u2028\u2029\v\f]/g, "\n")
    .replaceAll(/(?![\n\t])[\p{Cc}\p{Surrogate}\ufffe\uffff]/gu, "")
    .replaceAll(/[^\S\n\t]+/g, " ")
    .replaceAll(/ ?\n ?/g, "\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
}

/** Pixels of the largest picture to decode, about 16,000 by 6,000. */
export const MOST_PIXELS = 100_000_000;
