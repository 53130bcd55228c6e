import { Parser } from "htmlparser2";

/** What a page as sent holds in its main element. */
export interface StaticMain {
  /** Text that no markup hides, without scripts, templates and what is folded away. */
  text: string;
  /** Text of its main headings. */
  headings: string[];
  /** The heading's elements from outside in, each with the attributes by which a style can tell it from others. */
  path: string[];
}

const SILENT = new Set(["script", "style", "template", "datalist"]);
/** They differ between languages. `tests/design` checks that a style which asks for a language or direction hides little. */
const OF_LANGUAGE = new Set(["lang", "dir", "aria-label", "title"]);

/** Reads the main element of a page as sent, without a browser. */
export function readMain(html: string): StaticMain {
  const open: { name: string; tag: string; isSilent: boolean; isFolded: boolean }[] = [];
  const main: StaticMain = { text: "", headings: [], path: [] };
  const isIn = (wanted: string) => open.some(({ name }) => name === wanted);
  const parser = new Parser({
    onopentag(name, attributes) {
      const isFolded = name !== "summary" && open.at(-1)?.isFolded === true;
      const shown = Object.entries(attributes).flatMap(([key, value]) =>
        OF_LANGUAGE.has(key) ? [] : [`${key}=${value}`],
      );
      const isSilent = SILENT.has(name) || "hidden" in attributes || isFolded;
      const tag = [name, ...shown.sort()].join(" ");
      open.push({ name, tag, isSilent, isFolded: name === "details" && !("open" in attributes) });
      if (name !== "h1" || !isIn("main")) return;
      main.headings.push("");
      main.path = open.map(({ tag }) => tag);
    },
    ontext(text) {
      if (!isIn("main") || open.some(({ isSilent }) => isSilent)) return;
      main.text += text;
      const at = main.headings.length - 1;
      if (isIn("h1")) main.headings[at] += text;
    },
    onclosetag() {
      open.pop();
    },
  });
  parser.end(html);
  const plain = (text: string) => text.replaceAll(/\s+/g, " ").trim();
  return { ...main, text: plain(main.text), headings: main.headings.map(plain) };
}
