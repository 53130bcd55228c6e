import { readArticleNumber, readArticlePlace, readInstrument } from "@/lib/convention/model";
import { splitLocale } from "@/lib/i18n/locales";
import { withLinks } from "./bare-links";
import { homeHref, isExternal } from "./href";
import { articlesCited } from "./pinpoints";

/** The fields of records in members' own words, where citations of articles are drawn as links. */
export const WORDED: ReadonlySet<string> = new Set([
  "address",
  "comment",
  "definition",
  "dualCriminality",
  "facts",
  "holding",
  "mandate",
  "note",
  "relevantParts",
  "significance",
  "summary",
  "territorialApplication",
  "thresholds",
]);

type Screens = Readonly<Record<string, readonly string[]>>;
let screens: Screens | undefined;

/** Says in which areas each page stands below its area, and what else stands there that is none (`lib/page-kinds.ts`). */
export function composeTargets(areas: Screens): void {
  screens = areas;
}

/** Whether members can begin a page of an area at an address that has none yet: `new` is a screen of that area. */
export const canBegin = (area: string): boolean => screens?.[area]?.includes("new") ?? false;

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/i;

/**
 * The page of this site to which an address leads, in whatever language it is, also by the whole address, as it is
 * pasted: "countries/senegal", "blog/SLUG", "training/SLUG", "convention/185-18"; what lies below a page is that page.
 * Null for what is no such page. `home` is the address of the site. Throws in a process that never loaded the table of kinds.
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
  // A country's answer to an article is the country's.
  if (area === "law") return NAME.test(name) && part !== "" ? `countries/${name.toLowerCase()}` : null;
  if (!screens) throw new Error("lib/page-kinds.ts was not loaded: import it, or lib/transact.ts, first");
  const besides = screens[area];
  return besides && NAME.test(name) && !besides.includes(name) ? `${area}/${name.toLowerCase()}` : null;
}

/**
 * The pages of this site to which a text leads, as readers see it: by its links, by the articles that its words cite
 * ("Art. 18 BC"), by the addresses that its records hold.
 */
export function targetsOf(content: unknown, home: string): Set<string> {
  const found = new Set<string>();
  seek(content, home, found, (text) => {
    for (const id of articlesCited(text)) found.add(`convention/${id}`);
  });
  return found;
}

/** The same without what is only cited: the pages that somebody named by their addresses. */
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
  /** What stands outside of links, where citations are drawn as links. */
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

/** A note as the line of text that is drawn of it. */
function noteLine({ attrs }: Record<string, unknown>): unknown {
  const { text } = (attrs ?? {}) as { text?: unknown };
  return typeof text === "string" ? withLinks(text) : null;
}

function isLinked({ marks }: Record<string, unknown>): boolean {
  return Array.isArray(marks) && marks.some((mark: { type?: unknown } | null) => mark?.type === "link");
}
