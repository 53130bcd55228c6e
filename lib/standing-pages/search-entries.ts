import type { Tx } from "@/db/client";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { type Passage, prosePassages, type SearchEntry, updateAllEntries } from "@/lib/search";
import {
  isWritable,
  STANDING_PAGES,
  type StandingBlock,
  type StandingPage,
  type StandingPageName,
  slugOf,
  TEXT_PREFIX,
  textParts,
  type WritableName,
} from "./model";
import { findStandingPage } from "./pages";
import { listOwnTexts, type OwnText } from "./queries";

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

/** Builds the entry of a page in one language, which links to that language for every reader. */
function pageEntry(name: StandingPageName, locale: Locale, own: OwnText | null): SearchEntry {
  const page = findStandingPage(name, locale);
  return {
    key: locale,
    kind: "page",
    path: PATHS[name],
    onlyIn: locale,
    title: page.title,
    language: locale,
    at: own?.changedAt ?? new Date(`${page.updated}T00:00:00Z`),
    passages: own ? prosePassages(TEXT_PREFIX, own.content) : productPassages(page),
  };
}

const productPassages = ({ intro, sections }: StandingPage): Passage[] => [
  { text: read(intro) },
  ...sections.flatMap(({ id, title, body }): Passage[] => [
    { text: title, anchor: id, isHeading: true },
    ...body.flatMap(blockTexts).map((text) => ({ text: read(text), anchor: id })),
  ]),
];

export const listPageOwners = (): string[] => STANDING_PAGES.map((name) => `page:${name}`);

/** Updates the search entries of all pages to their texts. Returns the number of differing rows. */
export async function indexStandingPages(tx: Tx): Promise<number> {
  return updateAllEntries(tx, await ownedBy(tx, STANDING_PAGES));
}

/** Updates the search entries of one page, in every language. */
export async function indexStandingPage(tx: Tx, name: WritableName): Promise<void> {
  await updateAllEntries(tx, await ownedBy(tx, [name]));
}

/** Makes the entries of the product's texts, which depend only on this version. */
export const standingSamples = (): SearchEntry[] =>
  STANDING_PAGES.flatMap((name) => LOCALES.map((locale) => pageEntry(name, locale, null)));

async function ownedBy(tx: Tx, names: readonly StandingPageName[]) {
  const slugs = names.filter(isWritable).flatMap((name) => LOCALES.map((locale) => slugOf(name, locale)));
  const texts = await listOwnTexts(slugs, tx);
  const textOf = (name: StandingPageName, locale: Locale) =>
    (isWritable(name) ? texts.get(slugOf(name, locale)) : undefined) ?? null;
  return names.map((name) => ({
    owner: `page:${name}`,
    entries: LOCALES.map((locale) => pageEntry(name, locale, textOf(name, locale))),
  }));
}
