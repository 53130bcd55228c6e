import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { file } from "@/db/schema/files";
import { material, materialFile } from "@/db/schema/training";
import { listNewest, NEWEST } from "./library";
import type { LibraryQuery, MaterialLine } from "./model";

/** A material in a feed. */
export interface FeedEntry extends MaterialLine {
  /** Null for seeded materials and former members. */
  owner: { handle: string; displayName: string } | null;
  /** Files of its newest version, if public. */
  enclosures: { id: string; name: string; type: string; size: number }[];
}

/** Lists materials with the newest versions, with their owners and files. */
export async function listFeedEntries(
  query: LibraryQuery,
  count: number,
  on: Queryable = db(),
): Promise<FeedEntry[]> {
  const lines = await listNewest(query, count, on);
  if (lines.length === 0) return [];
  const isListed = inArray(
    material.pageId,
    lines.map((line) => line.id),
  );
  const owners = await on
    .select({ id: material.pageId, handle: member.handle, displayName: member.displayName })
    .from(material)
    .innerJoin(member, and(eq(member.id, material.ownerId), sql`${member.state} <> 'erased'`))
    .where(isListed);
  const files = await on
    .select({ materialId: material.pageId, id: file.id, name: file.name, type: file.type, size: file.size })
    .from(material)
    .innerJoin(materialFile, sql`${materialFile.versionId} = ${NEWEST}`)
    .innerJoin(file, and(eq(file.id, materialFile.fileId), eq(file.state, "clean")))
    .where(and(isListed, eq(material.access, "public")))
    .orderBy(asc(materialFile.position));
  return lines.map((line) => ({
    ...line,
    owner: owners.find((one) => one.id === line.id) ?? null,
    enclosures: files.filter((one) => one.materialId === line.id),
  }));
}
