import { Parser } from "htmlparser2";

/** Most characters of a title, of a value, and of the data blocks of a page. */
const MOST = { title: 10_000, value: 10_000, data: 100_000, metas: 500 } as const;

/**
 * Most elements inside each other. The parser looks through all open elements at each end tag, so a page of nothing but
 * start tags would take it seconds; the rest of such a page is not read.
 */
const MOST_DEEP = 256;

/** What the head of a page says, as written. */
export interface ParsedPage {
  /** The language of the whole page. */
  lang: string | null;
  title: string | null;
  /** The values of meta elements by name in small letters; the first of each name. */
  metas: ReadonlyMap<string, string>;
  canonical: string | null;
  /** Blocks of JSON-LD, unread. */
  data: readonly string[];
}

/** Reads the head of a page with a parser that executes and loads nothing. */
export function parsePage(html: string): ParsedPage {
  const metas = new Map<string, string>();
  const data: string[] = [];
  const page = {
    lang: null as string | null,
    title: null as string | null,
    canonical: null as string | null,
  };
  const open: { in: "title" | "data" | null; text: string; inSvg: number } = { in: null, text: "", inSvg: 0 };
  let room = MOST.data;
  let depth = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      depth += 1;
      if (depth > MOST_DEEP) parser.pause();
      if (name === "html") page.lang ??= attributes.lang ?? attributes["xml:lang"] ?? null;
      else if (name === "meta") addMeta(metas, attributes);
      else if (name === "svg") open.inSvg += 1;
      else if (name === "link" && /(?:^|\s)canonical(?:\s|$)/i.test((attributes.rel ?? "").slice(0, 100)))
        page.canonical ??= attributes.href ?? null;
      else if (name === "title" && open.inSvg === 0 && page.title === null) open.in = "title";
      else if (name === "script" && /^\s*application\/ld\+json/i.test(attributes.type ?? ""))
        open.in = "data";
    },
    ontext(text) {
      if (open.in === null) return;
      const most = open.in === "title" ? MOST.title : room;
      if (open.text.length < most) open.text += text.slice(0, most - open.text.length);
    },
    onclosetag(name) {
      depth -= 1;
      if (name === "svg") open.inSvg -= 1;
      if (name === "title" && open.in === "title") page.title = open.text;
      if (name === "script" && open.in === "data") {
        data.push(open.text);
        room -= open.text.length;
      }
      if (name === "title" || name === "script") Object.assign(open, { in: null, text: "" });
    },
  });
  parser.end(html);
  return { ...page, metas, data };
}

function addMeta(metas: Map<string, string>, attributes: Readonly<Record<string, string>>): void {
  const { content } = attributes;
  const name = attributes.property ?? attributes.name ?? attributes.itemprop ?? attributes["http-equiv"];
  if (name === undefined || content === undefined || metas.size >= MOST.metas) return;
  const key = name.slice(0, 100).trim().toLowerCase();
  if (!metas.has(key) && content.trim() !== "") metas.set(key, content.slice(0, MOST.value));
}
