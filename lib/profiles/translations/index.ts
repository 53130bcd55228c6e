import { and, eq, gt, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db, type Queryable } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import { PROFILE_NAMES } from "@/lib/profiles/names";
import { isSectionKey, SECTIONS } from "../model";
import { compareKeys, keyOfLine, type TranslationLine } from "./model";

export * from "./model";

const PROSE = SECTIONS.flatMap(({ key, family }) => (family === "prose" ? [key] : []));

const own = alias(section, "own");
const translated = alias(revision, "translated");
const followed = alias(revision, "followed");

/**
 * Every written section of prose whose source is in another language, with its state in this language; by
 * country and section. At most nine sections of each country.
 */
export async function listTranslations(language: string, on: Queryable = db()): Promise<TranslationLine[]> {
  const rows = await on
    .select({
      slug: profile.slug,
      ...PROFILE_NAMES,
      designation: profile.designation,
      region: profile.region,
      key: section.key,
      source: section.language,
      number: revision.number,
      isThere: sql<boolean>`coalesce(${translated.size} > 0, false)`,
      isCurrent: sql<boolean>`coalesce(${translated.followsId} = ${section.currentRevisionId}, false)`,
      follows: followed.number,
      behind: subselect<number>`case when ${followed.id} is null or ${followed.id} = ${section.currentRevisionId} then 0
        else (select count(*) from revision r where r.section_id = ${section.id} and r.number > ${followed.number}
          and r.state = 'published' and r.merged_into_id is null)::int end`,
    })
    .from(section)
    .innerJoin(profile, eq(profile.pageId, section.pageId))
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .leftJoin(
      own,
      and(eq(own.pageId, section.pageId), eq(own.key, sql`${section.key} || '@' || ${language}::text`)),
    )
    .leftJoin(translated, eq(translated.id, own.currentRevisionId))
    .leftJoin(followed, eq(followed.id, translated.followsId))
    .where(
      and(
        inArray(section.key, PROSE),
        gt(revision.size, 0),
        sql`coalesce(${section.language}, ${DEFAULT_CONTENT_LANGUAGE}) <> ${language}`,
      ),
    );
  return rows
    .flatMap(
      ({ key, source, isThere, isCurrent, follows, behind, en, fr, ar, ...rest }): TranslationLine[] => {
        if (!isSectionKey(key)) return [];
        const state = !isThere ? "missing" : isCurrent ? "current" : "behind";
        return [
          {
            ...rest,
            names: { en, fr, ar },
            section: key,
            source: source ?? DEFAULT_CONTENT_LANGUAGE,
            state,
            behind: state === "behind" && follows === null ? null : behind,
          },
        ];
      },
    )
    .sort((a, b) => compareKeys(keyOfLine(a), keyOfLine(b)));
}
