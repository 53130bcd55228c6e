/** A start tag, with attributes in quotes that may contain ">". */
const START_TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^'">])*>/gi;

/** Where `parseInert` puts a style. */
const STYLE = "data-style";

/**
 * Parses HTML in a document that runs and fetches nothing. Styles and handlers of events are moved to other
 * attributes first, because the page's policy would report each of them as a violation, even there.
 */
export function parseInert(html: string): Document {
  const plain = html
    .replace(/<!--[\s\S]*?-->|<\?xml[\s\S]*?>|<!\[[^\]]*\]>/g, "")
    .replace(/<(style|script)\b[\s\S]*?<\/\1\s*>/gi, "")
    .replace(START_TAG, (tag) => tag.replace(/([\s/"'])(style|on[a-z]+)(\s*=)/gi, "$1data-$2$3"));
  return new DOMParser().parseFromString(plain, "text/html");
}

/** Reads a property of an element's own style, in lower case; empty if it has none. */
export function styleOf(element: Element, property: string): string {
  const style = element.getAttribute(STYLE) ?? "";
  return (
    new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([^;]+)`, "i").exec(style)?.[1]?.trim().toLowerCase() ?? ""
  );
}

/** Lists elements whose style mentions a text. */
export const withStyle = (root: ParentNode, text: string): Element[] => [
  ...root.querySelectorAll(`[${STYLE}*="${text}" i]`),
];

/** Puts the contents of an element in a new element within it. */
export function wrapContents(element: Element, tag: string): void {
  const wrapper = element.ownerDocument.createElement(tag);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

/** Returns an element's text on one line, without spaces around it. */
export const lineOf = (element: Element): string => (element.textContent ?? "").replace(/\s+/g, " ").trim();

/** Removes an element, and what around it is empty without it. */
export function removeWhole(element: Element): void {
  let around: Element | null = element.parentElement;
  element.remove();
  while (around?.matches("p, div, section, figure, ol, ul, li, span, a, sup") && isEmpty(around)) {
    const outer: Element | null = around.parentElement;
    around.remove();
    around = outer;
  }
}

const isEmpty = (element: Element) => lineOf(element) === "" && !element.querySelector("sup, td, th");
