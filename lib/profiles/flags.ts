import { and, eq, inArray, isNotNull } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import { section } from "@/db/schema/revisions";
import { DomainError } from "@/lib/core/errors";
import type { FlagKind } from "@/lib/flags";
import { partOf } from "./model";
import { sectionTitle } from "./watched/model";

/** The kind of thing that sections of profiles are for flags. */
export const SECTION_FLAGS = "section";

async function listSections(on: Queryable, ids: readonly string[]) {
  const rows = await on
    .select({
      id: section.id,
      key: section.key,
      pageId: section.pageId,
      slug: profile.slug,
      names: { en: profile.nameEn, fr: profile.nameFr, ar: profile.nameAr },
    })
    .from(section)
    .innerJoin(profile, eq(profile.pageId, section.pageId))
    .where(and(inArray(section.id, [...ids]), isNotNull(section.currentRevisionId)));
  return rows.flatMap((row) => {
    const part = partOf(row.key);
    return part ? [{ ...row, part }] : [];
  });
}

/** Finds the id of a written section of a profile, for a link to report it; null for any other. */
export async function findSectionId(slug: string, key: string, on: Queryable = db()): Promise<string | null> {
  const [row] = await on
    .select({ id: section.id })
    .from(section)
    .innerJoin(profile, eq(profile.pageId, section.pageId))
    .where(and(eq(profile.slug, slug), eq(section.key, key), isNotNull(section.currentRevisionId)));
  return row?.id ?? null;
}

/**
 * Sections of profiles, as flags know them. The community writes them together: they have no author, and flags never hide
 * them. A moderator edits them or reverts them.
 */
export const sectionFlags: FlagKind = {
  kind: SECTION_FLAGS,
  at: async ({ parts: [area, slug], hash }, on) =>
    area === "countries" && slug && hash !== "" ? findSectionId(slug, hash.slice(1), on) : null,
  async find(ctx, id) {
    const [row] = await listSections(ctx.tx, [id]);
    if (!row) throw new DomainError("not_found", "section");
    return { kind: SECTION_FLAGS, id, pageId: row.pageId, authorIds: [] };
  },
  async describe(_reader, ids, on) {
    const rows = await listSections(on, ids);
    return new Map(
      rows.map(({ id, slug, names, part }) => [
        id,
        {
          title: (t, locale) => sectionTitle({ page: names[locale], ...part }, t, locale),
          path: `/countries/${slug}#${part.section}`,
          text: null,
          author: null,
        },
      ]),
    );
  },
};
