const DROPPED =
  "script, style, meta, link, title, object, embed, iframe, img, picture, video, audio, svg, math, form, input, button, select, textarea, template, noscript, o\\:p, xml";

/**
 * Cleans pasted HTML before the editor's schema reads it: removes word processors' comments,
 * namespaces and styles and pictures that would load from other sites, and converts paragraphs with a bullet
 * in front to lists. The schema drops everything else that it does not know.
 */
export function cleanPasted(html: string): string {
  // Parsed inertly: nothing runs and nothing is fetched.
  const doc = new DOMParser().parseFromString(
    html.replace(/<!--[\s\S]*?-->|<\?xml[\s\S]*?>/g, ""),
    "text/html",
  );
  for (const element of doc.querySelectorAll(DROPPED)) element.remove();
  readStyles(doc);
  turnWordLists(doc);
  mergeLineBreaks(doc);
  for (const heading of doc.querySelectorAll("h1, h2, h5, h6"))
    rename(heading, /h[12]/i.test(heading.tagName) ? "h3" : "h4");
  for (const element of doc.body.querySelectorAll("*")) keepAttributes(element);
  return doc.body.innerHTML;
}

const KEPT: Record<string, readonly string[]> = {
  a: ["href"],
  td: ["colspan", "rowspan"],
  th: ["colspan", "rowspan"],
  ol: ["start"],
  sup: ["data-source", "data-locator", "data-note"],
};

function keepAttributes(element: Element): void {
  const kept = KEPT[element.tagName.toLowerCase()] ?? [];
  for (const { name } of [...element.attributes]) if (!kept.includes(name)) element.removeAttribute(name);
}

/**
 * Browser-based word processors write emphasis as styles, and wrap everything they copy in a bold element
 * whose style says "normal".
 */
function readStyles(doc: Document): void {
  for (const element of doc.querySelectorAll<HTMLElement>("b, strong, span, i, em")) {
    const { fontWeight, fontStyle } = fontOf(element);
    const isBold = /^(bold|[6-9]00)$/.test(fontWeight);
    if (/^(b|strong)$/i.test(element.tagName) && /^(normal|400)$/.test(fontWeight))
      element.replaceWith(...element.childNodes);
    else if (element.tagName === "SPAN" && isBold) wrapContents(element, "strong");
    if (element.tagName === "SPAN" && fontStyle === "italic") wrapContents(element, "em");
  }
}

/**
 * Returns the font settings in a style attribute. Read from the attribute: the page's policy leaves
 * `element.style` empty.
 */
function fontOf(element: Element): { fontWeight: string; fontStyle: string } {
  const style = element.getAttribute("style") ?? "";
  const readValue = (property: string) =>
    new RegExp(`(?:^|;)\\s*${property}\\s*:\\s*([\\w-]+)`, "i").exec(style)?.[1]?.toLowerCase() ?? "";
  return { fontWeight: readValue("font-weight"), fontStyle: readValue("font-style") };
}

function wrapContents(element: Element, tag: string): void {
  const wrapper = element.ownerDocument.createElement(tag);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

/** Word writes list items as paragraphs whose style contains "mso-list" and whose text begins with the marker. */
function turnWordLists(doc: Document): void {
  let list: Element | null = null;
  for (const paragraph of [...doc.querySelectorAll("p")]) {
    const isItem =
      /mso-list/i.test(paragraph.getAttribute("style") ?? "") ||
      /MsoListParagraph/i.test(paragraph.className);
    if (!isItem) {
      list = null;
      continue;
    }
    const mark = /^\s*(?:[·•§o\-–]|(\d{1,3}|[a-z])[.)])\s+/u.exec(paragraph.textContent ?? "");
    const tag = mark?.[1] ? "ol" : "ul";
    if (!list || list.tagName.toLowerCase() !== tag || paragraph.previousElementSibling !== list) {
      list = doc.createElement(tag);
      paragraph.before(list);
    }
    if (mark) dropStart(paragraph, mark[0].length);
    const item = doc.createElement("li");
    item.append(paragraph.cloneNode(true));
    list.append(item);
    paragraph.remove();
  }
}

/** Removes the first `length` characters of an element's text, across its child elements. */
function dropStart(element: Element, length: number): void {
  let left = length;
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node && left > 0; node = walker.nextNode()) {
    const text = node.nodeValue ?? "";
    node.nodeValue = text.slice(left);
    left -= Math.min(left, text.length);
  }
}

/**
 * Text from official gazettes in PDF has a break at the end of each line: a break within a sentence becomes a
 * space.
 */
function mergeLineBreaks(doc: Document): void {
  for (const br of doc.querySelectorAll("p > br")) {
    const before = br.previousSibling?.textContent?.trimEnd() ?? "";
    const after = br.nextSibling?.textContent?.trimStart() ?? "";
    if (/[\p{Ll},;]$/u.test(before) && /^\p{Ll}/u.test(after)) br.replaceWith(doc.createTextNode(" "));
  }
}

function rename(element: Element, tag: string): void {
  const made = element.ownerDocument.createElement(tag);
  made.append(...element.childNodes);
  element.replaceWith(made);
}
