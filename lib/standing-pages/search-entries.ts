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

/** A text as it is read: the words of its links, not their addresses. */
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

/** A standing page in one language; it leads to that language whoever finds it. */
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

/** Brings what can be found of the standing pages to what they say in this version. Answers how many rows differed. */
export function indexStandingPages(tx: Tx): Promise<number> {
  return updateAllEntries(tx, owned());
}

/** All entries of the standing pages, which depend on this version alone. */
export const standingSamples = (): SearchEntry[] => owned().flatMap(({ entries }) => entries);

const owned = () =>
  STANDING_PAGES.map((name) => ({
    owner: `page:${name}`,
    entries: LOCALES.map((locale) => pageEntry(name, locale)),
  }));
