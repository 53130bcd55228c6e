import { and, eq, isNotNull } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { profile } from "@/db/schema/profiles";
import { section } from "@/db/schema/revisions";
import { PROTECTION } from "@/lib/revisions/sections";
import { isSectionKey, type SectionKey } from "./model";
import type { Protection, ProtectionState } from "./review/model";

/** The protection of a section that is in force; null where it has none. */
export async function findProtection(
  slug: string,
  key: SectionKey,
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
    .innerJoin(profile, eq(profile.pageId, section.pageId))
    .leftJoin(member, eq(member.id, section.protectedBy))
    .where(and(eq(profile.slug, slug), eq(section.key, key)));
  return row?.level ? { ...row, level: row.level, reason: row.reason ?? "" } : null;
}

/** The protections in force on a page, as its readers are told of them: not by whom. */
export async function listProtections(
  pageId: string,
  on: Queryable = db(),
): Promise<Partial<Record<SectionKey, Protection>>> {
  const rows = await on
    .select({
      key: section.key,
      level: PROTECTION,
      reason: section.protectionReason,
      until: section.protectedUntil,
    })
    .from(section)
    .where(and(eq(section.pageId, pageId), isNotNull(section.protection)));
  const found: Partial<Record<SectionKey, Protection>> = {};
  for (const { key, level, reason, until } of rows)
    if (level && isSectionKey(key)) found[key] = { level, reason: reason ?? "", until };
  return found;
}
