import type { Queryable } from "@/db/client";
import { postPages } from "@/lib/blog";
import { type CommentedKind, commentNews, commentQueue, indexComment, indexCommentsBy } from "@/lib/comments";
import { findArticle } from "@/lib/convention";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import type { PageKind } from "@/lib/pages";
import { type Area, composeLinks, projectSeededLinks as projectLinksOf } from "@/lib/pages/links";
import { type ModeratedKind, listRestrictions as restrictionsOf } from "@/lib/pages/moderation";
import type { RestrictionsQuery } from "@/lib/pages/moderation/model";
import { profilePages } from "@/lib/profiles";
import { materialPages } from "@/lib/training";

export {
  findDeadLinks,
  listBacklinks,
  listLinkingPageIds,
  projectLinks,
  rebuildLinks,
} from "@/lib/pages/links";

/** Every sort of page, as its domain describes it to the engines. */
const KINDS = [profilePages, postPages, materialPages] as const satisfies readonly PageKind[];
type Kind = (typeof KINDS)[number];

/** Articles come and go with a version of the product only. */
const articles: Area = {
  area: "convention",
  find: async (ids) => new Map(ids.flatMap((id) => (findArticle(id) ? [[id, false] as const] : []))),
  staleBy: () => null,
  keptAs: async () => (id) => (findArticle(id) ? id : null),
};

composeLinks({ kinds: KINDS, areas: [...KINDS, articles] });

/** What the starting data leads to. */
export function projectSeededLinks(
  ctx: Ctx,
  { slugs, posts }: { slugs: readonly string[]; posts: readonly string[] },
): Promise<void> {
  return projectLinksOf(ctx, { kind: profilePages.kind, slugs, ids: posts });
}

/** The sorts of page on which comments stand. */
const COMMENTED: readonly CommentedKind[] = [postPages];

export const COMMENT_NEWS = commentNews(COMMENTED);
export const comments = commentQueue(COMMENTED);
export const followComment = indexComment(COMMENTED);
export const followCommenter = indexCommentsBy(COMMENTED);

type Place = NonNullable<ReturnType<Kind["placeOf"]>>;
const hideable: readonly ModeratedKind<Place>[] = KINDS;

/** What is protected now, and what is hidden of revisions. Sections of profiles alone can be protected. */
export function listRestrictions(actor: Actor, query?: RestrictionsQuery, on?: Queryable) {
  return restrictionsOf({ protectable: [profilePages], hideable }, actor, query, on);
}
