import { and, eq, isNotNull } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { page, section } from "@/db/schema/revisions";
import { PROTECTION } from "@/lib/revisions";
import type { HistoryOf } from "../model";
import type { Protection, ProtectionState } from "./model";

/** Finds the section's protection in force; null if there is none. */
export async function findProtection(
  { kind, slug }: Pick<HistoryOf, "kind" | "slug">,
  key: string,
  on: Queryable = db(),
): Promise<ProtectionState | null> {
  const [row] = await on
    .select({
      level: PROTECTION,
      reason: section.protectionReason,
      until: section.protectedUntil,
      at: section.protectedAt,
      by: member.displayName,
    })
    .from(section)
    .innerJoin(page, eq(page.id, section.pageId))
    .leftJoin(member, eq(member.id, section.protectedBy))
    .where(and(eq(page.kind, kind), eq(page.slug, slug), eq(section.key, key)));
  return row?.level ? { ...row, level: row.level, reason: row.reason ?? "" } : null;
}

/** Lists a page's protections in force by section, for its readers: without who set them. */
export async function listProtections<Key extends string>(
  pageId: string,
  isKey: (key: string) => key is Key,
  on: Queryable = db(),
): Promise<Partial<Record<Key, Protection>>> {
  const rows = await on
    .select({
      key: section.key,
      level: PROTECTION,
      reason: section.protectionReason,
      until: section.protectedUntil,
    })
    .from(section)
    .where(and(eq(section.pageId, pageId), isNotNull(section.protection)));
  const found: Partial<Record<Key, Protection>> = {};
  for (const { key, level, reason, until } of rows)
    if (level && isKey(key)) found[key] = { level, reason: reason ?? "", until };
  return found;
}
