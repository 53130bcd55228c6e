import { isDeepStrictEqual } from "node:util";
import { and, desc, eq, inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import { findArticle } from "@/lib/convention";
import { findRevisionLine } from "@/lib/pages";
import { historyOf } from "@/lib/profiles/model";
import { findProfileHead } from "@/lib/profiles/reading";
import { type LegalRow, rowsOf } from "../profile/model";
import { ANSWER_SECTIONS, type AnswerPlace, type StandingAnswer } from "./model";
import { type Records, recordsReader, saidIn, TODAY } from "./records-at";

/**
 * Finds a country's answer to an article after a published revision of its profile; null if there is no such
 * country, article or revision. What was in force is computed for the day of that revision, so the answer does
 * not change with time. `today` is the answer from today's records, in force on that same day.
 */
export async function findAnswerAt(
  { slug, article, revision: number }: AnswerPlace,
  on: Queryable = db(),
  read = recordsReader(on),
): Promise<StandingAnswer | null> {
  const [head, line] = await Promise.all([
    findProfileHead(slug, on),
    findRevisionLine(historyOf(slug), number, on),
  ]);
  if (!head || !line || !findArticle(article)) return null;
  const [then, now] = await Promise.all([read(head, number), read(head, TODAY)]);
  const at = line.createdAt;
  const row = rowIn(then, article, at);
  if (!row) return null;
  const today = rowIn(now, article, at);
  return {
    head,
    row,
    today,
    sources: then.sources,
    line,
    hidden: then.hidden,
    newest: now.newest,
    isChanged: !isDeepStrictEqual(saidIn(row), saidIn(today)),
  };
}

/** Lists the newest revision behind each country's answers, by slug; absent before the first. */
export async function listAnswerRevisions(
  slugs: readonly string[],
  on: Queryable = db(),
): Promise<ReadonlyMap<string, number>> {
  if (slugs.length === 0) return new Map();
  const rows = await on
    .selectDistinctOn([profile.slug], { slug: profile.slug, number: revision.number })
    .from(profile)
    .innerJoin(section, and(eq(section.pageId, profile.pageId), inArray(section.key, [...ANSWER_SECTIONS])))
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(inArray(profile.slug, [...new Set(slugs)]))
    .orderBy(profile.slug, desc(revision.number));
  return new Map(rows.map((row) => [row.slug, row.number]));
}

function rowIn({ laws, mappings, treaties, written }: Records, id: string, at: Date): LegalRow | null {
  const article = findArticle(id);
  if (!article) return null;
  const declarations = treaties.flatMap((record) => record.declarations);
  const [row] = rowsOf([article], new Set([id]), { laws, mappings, declarations, written }, at);
  return row ?? null;
}
