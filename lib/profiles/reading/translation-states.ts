import { and, eq, gt, inArray, isNotNull, lte, not, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { revision, section, type TextLabel } from "@/db/schema/revisions";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import { LOCALES } from "@/lib/i18n/locales";
import { kindOf } from "@/lib/profiles/kinds";
import { isSectionKey, partOf, type SectionKey } from "@/lib/profiles/model";
import { contentOf, isStanding, isTextHidden, readWhole } from "@/lib/revisions";
import { driftOf } from "@/lib/revisions/compare/follow";
import type { Content } from "@/lib/text/nodes";
import type { ProfilePage, SectionVersion, TranslationState } from "./model";

/** Columns read of a section or translation, besides its author. */
interface VersionRow {
  key: string;
  sectionId: string;
  language: string | null;
  /** Null for a translation in another language than the one that is read. */
  content: unknown;
  /** Characters of its text. */
  size: number;
  isHidden: boolean;
  number: number;
  revisionId: string;
  followsId: string | null;
  label: TextLabel | null;
}

/** Lists the languages of a section, its source first, then by tag. An emptied translation counts as missing. */
export function versionsOf(rows: readonly VersionRow[], key: SectionKey): SectionVersion[] {
  return rows
    .flatMap((row) => {
      const part = partOf(row.key);
      if (part?.section !== key) return [];
      const isSource = part.language === null;
      if (!isSource && row.size === 0) return [];
      return [{ language: part.language ?? row.language ?? DEFAULT_CONTENT_LANGUAGE, isSource }];
    })
    .sort((a, b) => Number(b.isSource) - Number(a.isSource) || (a.language < b.language ? -1 : 1));
}

/**
 * Computes the state of a translation compared with its source, both now or both at one time; null without a
 * source.
 */
export async function translationState(
  key: SectionKey,
  own: VersionRow,
  source: VersionRow | undefined,
  on: Queryable,
): Promise<TranslationState | null> {
  if (!source) return null;
  const common = {
    language: source.language ?? DEFAULT_CONTENT_LANGUAGE,
    number: source.number,
    label: source.label,
  };
  if (own.followsId === source.revisionId)
    return { ...common, follows: source.number, behind: 0, drift: null };
  const followed = await readWhole(on, own.followsId);
  if (!followed) return { ...common, follows: null, behind: 0, drift: null };
  const behind = await on.$count(
    revision,
    and(
      eq(revision.sectionId, source.sectionId),
      isStanding(),
      gt(revision.number, followed.number),
      lte(revision.number, source.number),
    ),
  );
  if (source.isHidden) return { ...common, follows: followed.number, behind, drift: null };
  const kind = kindOf(key);
  const [before, now, text] = [followed, source, own].map((one) => contentOf(kind, one) as Content);
  const drift = before && now && text ? driftOf(before, now, text) : null;
  return { ...common, follows: followed.number, behind, drift };
}

/** Adds to a page the source texts of its translated sections, for reading beside them. */
export async function withOriginals(page: ProfilePage, on: Queryable = db()): Promise<ProfilePage> {
  const keys = Object.values(page.sections).flatMap((one) => (one.translation ? [one.key] : []));
  if (keys.length === 0) return page;
  const rows = await on
    .select({ key: section.key, content: revision.content })
    .from(section)
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(and(eq(section.pageId, page.head.pageId), inArray(section.key, keys), not(isTextHidden())));
  const found = rows.flatMap((row) =>
    isSectionKey(row.key) ? [[row.key, contentOf(kindOf(row.key), row) as Content] as const] : [],
  );
  return { ...page, originals: Object.fromEntries(found) };
}

/** Lists the languages, besides those of the interface, in which part of each profile is available, by slug. */
export async function listFurtherLanguages(on: Queryable = db()): Promise<Map<string, string[]>> {
  const rows = await on
    .selectDistinct({ slug: profile.slug, language: section.language })
    .from(section)
    .innerJoin(profile, eq(profile.pageId, section.pageId))
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(and(isNotNull(section.language), gt(revision.size, 0)))
    .orderBy(profile.slug, section.language);
  const found = new Map<string, string[]>();
  for (const { slug, language } of rows) {
    if (language === null || (LOCALES as readonly string[]).includes(language)) continue;
    found.set(slug, [...(found.get(slug) ?? []), language]);
  }
  return found;
}

/**
 * SQL: the content of a section or, if it is in `language`, of a translation; null for other translations and for
 * hidden text.
 */
export function contentIn(language: string | undefined) {
  const wanted = language === undefined ? sql`false` : eq(section.language, language);
  return sql<unknown>`case when (${section.key} not like '%@%' or ${wanted}) and not ${isTextHidden()}
    then ${revision.content} end`;
}
