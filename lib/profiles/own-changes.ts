import { and, eq, sql } from "drizzle-orm";
import { profile } from "@/db/schema/profiles";
import { page, type RevisionState, revision, section } from "@/db/schema/revisions";
import { PAGE_SIZE } from "@/lib/core/paging";
import { type ContributingKind, readingBy } from "@/lib/pages";
import { SHOWN_SUMMARY } from "@/lib/revisions";

/** A change of a profile. */
export interface OwnRevision {
  kind: "revision";
  id: string;
  slug: string;
  names: { en: string; fr: string; ar: string };
  number: number;
  section: string;
  summary: string;
  state: RevisionState;
  createdAt: Date;
  decisionReason: string | null;
}

/** Changes of profiles among a member's contributions. */
export const profileChanges: ContributingKind<OwnRevision> = {
  async listOwn(on, memberId, at) {
    const own = and(eq(revision.authorId, memberId), eq(page.kind, "profile"));
    const { past, order } = readingBy(revision.id, at);
    const [rows, [all]] = await Promise.all([
      on
        .select({
          id: revision.id,
          slug: profile.slug,
          en: profile.nameEn,
          fr: profile.nameFr,
          ar: profile.nameAr,
          number: revision.number,
          section: section.key,
          summary: SHOWN_SUMMARY,
          state: revision.state,
          createdAt: revision.createdAt,
          decisionReason: revision.decisionReason,
        })
        .from(revision)
        .innerJoin(section, eq(section.id, revision.sectionId))
        .innerJoin(page, eq(page.id, revision.pageId))
        .innerJoin(profile, eq(profile.pageId, page.id))
        .where(and(own, past))
        .orderBy(order)
        .limit(PAGE_SIZE + 1),
      on
        .select({ n: sql`count(*)`.mapWith(Number) })
        .from(revision)
        .innerJoin(page, eq(page.id, revision.pageId))
        .where(own),
    ]);
    const lines = rows.map(
      ({ en, fr, ar, ...row }): OwnRevision => ({ kind: "revision", ...row, names: { en, fr, ar } }),
    );
    return { rows: lines, total: all?.n ?? 0 };
  },
};
