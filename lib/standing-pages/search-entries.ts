import type { Tx } from "@/db/client";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { type Passage, type SearchEntry, updateAllEntries } from "@/lib/search";
import { STANDING_PAGES, type StandingBlock, type StandingPageName, textParts } from "./model";
import { findStandingPage } from "./pages";

const PATHS: Readonly<Record<StandingPageName, string>> = {
  about: "/about",
  charter: "/charter",
  privacy: "/privacy",
  terms: "/terms",
  accessibility: "/accessibility",
  editing: "/help/editing",
  posting: "/help/posts",
  sharing: "/help/training",
  reviewing: "/help/reviewing",
  api: "/help/api",
};

/** Returns a text with the words of links, not their addresses. */
const read = (text: string) =>
  textParts(text)
    .map((part) => (typeof part === "string" ? part : part.label))
    .join("");

function blockTexts(block: StandingBlock): string[] {
  if (typeof block === "string") return [block];
  if ("code" in block) return [block.label];
  if ("terms" in block) return block.terms.flatMap((one) => one.slice(0, 2));
  return "list" in block ? block.list : block.steps;
}

/** Builds the entry of a standing page in one language, which links to that language for every reader. */
function pageEntry(name: StandingPageName, locale: Locale): SearchEntry {
  const page = findStandingPage(name, locale);
  return {
    key: locale,
    kind: "page",
    path: PATHS[name],
    onlyIn: locale,
    title: page.title,
    language: locale,
    at: new Date(`${page.updated}T00:00:00Z`),
    passages: [
      { text: read(page.intro) },
      ...page.sections.flatMap(({ id, title, body }): Passage[] => [
        { text: title, anchor: id, isHeading: true },
        ...body.flatMap(blockTexts).map((text) => ({ text: read(text), anchor: id })),
      ]),
    ],
  };
}

export const listPageOwners = (): string[] => STANDING_PAGES.map((name) => `page:${name}`);

/**
 * Updates the search entries of standing pages to this version's content. Returns the number of differing rows.
 */
export function indexStandingPages(tx: Tx): Promise<number> {
  return updateAllEntries(tx, owned());
}

/** Lists all entries of the standing pages, which depend only on this version. */
export const standingSamples = (): SearchEntry[] => owned().flatMap(({ entries }) => entries);

const owned = () =>
  STANDING_PAGES.map((name) => ({
    owner: `page:${name}`,
    entries: LOCALES.map((locale) => pageEntry(name, locale)),
  }));
