import { and, asc, eq, inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { profileRecord } from "@/db/schema/profiles";
import { section } from "@/db/schema/revisions";
import { listArticles } from "@/lib/convention";
import { TREATIES } from "@/lib/convention/model";
import { KINDS } from "@/lib/profiles/kinds";
import type { LawRecord } from "@/lib/profiles/kinds/laws";
import type { MappingRecord } from "@/lib/profiles/kinds/mappings";
import type { TreatyStatusRecord } from "@/lib/profiles/kinds/treaty-status";
import { findProfileHead } from "@/lib/profiles/reading";
import { type LegalSource, writtenIn } from "../model";
import { type LegalProfile, levelsOf, rowsOf } from "./model";

const SECTIONS = ["laws", "mappings", "treaty-status", "sources"] as const;
type Section = (typeof SECTIONS)[number];

/** Shown although laws are not assessed against it: it states the principles of the chapter. */
const ALWAYS: ReadonlySet<string> = new Set(["185-23"]);

/** Finds a country's law on each article, with the levels; null if there is no such country. */
export async function findLegalProfile(slug: string, on: Queryable = db()): Promise<LegalProfile | null> {
  const head = await findProfileHead(slug, on);
  if (!head) return null;
  const rows = await on
    .select({ section: profileRecord.section, data: profileRecord.data, language: section.language })
    .from(profileRecord)
    .leftJoin(section, and(eq(section.pageId, profileRecord.pageId), eq(section.key, profileRecord.section)))
    .where(and(eq(profileRecord.pageId, head.pageId), inArray(profileRecord.section, [...SECTIONS])))
    .orderBy(asc(profileRecord.position));
  const written = writtenIn(rows.map((row) => ({ key: row.section, language: row.language })));
  const recordsOf = (key: Section): unknown[] => {
    const own = rows.filter((row) => row.section === key).map((row) => row.data);
    // Rows of earlier versions lack newer fields.
    return (KINDS[key].lift({ schemaVersion: 1, records: own }) as { records: unknown[] }).records;
  };
  const treaties = recordsOf("treaty-status") as TreatyStatusRecord[];
  const found = rowsOf(
    TREATIES.flatMap(listArticles).filter((article) => article.isAnswered || article.kind !== "final"),
    ALWAYS,
    {
      laws: recordsOf("laws") as LawRecord[],
      mappings: recordsOf("mappings") as MappingRecord[],
      declarations: treaties.flatMap((record) => record.declarations),
      written,
    },
  );
  return {
    head,
    rows: found,
    levels: levelsOf(found),
    sources: recordsOf("sources") as LegalSource[],
    written,
  };
}
