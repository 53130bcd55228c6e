import { xmlText } from "@/lib/text/xml";

export const ATOM_TYPE = "application/atom+xml";

/** Input of `atomFeed`. Addresses are paths that include the language. */
export interface AtomFeed {
  /** The site's origin and name: feed readers show the feed outside the site. */
  origin: string;
  site: string;
  /** The language of the titles. */
  locale: string;
  /** A path that identifies the feed, whatever address the site is reached at. */
  id: string;
  title: string;
  subtitle?: string;
  updated: Date;
  /** The paths of the feed itself and of the page that lists the same entries. */
  self: string;
  page: string;
  /** Newest first. */
  entries: readonly AtomEntry[];
}

export interface AtomEntry {
  id: string;
  title: string;
  updated: Date;
  published: Date;
  authors: readonly { name: string; path?: string | undefined }[];
  page: string;
  /**
   * `lang`: the language of the entry and its page. `textLang`: that of its title and summary alone. Both
   * default to the feed's language.
   */
  lang?: string;
  textLang?: string;
  enclosures?: readonly { path: string; name: string; type: string; size: number }[];
  categories: readonly { term: string; label: string }[];
  summary: string;
  /** The whole entry as HTML with absolute addresses. */
  html?: string;
}

/** Writes an Atom feed (RFC 4287). */
export function atomFeed(feed: AtomFeed): string {
  const { origin } = feed;
  return [
    `<?xml version="1.0" encoding="UTF-8"?>`,
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${feed.locale}">`,
    element("id", {}, tagUri(origin, feed.id)),
    element("title", {}, feed.title),
    ...(feed.subtitle === undefined ? [] : [element("subtitle", {}, feed.subtitle)]),
    element("updated", {}, feed.updated.toISOString()),
    element("link", { rel: "self", type: ATOM_TYPE, href: origin + feed.self }),
    element("link", { rel: "alternate", type: "text/html", href: origin + feed.page }),
    `<author>${element("name", {}, feed.site)}</author>`,
    ...feed.entries.map((entry) => entryOf(entry, origin)),
    "</feed>",
    "",
  ].join("\n");
}

/** Creates an id that stays the same wherever the site is reached (RFC 4151). */
export function tagUri(origin: string, path: string): string {
  return `tag:${new URL(origin).hostname},2026:${path}`;
}

function entryOf(entry: AtomEntry, origin: string): string {
  const { lang, textLang } = entry;
  const authors = entry.authors.map(({ name, path }) => {
    const uri = path === undefined ? "" : element("uri", {}, origin + path);
    return `<author>${element("name", {}, name)}${uri}</author>`;
  });
  const enclosures = (entry.enclosures ?? []).map(({ path, name, type, size }) =>
    element("link", { rel: "enclosure", type, length: String(size), title: name, href: origin + path }),
  );
  return [
    lang === undefined ? "<entry>" : `<entry xml:lang="${xmlText(lang)}">`,
    element("id", {}, tagUri(origin, entry.id)),
    element("title", { "xml:lang": textLang }, entry.title),
    element("updated", {}, entry.updated.toISOString()),
    element("published", {}, entry.published.toISOString()),
    ...authors,
    element("link", { rel: "alternate", type: "text/html", hreflang: lang, href: origin + entry.page }),
    ...enclosures,
    ...entry.categories.map((category) => element("category", category)),
    element("summary", { type: "text", "xml:lang": textLang }, entry.summary),
    ...(entry.html === undefined ? [] : [element("content", { type: "html" }, entry.html)]),
    "</entry>",
  ].join("");
}

/** Writes an element with its text, if any, and its attributes; undefined attributes are left out. */
function element(name: string, attributes: Record<string, string | undefined>, text?: string): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${xmlText(value)}"`],
  );
  const start = `<${name}${written.join("")}`;
  return text === undefined ? `${start}/>` : `${start}>${xmlText(text)}</${name}>`;
}
