/** A font as the writer of PDFs holds it. */
export interface Laying {
  layout: (text: string, features?: Readonly<Record<string, boolean>>) => unknown;
}

/** Without moving marks onto their letters: they stand where the font drew them. */
const UNPLACED = { mark: false, mkmk: false } as const;
const steadied = new WeakSet<Laying>();

/**
 * Has a font lay out every text. fontkit (2.0.4) throws where marks are stacked on a sign for which the font names no
 * place, and one such word in a profile would leave it without a PDF.
 */
export function steady(font: Laying): void {
  if (steadied.has(font)) return;
  steadied.add(font);
  const layout = font.layout.bind(font);
  font.layout = (text, features) => {
    try {
      return layout(text, features);
    } catch {
      return layout(text, { ...features, ...UNPLACED });
    }
  };
}
