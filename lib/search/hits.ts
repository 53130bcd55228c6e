import { db } from "@/db/client";
import { isLocale, type Locale, localePath } from "@/lib/i18n/locales";
import type { FoundRow } from "./find";
import type { Hit } from "./model";
import { type Candidates, candidatesIn, confirm, type Marks, markedText, snippetOf } from "./snippet";

/** Formats results for a reader's language: titles and snippets with highlights, links to the passage. */
export async function drawHits(rows: readonly FoundRow[], marks: Marks, locale: Locale): Promise<Hit[]> {
  const titles = rows.map((row) => titleOf(row, locale));
  const candidates: Candidates[] = rows.flatMap((row, n) => [
    candidatesIn(titles[n] ?? "", titleLanguageOf(row, locale), marks),
    candidatesIn(row.text, row.language, marks),
  ]);
  const spans = await confirm(db(), candidates, marks);
  return rows.map((row, n): Hit => {
    const snippet = snippetOf(row.text, spans[2 * n + 1] ?? []);
    const isOpen = !isRecorded(row);
    return {
      thing: row.thing,
      kind: row.kind,
      title: markedText(titles[n] ?? "", spans[2 * n] ?? []),
      titleLanguage: titleLanguageOf(row, locale),
      snippet: isOpen ? snippet.pieces : [],
      href: hrefOf(row, locale) + fragmentOf(row, snippet.at, isOpen ? snippet.quote : null),
      language: row.language,
      countries: row.countries,
      at: row.at === null ? null : new Date(row.at),
      verifiedOn: row.verified,
      audience: row.audience,
    };
  });
}

/**
 * Restricted content, whose views must be logged. A list of results logs nothing, so
 * it shows such things' names and places but none of their text.
 */
function isRecorded({ audience }: Pick<FoundRow, "audience">): boolean {
  return audience === "practitioners";
}

export function titleOf({ titles }: Pick<FoundRow, "titles">, locale: Locale): string {
  return titles[locale] ?? titles[""] ?? titles.en ?? Object.values(titles)[0] ?? "";
}

function titleLanguageOf({ titles, language }: FoundRow, locale: Locale): string {
  return titles[locale] !== undefined ? locale : language;
}

/** "fr:/privacy" is in French for every reader; other paths are in the reader's language. */
export function hrefOf({ path }: Pick<FoundRow, "path">, locale: Locale): string {
  const [, only = "", rest = path] = /^([a-z]{2}):(\/.*)$/.exec(path) ?? [];
  return localePath(isLocale(only) ? only : locale, rest);
}

/** Encodes words for a text directive; letters of all scripts stay readable, and browsers encode them. */
function directive(words: string): string {
  return words.toWellFormed().replaceAll(/[^\p{L}\p{M}\p{N}._~!$'()*+;:@/?=–—’“”«»]/gu, encoded);
}

const encoded = (sign: string) => (sign === "-" ? "%2D" : encodeURIComponent(sign));

/**
 * Fragment of the passage: its anchor, which every browser supports, and its words, which newer browsers find
 * and highlight (URL Fragment Text Directives).
 */
function fragmentOf({ anchors }: Pick<FoundRow, "anchors">, at: number, quote: string | null): string {
  const anchor = anchors.findLast(([start]) => start <= at)?.[1] ?? "";
  const words = quote ? `:~:text=${directive(quote)}` : "";
  return anchor || words ? `#${anchor}${words}` : "";
}
