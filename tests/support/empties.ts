/*
 * Finds empty elements on a drawn page: a value without text, a list without items, a heading or link without
 * text. Readers would see a label with nothing after it, and a screen reader would announce "list, no items".
 */

/** Must have content wherever they are drawn. */
const SPEAKING = new Set([
  "dd",
  "dt",
  "dl",
  "ul",
  "ol",
  "li",
  "menu",
  "table",
  "tbody",
  "tr",
  "a",
  "button",
  "summary",
  "caption",
  "figcaption",
  "legend",
  "label",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
]);
/** Elements of members' texts, who can leave an item or a row empty. Drawn without a class, within prose. */
const WRITTEN = new Set(["ul", "ol", "li", "table", "tbody", "tr", "h3", "h4"]);
/** Elements that can be seen, heard or filled in without any text. */
const SAYING = new Set([
  "img",
  "svg",
  "input",
  "select",
  "textarea",
  "video",
  "audio",
  "progress",
  "meter",
  "picture",
]);
const VOID = new Set(["area", "br", "col", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]);
const TOKEN =
  /<!--[\s\S]*?-->|<!doctype[^>]*>|<(script|style|template|title)\b[\s\S]*?<\/\1\s*>|<(\/?)([a-z][a-z0-9-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>|[^<]+|</gi;

interface Open {
  name: string;
  tag: string;
  says: boolean;
  /** Filled by a script or by the user. */
  isSkipped: boolean;
}

/** Returns the opening tags of empty elements, each with its ancestors. */
export function findEmpties(html: string): string[] {
  const found: string[] = [];
  const stack: Open[] = [];
  const say = () => {
    for (const open of stack) open.says = true;
  };
  const end = (open: Open) => {
    if (open.says || open.isSkipped || !SPEAKING.has(open.name)) return;
    const isProse = stack.some(({ tag }) => /\sclass="[^"]*\bprose\b/.test(tag));
    if (isProse && WRITTEN.has(open.name) && !/\sclass=/.test(open.tag)) return;
    const place = stack.slice(-3).map(({ tag }) => tag);
    found.push([...place, open.tag].join(" "));
  };
  for (const [text, raw, slash, written, attributes = ""] of html.matchAll(TOKEN)) {
    // In an SVG, the title is the accessible name of its element.
    if (raw?.toLowerCase() === "title" && stack.some(({ name }) => name === "svg")) say();
    if (raw !== undefined || text.startsWith("<!")) continue;
    if (written === undefined) {
      if (/[^\s\u200b\u200e\u200f]/u.test(text.replaceAll("&nbsp;", " "))) say();
      continue;
    }
    const name = written.toLowerCase();
    if (slash) {
      const at = stack.findLastIndex((open) => open.name === name);
      while (at >= 0 && stack.length > at) end(stack.pop() as Open);
      continue;
    }
    const isSkipped =
      (stack.at(-1)?.isSkipped ?? false) ||
      /\s(?:hidden(?:[\s=/]|$)|contenteditable="true"|aria-hidden="true"|aria-live=|role="status")/i.test(
        attributes,
      );
    if (SAYING.has(name)) say();
    if (VOID.has(name) || attributes.endsWith("/")) continue;
    stack.push({ name, tag: text.slice(0, 160), says: false, isSkipped });
  }
  while (stack.length > 0) end(stack.pop() as Open);
  return found;
}
