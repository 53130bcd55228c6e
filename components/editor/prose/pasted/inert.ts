/** A start tag, with attributes in quotes that may contain "<" and ">". */
const START_TAG = /<[a-z](?:"[^"]*"|'[^']*'|[^'"<>])*>/gi;

/** Where `parseInert` puts a style. */
const STYLE = "data-style";

/** Starts of parts that are not text: comments, instructions, conditions of Word, style sheets and scripts. */
const START = /<!--|<\?xml|<!\[|<(?:style|script)\b/gi;
const ENDS: Readonly<Record<string, RegExp>> = {
  "<!--": /-->/g,
  "<?xml": />/g,
  "<![": /\]>/g,
  "<style": /<\/style\s*>/gi,
  "<script": /<\/script\s*>/gi,
};

/**
 * Parses HTML in a document that runs and fetches nothing. Styles and handlers of events are moved to other
 * attributes first, because the page's policy would report each of them as a violation, even there.
 */
export const parseInert = (html: string): Document =>
  new DOMParser().parseFromString(disarm(html), "text/html");

/** Removes parts that are not text, and renames attributes with styles and handlers. @forTests */
export function disarm(html: string): string {
  return withoutParts(html).replace(START_TAG, (tag) =>
    tag.replace(/([\s/"'])(style|on[a-z]+)(\s*=)/gi, "$1data-$2$3"),
  );
}

/**
 * Removes the parts that are not text. A part without an end stays, and its end is looked for once only: a page that
 * fills the clipboard with a hundred thousand starts would otherwise stop the browser for minutes.
 */
function withoutParts(html: string): string {
  const kept: string[] = [];
  const endless = new Set<string>();
  let from = 0;
  for (const { 0: start, index } of html.matchAll(START)) {
    const kind = start.toLowerCase();
    const end = ENDS[kind];
    if (index < from || !end || endless.has(kind)) continue;
    end.lastIndex = index + start.length;
    if (end.test(html)) {
      kept.push(html.slice(from, index));
      from = end.lastIndex;
    } else endless.add(kind);
  }
  kept.push(html.slice(from));
  return kept.join("");
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
