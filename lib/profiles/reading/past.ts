import { and, eq } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { section } from "@/db/schema/revisions";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import * as pages from "@/lib/pages";
import type { HistoryOf, RecordMoment } from "@/lib/pages/model";
import { kindOf } from "@/lib/profiles/kinds";
import { historyOf, type SectionKey, sectionOf, translationKey } from "../model";

/* Histories of profiles, by slug and section; see the functions of the same names in `lib/pages`. */

const ofProfile =
  <Rest extends unknown[], Found>(read: (at: HistoryOf, ...rest: Rest) => Found) =>
  (slug: string, ...rest: Rest) =>
    read(historyOf(slug), ...rest);

export const findLastRun = ofProfile(pages.findLastRun);
export const listRevisionsOf = ofProfile(pages.listStandingRevisions);

export function listRecordMoments(
  slug: string,
  key: SectionKey,
  recordId: string,
  on?: Queryable,
): Promise<RecordMoment[]> {
  return pages.listRecordMoments(historyOf(slug), kindOf(key), recordId, on);
}

export interface SectionAuthors extends pages.SectionAuthors {
  /** The engine's key: of a translation with its language. */
  name: string;
  /** For a translation: language of its source. */
  sourceLanguage: string | null;
}

/**
 * Finds the authors of a section's passages in a language: of its translation if it is available, else of its
 * source, as the profile shows it.
 */
export async function findAuthors(
  pageId: string,
  key: SectionKey,
  language?: string,
  on: Queryable = db(),
): Promise<SectionAuthors | null> {
  const kind = kindOf(key);
  if (language !== undefined && sectionOf(key).family === "prose") {
    const name = translationKey(key, language);
    const translated = await pages.findAuthors(pageId, name, kind, on);
    // An emptied translation counts as missing.
    if (translated && !kind.isEmpty(translated.content))
      return { ...translated, name, sourceLanguage: await findLanguage(pageId, key, on) };
  }
  const own = await pages.findAuthors(pageId, key, kind, on);
  return own && { ...own, name: key, sourceLanguage: null };
}

async function findLanguage(pageId: string, key: SectionKey, on: Queryable): Promise<string> {
  const [row] = await on
    .select({ language: section.language })
    .from(section)
    .where(and(eq(section.pageId, pageId), eq(section.key, key)));
  return row?.language ?? DEFAULT_CONTENT_LANGUAGE;
}
