import { isDeepStrictEqual } from "node:util";
import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import { findArticle } from "@/lib/convention";
import { kindOf } from "@/lib/kinds";
import type { LawRecord } from "@/lib/profiles/kinds/laws";
import type { MappingRecord } from "@/lib/profiles/kinds/mappings";
import type { TreatyStatusRecord } from "@/lib/profiles/kinds/treaty-status";
import { findProfileHead, findRevisionLine } from "@/lib/profiles/reading";
import type { ProfileHead } from "@/lib/profiles/reading/model";
import { contentOf } from "@/lib/revisions/contents";
import { isTextHidden } from "@/lib/revisions/hidden";
import { type LegalRow, type LegalSource, rowsOf } from "../profile/model";
import { ANSWER_SECTIONS, type AnswerPlace, type AnswerSection, type StandingAnswer } from "./model";

/** Later than every revision. */
const TODAY = 2_147_483_647;

/**
 * A country's answer to an article as it stood after a published revision of its profile; null where there is no such
 * country, article or revision. What was in force is told of the day of that revision, so the answer never changes.
 */
export async function findAnswerAt(
  { slug, article, revision: number }: AnswerPlace,
  on: Queryable = db(),
): Promise<StandingAnswer | null> {
  const [head, line] = await Promise.all([findProfileHead(slug, on), findRevisionLine(slug, number, on)]);
  if (!head || !line || !findArticle(article)) return null;
  const [then, today] = await Promise.all([readRecords(head, number, on), readRecords(head, TODAY, on)]);
  const at = line.createdAt;
  const row = rowIn(then, article, at);
  if (!row) return null;
  return {
    head,
    row,
    sources: then.sources,
    line,
    hidden: then.hidden,
    newest: today.newest,
    isChanged: !isDeepStrictEqual(saidIn(row), saidIn(rowIn(today, article, at))),
  };
}

/** The newest revision of what a country's answers are drawn from, by the slugs of countries; absent before the first. */
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

interface Records {
  laws: LawRecord[];
  mappings: MappingRecord[];
  treaties: TreatyStatusRecord[];
  sources: LegalSource[];
  hidden: AnswerSection[];
  newest: number;
}

/** What a country's records said after a revision; of a section whose text is hidden nothing but that it is. */
async function readRecords(head: ProfileHead, number: number, on: Queryable): Promise<Records> {
  const rows = await on
    .select({
      key: section.key,
      content: sql<unknown>`case when not ${isTextHidden()} then ${revision.content} end`,
      isHidden: isTextHidden(),
      number: revision.number,
    })
    .from(section)
    .innerJoin(
      revision,
      eq(
        revision.id,
        sql`(select r.id from revision r where r.section_id = ${section.id} and r.number <= ${number}
          and r.state = 'published' and r.merged_into_id is null order by r.number desc limit 1)`,
      ),
    )
    .where(and(eq(section.pageId, head.pageId), inArray(section.key, [...ANSWER_SECTIONS])));
  const recordsOf = (key: AnswerSection): unknown[] => {
    const stored = rows.find((row) => row.key === key) ?? null;
    return (contentOf(kindOf(key), stored) as { records: unknown[] }).records;
  };
  return {
    laws: recordsOf("laws") as LawRecord[],
    mappings: recordsOf("mappings") as MappingRecord[],
    treaties: recordsOf("treaty-status") as TreatyStatusRecord[],
    sources: recordsOf("sources") as LegalSource[],
    hidden: ANSWER_SECTIONS.filter((key) => rows.some((row) => row.key === key && row.isHidden)),
    newest: Math.max(0, ...rows.map((row) => row.number)),
  };
}

function rowIn({ laws, mappings, treaties }: Records, id: string, at: Date): LegalRow | null {
  const article = findArticle(id);
  if (!article) return null;
  const declarations = treaties.flatMap((record) => record.declarations);
  const [row] = rowsOf([article], new Set([id]), { laws, mappings, declarations }, at);
  return row ?? null;
}

/** What a row says, without the other provisions of its laws. */
function saidIn(row: LegalRow | null) {
  return (
    row && {
      ...{ finding: row.finding, paragraphs: row.paragraphs, declarations: row.declarations },
      provisions: row.provisions.map(({ law, provision }) => {
        const { id, title, titleOriginal, status, inForceFrom, repealedOn } = law;
        return { provision, law: { id, title, titleOriginal, status, inForceFrom, repealedOn } };
      }),
    }
  );
}
