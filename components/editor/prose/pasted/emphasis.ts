import { lineOf, styleOf, wrapContents } from "./inert";

/**
 * Turns emphasis that is written as styles into elements, and unwraps bold elements whose style says "normal":
 * some programs wrap everything they copy in one.
 */
export function readEmphasis(doc: Document): void {
  for (const element of doc.querySelectorAll("b, strong, span, i, em")) {
    const weight = styleOf(element, "font-weight");
    if (/^(b|strong)$/i.test(element.tagName) && /^(normal|400)$/.test(weight)) {
      element.replaceWith(...element.childNodes);
    } else if (element.tagName === "SPAN") {
      if (/^(bold|[6-9]00)$/.test(weight)) wrapContents(element, "strong");
      if (styleOf(element, "font-style") === "italic") wrapContents(element, "em");
    }
  }
}

/** Checks whether text has colours of its own. Those of links and headings belong to the program's design. */
export function hasColours(doc: Document): boolean {
  return [...doc.querySelectorAll("[data-style], font[color]")].some((element) => {
    if (lineOf(element) === "" || element.closest("a, h1, h2, h3, h4, h5, h6") || element.querySelector("a"))
      return false;
    const given = [
      element.getAttribute("color") ?? "",
      styleOf(element, "color"),
      styleOf(element, "background"),
      styleOf(element, "background-color"),
      styleOf(element, "mso-highlight"),
    ];
    return given.some(isColourful);
  });
}

const NAMED =
  /^(?:red|green|lime|blue|navy|yellow|orange|purple|fuchsia|magenta|aqua|cyan|teal|maroon|olive|pink|brown)\b/;

/** Checks whether a colour of CSS differs from black, white and greys. @forTests */
export function isColourful(colour: string): boolean {
  const parts = partsOf(colour.trim().toLowerCase());
  if (!parts) return NAMED.test(colour.trim().toLowerCase());
  return Math.max(...parts) - Math.min(...parts) > 24;
}

/** Returns red, green and blue, 0 to 255; null for other notations and for what is transparent. */
function partsOf(colour: string): number[] | null {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/.exec(colour)?.[1];
  if (hex) {
    const each = hex.length === 3 ? [...hex].map((digit) => digit + digit) : (hex.match(/../g) ?? []);
    return each.map((digits) => Number.parseInt(digits, 16));
  }
  const rgb = /^rgba?\(([^)]*)\)$/
    .exec(colour)?.[1]
    ?.split(/[\s,/]+/)
    .map(Number);
  return rgb && rgb.length >= 3 && rgb[3] !== 0 ? rgb.slice(0, 3) : null;
}
