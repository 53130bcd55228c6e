import { readArticleNumber, readArticlePlace, readInstrument } from "@/lib/convention/model";
import { Composed } from "@/lib/core/composed";
import { splitLocale } from "@/lib/i18n/locales";
import { withLinks } from "./bare-links";
import { homeHref, isExternal } from "./href";
import { articlesCited } from "./pinpoints";

/** Fields of records in members' own words, in which citations of articles are shown as links. */
export const WORDED: ReadonlySet<string> = new Set([
  "address",
  "advice",
  "comment",
  "definition",
  "documents",
  "dualCriminality",
  "facts",
  "holding",
  "mandate",
  "note",
  "refusal",
  "relevantParts",
  "significance",
  "summary",
  "territorialApplication",
  "thresholds",
  "useLimits",
]);

/** An area with pages: where they are below it (undefined: at its first level), and which addresses are none. */
interface PagesIn {
  folder: string | undefined;
  screens: readonly string[];
}
const table = new Composed<Readonly<Record<string, PagesIn>>>("lib/page-kinds.ts");

/** Registers the areas with pages (`lib/page-kinds.ts`). */
export function composeTargets(areas: Readonly<Record<string, PagesIn>>): void {
  table.set(areas);
}

/** Whether members can start a page at a free address of an area: it has a `new` screen. */
export const canBegin = (area: string): boolean => table.find()?.[area]?.screens.includes("new") ?? false;

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/i;

/**
 * Finds the page of this site that an address leads to, in any language and also by its full address:
 * "countries/senegal", "blog/SLUG", "training/SLUG", "convention/185-18"; subpages count as their page. Null
 * for other addresses. `home`: the site's address. Throws in a process that never loaded the table of kinds.
 */
export function targetOf(href: string, home: string): string | null {
  const path = homeHref(href, home);
  if (isExternal(path)) return null;
  const [, area = "", name = "", part = ""] = splitLocale(path.replace(/[?#].*$/s, "")).path.split("/");
  if (area === "convention") {
    const instrument = readInstrument(name);
    const number = readArticleNumber(part) ?? readArticlePlace(part)?.number;
    return instrument && number ? `convention/${instrument}-${number}` : null;
  }
  // A country's answer on an article belongs to the country.
  if (area === "law") return NAME.test(name) && part !== "" ? `countries/${name.toLowerCase()}` : null;
  const pages = table.get()[area];
  if (!pages || (pages.folder !== undefined && pages.folder !== name)) return null;
  const slug = pages.folder === undefined ? name : part;
  return NAME.test(slug) && !pages.screens.includes(slug) ? `${area}/${slug.toLowerCase()}` : null;
}

/**
 * Lists the pages of this site that a text leads to, as readers see it: by links, cited articles ("Art. 18
 * BC"), and addresses in records.
 */
export function targetsOf(content: unknown, home: string): Set<string> {
  const found = new Set<string>();
  seek(content, home, found, (text) => {
    for (const id of articlesCited(text)) found.add(`convention/${id}`);
  });
  return found;
}

/** The same without citations: only pages linked by address. */
export function linkedFrom(contents: readonly unknown[], home: string): Set<string> {
  const found = new Set<string>();
  for (const content of contents) seek(content, home, found, () => undefined);
  return found;
}

function seek(content: unknown, home: string, found: Set<string>, text: Seen["text"]): void {
  const link = (href: string) => {
    const target = targetOf(href, home);
    if (target) found.add(target);
  };
  walk(content, "", typeof content === "object" && content !== null && "doc" in content, { link, text });
}

interface Seen {
  link: (href: string) => void;
  /** Text outside links, in which citations are shown as links. */
  text: (text: string) => void;
}

function walk(value: unknown, key: string, isProse: boolean, seen: Seen): void {
  if (typeof value === "string") {
    if (!isProse && WORDED.has(key)) seen.text(value);
    if (key === "href" || (!isProse && /^https?:\/\/\S+$/.test(value))) seen.link(value);
  } else if (Array.isArray(value)) {
    for (const one of value) walk(one, key, isProse, seen);
  } else if (typeof value === "object" && value !== null) {
    const node = value as Record<string, unknown>;
    const isBare = isProse && (node.type === "codeBlock" || node.type === "heading");
    if (isProse && node.type === "text" && typeof node.text === "string" && !isLinked(node))
      seen.text(node.text);
    if (isProse && node.type === "footnote") {
      walk(noteLine(node), "content", isProse, seen);
      return;
    }
    const inside = isBare ? { ...seen, text: () => undefined } : seen;
    for (const [name, one] of Object.entries(node)) walk(one, name, isProse, inside);
  }
}

/** A note as the line that is shown for it. */
function noteLine({ attrs }: Record<string, unknown>): unknown {
  const { text } = (attrs ?? {}) as { text?: unknown };
  return typeof text === "string" ? withLinks(text) : null;
}

function isLinked({ marks }: Record<string, unknown>): boolean {
  return Array.isArray(marks) && marks.some((mark: { type?: unknown } | null) => mark?.type === "link");
}
