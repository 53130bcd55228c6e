/** Pages by theme: the surfaces that the accent is drawn on, as in `assets/styles/tokens.css`. */
export const SURFACES = {
  light: { page: "#ffffff", others: ["#f4f6f5"] },
  dark: { page: "#10181d", others: ["#172127", "#1b262d"] },
} as const;
export type Theme = keyof typeof SURFACES;

/** Least contrast of text with its surface (WCAG 2.2, 1.4.3): numbers are written on the accent. */
export const LEAST_CONTRAST = 4.5;

export const isColour = (text: string) => /^#[\da-f]{6}$/.test(text);

const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** Computes relative luminance as WCAG 2.2 defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Computes the contrast ratio of two colours, from 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** Returns the contrast of an accent with the surface it is closest to, if that is too low; null if it is enough. */
export function tooFaint(accent: string, theme: Theme): number | null {
  const { page, others } = SURFACES[theme];
  const least = Math.min(...[page, ...others].map((surface) => contrast(accent, surface)));
  // Rounded down, so that 4.49 is never shown as 4.5.
  return least < LEAST_CONTRAST ? Math.floor(least * 100) / 100 : null;
}

/** Share of the accent in its soft variant, a background for text. */
const SOFT = { light: 0.1, dark: 0.2 } as const;

/** Mixes the soft variant of an accent with the page of a theme. */
export function softOf(accent: string, theme: Theme): string {
  const [from, to] = [channels(SURFACES[theme].page), channels(accent)];
  const mixed = from.map((value, index) => Math.round(value + ((to[index] ?? 0) - value) * SOFT[theme]));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

/** Writes the style sheet of the accent colours; empty if both are the product's. */
export function accentStyles({ light, dark }: { light: string; dark: string }): string {
  const rule = (accent: string, theme: Theme) =>
    `{--accent:${accent};--accent-soft:${softOf(accent, theme)}}`;
  const lines: string[] = [];
  // After the product's own sheet: a rule of the same weight wins.
  if (light) lines.push(`@media screen{:root${rule(light, "light")}}`);
  // The product's dark accent would otherwise be replaced by the light one.
  const own = dark || (light ? "#f0907a" : "");
  if (own) {
    lines.push(
      `@media screen and (prefers-color-scheme:dark){:root:not([data-theme="light"])${rule(own, "dark")}}`,
    );
    lines.push(`@media screen{:root[data-theme="dark"]${rule(own, "dark")}}`);
  }
  return lines.join("\n");
}
