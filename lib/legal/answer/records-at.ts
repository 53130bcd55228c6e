import { and, eq, inArray, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { revision, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import { kindOf } from "@/lib/profiles/kinds";
import type { LawRecord } from "@/lib/profiles/kinds/laws";
import type { MappingRecord } from "@/lib/profiles/kinds/mappings";
import type { TreatyStatusRecord } from "@/lib/profiles/kinds/treaty-status";
import type { ProfileHead } from "@/lib/profiles/reading/model";
import { contentOf, isTextHidden } from "@/lib/revisions";
import { type LegalSource, type WrittenIn, writtenIn } from "../model";
import type { LegalRow, RowProvision } from "../profile/model";
import { ANSWER_SECTIONS, type AnswerSection } from "./model";

/** A number above every revision. */
export const TODAY = 2_147_483_647;

/** The records behind answers, as of a revision. */
export interface Records {
  laws: LawRecord[];
  mappings: MappingRecord[];
  treaties: TreatyStatusRecord[];
  sources: LegalSource[];
  hidden: AnswerSection[];
  newest: number;
  written: WrittenIn;
}

/**
 * Reads a country's records after a revision. For a section with hidden text it returns only that it is hidden.
 */
export async function readRecords(
  head: Pick<ProfileHead, "pageId">,
  number: number,
  on: Queryable,
): Promise<Records> {
  const rows = await on
    .select({
      key: section.key,
      language: section.language,
      content: sql<unknown>`case when not ${isTextHidden()} then ${revision.content} end`,
      isHidden: isTextHidden(),
      number: revision.number,
    })
    .from(section)
    .innerJoin(
      revision,
      eq(
        revision.id,
        subselect`(select r.id from revision r where r.section_id = ${section.id} and r.number <= ${number}
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
    written: writtenIn(rows),
  };
}

/** Returns what a row says, without the other provisions of its laws. */
export function saidIn(row: LegalRow | null) {
  return (
    row && {
      finding: row.finding,
      paragraphs: row.paragraphs,
      declarations: row.declarations,
      provisions: row.provisions.map((one) => ({ ...saidOf(one), lawId: one.law.id })),
    }
  );
}

/** Returns what the records say of a provision: its own fields, and title, status and dates of its law. */
export function saidOf({ law, provision }: Pick<RowProvision, "law" | "provision">) {
  const { title, titleOriginal, status, inForceFrom, repealedOn } = law;
  return { provision, law: { title, titleOriginal, status, inForceFrom, repealedOn } };
}

/** Reads records like `readRecords`, each once, for many answers of the same countries. */
export function recordsReader(
  on: Queryable,
): (head: Pick<ProfileHead, "pageId">, number: number) => Promise<Records> {
  const known = new Map<string, Promise<Records>>();
  return (head, number) => {
    const key = `${head.pageId}@${number}`;
    const records = known.get(key) ?? readRecords(head, number, on);
    known.set(key, records);
    return records;
  };
}
