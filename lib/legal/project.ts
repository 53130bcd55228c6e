import { and, asc, eq } from "drizzle-orm";
import type { Tx } from "@/db/client";
import { profileRecord } from "@/db/schema/profiles";
import type { Change } from "@/lib/core/audit";
import type { Ctx } from "@/lib/core/ctx";
import { scope } from "@/lib/core/versions";
import { kindOf } from "@/lib/profiles/kinds";
import type { LawRecord } from "@/lib/profiles/kinds/laws";
import type { MappingRecord } from "@/lib/profiles/kinds/mappings";
import type { TreatyStatusRecord } from "@/lib/profiles/kinds/treaty-status";
import { contentOf } from "@/lib/revisions";
import type { RecordsContent } from "@/lib/revisions/records-fields";
import {
  declarationRows,
  insertRows,
  mappingRows,
  provisionRows,
  writeDeclarations,
  writeMappings,
  writeProvisions,
} from "./projections";

const SECTIONS = ["laws", "mappings", "treaty-status"] as const;
type Section = (typeof SECTIONS)[number];

interface Fact {
  pageId: string;
  section: string;
  current: Change;
}

/**
 * Updates the tables of law after a published revision of laws, mappings or treaty status, in the same
 * transaction. Returns the scopes of the changed articles.
 */
export async function projectLaw(ctx: Ctx, fact: Fact): Promise<string[]> {
  const section = SECTIONS.find((one) => one === fact.section);
  if (!section) return [];
  const { records } = contentOf(kindOf(section), fact.current.after) as RecordsContent;
  const { articles } = await writeSection(ctx.tx, fact.pageId, section, records);
  return [...articles].map(scope.article);
}

async function writeSection(tx: Tx, pageId: string, section: Section, records: readonly unknown[]) {
  switch (section) {
    case "laws":
      return writeProvisions(tx, pageId, provisionRows(pageId, records as LawRecord[]));
    case "mappings":
      return writeMappings(tx, pageId, mappingRows(pageId, records as MappingRecord[]));
    case "treaty-status":
      return writeDeclarations(tx, pageId, declarationRows(pageId, records as TreatyStatusRecord[]));
  }
}

async function readRecords(tx: Tx, pageId: string, section: string): Promise<unknown[]> {
  const rows = await tx
    .select({ data: profileRecord.data })
    .from(profileRecord)
    .where(and(eq(profileRecord.pageId, pageId), eq(profileRecord.section, section)))
    .orderBy(asc(profileRecord.position));
  return rows.map((row) => row.data);
}

/** Corrects the rows of a country that differ from its records. Returns the number of differing rows. */
export async function rebuildLaw(tx: Tx, pageId: string): Promise<number> {
  let changed = 0;
  for (const section of SECTIONS)
    changed += (await writeSection(tx, pageId, section, await readRecords(tx, pageId, section))).changed;
  return changed;
}

/** Inserts the rows of sections written for the first time, all at once. */
export async function insertLawRows(
  tx: Tx,
  written: readonly { pageId: string; key: string; content: unknown }[],
): Promise<void> {
  const of = (key: Section) =>
    written
      .filter((one) => one.key === key)
      .map(({ pageId, content }) => ({ pageId, records: (content as { records: unknown[] }).records }));
  await insertRows(tx, {
    provisions: of("laws").flatMap((one) => provisionRows(one.pageId, one.records as LawRecord[])),
    mappings: of("mappings").flatMap((one) => mappingRows(one.pageId, one.records as MappingRecord[])),
    declarations: of("treaty-status").flatMap((one) =>
      declarationRows(one.pageId, one.records as TreatyStatusRecord[]),
    ),
  });
}
