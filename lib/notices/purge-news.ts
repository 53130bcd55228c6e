import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import { page, revision, revisionHiding, section } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { type LinkingKind, pathOfPage } from "@/lib/pages/links";
import { type ModeratedKind, PLACE, placed, placeOfPage } from "@/lib/pages/moderation";
import { mayBeTold } from "./events";
import { notify } from "./notify";
import type { NewsKinds, Worded } from "./personal-notice";
import { newsOf } from "./words";

const PURGE_NEWS = "revision-purged";

/** Notifies the author of a purged revision: once for a section, however many of theirs were purged in it. */
export async function notifyPurged(
  ctx: Ctx,
  fact: { pageId: string; sectionId: string; authorId: string | null; commentId?: string },
): Promise<void> {
  const { pageId, sectionId: key, authorId, commentId } = fact;
  // Its author is notified of the reply.
  if (authorId === null || commentId !== undefined) return;
  await notify(ctx, {
    memberIds: [authorId],
    category: "decision",
    kind: PURGE_NEWS,
    key,
    pageId,
    anew: true,
  });
}

/** Creates the notice that a text of one's own was deleted for good: on which page, and for which legal reason. */
export const purgeNews = <Place>(
  kinds: readonly (ModeratedKind<Place> & LinkingKind)[],
  titleOf: (place: Place) => Worded,
): NewsKinds => ({
  async [PURGE_NEWS](reader, row, on) {
    const [found] = await on
      .select({ ...PLACE, purgedFor: revisionHiding.purgedFor })
      .from(revision)
      .innerJoin(revisionHiding, eq(revisionHiding.revisionId, revision.id))
      .innerJoin(section, eq(section.id, revision.sectionId))
      .innerJoin(page, eq(page.id, revision.pageId))
      .innerJoin(placeOfPage(kinds), sql`true`)
      .where(
        and(
          eq(revision.sectionId, row.key),
          eq(revision.authorId, reader.id),
          isNotNull(revisionHiding.purgedFor),
          mayBeTold(sql`${reader.id}::uuid`, sql`${revision.pageId}`),
        ),
      )
      .orderBy(desc(revisionHiding.hiddenAt), desc(revision.number))
      .limit(1);
    const own = kinds.find(({ kind }) => kind === found?.kind);
    const [place] = found ? placed(kinds, found) : [];
    if (!found || !own || !place) return null;
    return newsOf({
      news: "revision.purged",
      title: titleOf(place),
      path: `${pathOfPage(own, found.slug)}/history`,
      reason: (t) => t(`past.purge.reasons.${found.purgedFor ?? "other"}`),
      isSecret: own.isSecret ?? false,
    });
  },
});
