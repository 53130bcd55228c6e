import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import {
  draft,
  page,
  presence,
  revision,
  revisionClaim,
  revisionHiding,
  revisionThanks,
  section,
} from "@/db/schema/revisions";
import type { PersonalData } from "@/lib/core/personal-data";
import { IS_OFFERED } from "./draft";
import { isTextHidden, SHOWN_SUMMARY } from "./hidden";

const BATCH = 50;

/** Collects a member's drafts, of all kinds of page. */
export async function collectDrafts(on: Queryable, memberId: string) {
  return {
    drafts: await on
      .select({
        page: page.slug,
        kind: page.kind,
        section: section.key,
        language: section.language,
        summary: draft.summary,
        content: draft.content,
        newSources: draft.newSources,
        updatedAt: draft.updatedAt,
      })
      .from(draft)
      .innerJoin(section, eq(section.id, draft.sectionId))
      .innerJoin(page, eq(page.id, section.pageId))
      .where(and(eq(draft.memberId, memberId), IS_OFFERED)),
  };
}

/** Yields every revision by a member with its text, in the order of writing. */
export async function* listContributions(on: Queryable, memberId: string) {
  let after: string | null = null;
  for (;;) {
    const rows: Awaited<ReturnType<typeof readBatch>> = await readBatch(on, memberId, after);
    yield* rows;
    after = rows.at(-1)?.id ?? null;
    if (rows.length < BATCH || after === null) return;
  }
}

function readBatch(on: Queryable, memberId: string, after: string | null) {
  return on
    .select({
      id: revision.id,
      page: page.slug,
      kind: page.kind,
      section: section.key,
      language: section.language,
      label: revision.label,
      number: revision.number,
      at: revision.createdAt,
      state: revision.state,
      summary: SHOWN_SUMMARY,
      decisionReason: revision.decisionReason,
      // Hidden texts are for moderators only, so they are left out of a file that leaves the site too.
      content: sql<unknown>`case when ${isTextHidden()} then null else ${revision.content} end`,
    })
    .from(revision)
    .innerJoin(page, eq(page.id, revision.pageId))
    .innerJoin(section, eq(section.id, revision.sectionId))
    .where(and(eq(revision.authorId, memberId), after ? gt(revision.id, after) : undefined))
    .orderBy(asc(revision.id))
    .limit(BATCH);
}

/** Data about a member's writing. Their revisions stay, attributed to a former member. */
export const WRITING_DATA: PersonalData = {
  collect: collectDrafts,
  tables: [draft, presence, revisionClaim, revisionThanks],
  besides: [
    revision.authorId,
    revision.decidedBy,
    section.protectedBy,
    revisionClaim.handedBy,
    revisionHiding.hiddenBy,
  ],
};
