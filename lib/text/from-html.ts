import { Parser } from "htmlparser2";

/** Elements whose content nobody reads. */
const UNREAD = new Set([
  "script",
  "style",
  "iframe",
  "object",
  "svg",
  "noscript",
  "template",
  "form",
  "video",
]);
/** Elements that begin a paragraph of their own. */
const BLOCKS = new Set([
  "p",
  "div",
  "ul",
  "ol",
  "table",
  "pre",
  "aside",
  "section",
  "article",
  "details",
  "hr",
]);
const HEADINGS = new Set(["h1", "h2", "h3", "h4", "h5", "h6"]);
/** Most quotations within each other; deeper ones are at the level of the last. */
const MOST_NESTED = 5;
/**
 * Most elements within each other; no mail or post has so many. Of what follows deeper ones only the words stay, because the
 * parser takes longer for each element the more are open.
 */
const MOST_OPEN = 1_000;
/** Characters that are parsed at a time: after them it is asked how many elements are open. */
const STEP = 20_000;

/**
 * Converts the HTML of a message to text with the signs of plain fields: quotations, items, headings, addresses of links.
 * Nothing else of it is left, so nothing in it can act.
 */
export function textOfHtml(html: string): string {
  /** The text outside, and of each open quotation. */
  const texts = [""];
  let unread = 0;
  let href: string | null = null;
  const add = (text: string) => {
    texts[texts.length - 1] += text;
  };
  const close = () => {
    const quoted = (texts.pop() ?? "").replace(/\n{3,}/g, "\n\n").trim();
    add(
      `\n\n${quoted
        .split("\n")
        .map((line) => `> ${line}`.trimEnd())
        .join("\n")}\n\n`,
    );
  };
  let depth = 0;
  let open = 0;
  const parser = new Parser({
    onopentag(name, { href: to, alt }) {
      open += 1;
      if (UNREAD.has(name)) unread += 1;
      if (unread > 0) return;
      if (name === "blockquote") {
        depth += 1;
        if (depth <= MOST_NESTED) texts.push("");
      } else if (name === "br") add("\n");
      else if (name === "li") add("\n- ");
      else if (HEADINGS.has(name)) add("\n\n## ");
      else if (BLOCKS.has(name)) add("\n\n");
      else if (name === "img" && alt) add(alt);
      else if (name === "a") href = /^https?:\/\//i.test(to ?? "") ? (to ?? null) : null;
    },
    ontext(text) {
      if (unread === 0) add(text.replace(/[ \t\r\n]+/g, " "));
    },
    onclosetag(name) {
      open -= 1;
      if (UNREAD.has(name)) unread = Math.max(0, unread - 1);
      if (unread > 0) return;
      if (name === "blockquote" && depth > 0) {
        if (depth <= MOST_NESTED) close();
        depth -= 1;
      } else if (name === "a" && href !== null) {
        if (!(texts.at(-1) ?? "").endsWith(href)) add(` (${href})`);
        href = null;
      } else if (BLOCKS.has(name) || HEADINGS.has(name)) add("\n\n");
    },
  });
  let at = 0;
  for (; at < html.length && open <= MOST_OPEN; at += STEP) parser.write(html.slice(at, at + STEP));
  add(html.slice(at).replace(/<[^<>]*>?/g, " "));
  parser.end();
  while (texts.length > 1) close();
  return (texts[0] ?? "")
    .replace(/ ?\n ?/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
