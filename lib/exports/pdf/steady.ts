/** A font object of the PDF library. */
export interface Laying {
  layout: (text: string, features?: Readonly<Record<string, boolean>>) => unknown;
}

/** Disables placing marks by the font's anchors: marks stay at their default position. */
const UNPLACED = { mark: false, mkmk: false } as const;
const steadied = new WeakSet<Laying>();

/**
 * Makes a font lay out every text. fontkit 2.0.4 throws if marks are stacked on a character without an anchor
 * for them; one such word would make the PDF fail.
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
