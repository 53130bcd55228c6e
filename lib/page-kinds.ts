import type { Queryable } from "@/db/client";
import { postPages, postWorks } from "@/lib/blog";
import {
  type CommentedKind,
  commentByMail,
  commentNews,
  commentOwners,
  commentQueue,
  findCommentedFor,
  indexComment,
  indexCommentsBy,
  indexNewComment,
  listOwnReactions as ownReactionsOf,
  type Reacted,
  react,
  scopesOfQuoting,
  scopesOfReaction,
} from "@/lib/comments";
import type { ReactOn } from "@/lib/comments/model";
import { findArticle } from "@/lib/convention";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { roomPages, topicPages } from "@/lib/discussions";
import { composeAskedOwners } from "@/lib/files";
import { purgeNews, type Worded } from "@/lib/notices";
import { isolateBidi } from "@/lib/notices/model";
import { type ContributingKind, type ListedAt, listContributions, type PageKind } from "@/lib/pages";
import { type Area, composeLinks, pathOfPage, projectSeededLinks as projectLinksOf } from "@/lib/pages/links";
import { type ModeratedKind, listRestrictions as restrictionsOf } from "@/lib/pages/moderation";
import type { RestrictionsQuery } from "@/lib/pages/moderation/model";
import { type OwnRevision, profileChanges, profilePages } from "@/lib/profiles";
import { sectionTitle } from "@/lib/profiles/watched/model";
import type { OwnWork, WorkKind } from "@/lib/publishing";
import { standingPages } from "@/lib/standing-pages";
import { materialPages, materialWorks } from "@/lib/training";

export {
  findDeadLinks,
  listBacklinks,
  listLinkingPageIds,
  projectLinks,
  rebuildLinks,
} from "@/lib/pages/links";

/** Every kind of page, as its domain describes it to `lib/pages` and to the functions below. */
const KINDS = [
  profilePages,
  postPages,
  materialPages,
  standingPages,
  topicPages,
  roomPages,
] as const satisfies readonly PageKind[];
type Kind = (typeof KINDS)[number];

/** Returns the address of a page of any kind; null for a kind that is gone. */
export function pathOfAny({ kind, slug }: { kind: string; slug: string }): string | null {
  const own = KINDS.find((one) => one.kind === kind);
  return own ? pathOfPage(own, slug) : null;
}

/** Articles only change with a version of the code. */
const articles: Area = {
  area: "convention",
  find: async (ids) => new Map(ids.flatMap((id) => (findArticle(id) ? [[id, false] as const] : []))),
  staleBy: () => null,
  keptAs: async () => (id) => (findArticle(id) ? id : null),
};

composeLinks({ kinds: KINDS, areas: [...KINDS, articles] });

/** Stores the links of the starting data. */
export function projectSeededLinks(
  ctx: Ctx,
  { slugs, posts }: { slugs: readonly string[]; posts: readonly string[] },
): Promise<void> {
  return projectLinksOf(ctx, { kind: profilePages.kind, slugs, ids: posts });
}

/** Kinds of pages that members publish under their names. */
export const WORKS: readonly WorkKind[] = [postWorks, materialWorks];

export type OwnContribution = OwnRevision | OwnWork;

/** Lists a page of the member's contributions, newest first: changes of profiles, and works. */
export function listOwnContributions(actor: Actor, at: ListedAt, on?: Queryable) {
  const kinds: readonly ContributingKind<OwnContribution>[] = [profileChanges, ...WORKS];
  return listContributions(kinds, actor, at, on);
}

/** Kinds of pages with comments. */
export const COMMENTED: readonly CommentedKind[] = [postPages, topicPages, roomPages];

// Who has the files of comments is asked at each request.
composeAskedOwners([commentOwners(COMMENTED)]);

export const COMMENT_NEWS = commentNews(COMMENTED);
export const comments = commentQueue(COMMENTED);
/** Writes a comment that came by mail, on a page that everybody may read. */
export const writeByMail = commentByMail(COMMENTED);
export const findCommentedByMail = findCommentedFor(COMMENTED);
export const followComment = indexComment(COMMENTED);
export const followNewComment = indexNewComment(COMMENTED);
export const followCommenter = indexCommentsBy(COMMENTED);
/** Lists the scopes of other pages that quote comments of a page. */
export const followQuoting = scopesOfQuoting(COMMENTED);
export const followReaction = scopesOfReaction(COMMENTED);

/** Lists the member's reactions to the comments of a page of any kind. */
export const listOwnReactions = (actor: Actor, at: { kind: string; slug: string }, on?: Queryable) =>
  ownReactionsOf(COMMENTED, actor, at, on);

/** Gives or takes back a reaction to a comment on a page of any kind. */
export async function reactOn(ctx: Ctx, { kind, ...input }: ReactOn): Promise<Reacted> {
  // Visitors are asked to sign in, whatever they sent.
  ctx.authorize("comment.react", { authorId: "" });
  const of = COMMENTED.find((one) => one.kind === kind);
  if (!of) throw new DomainError("not_found", "comment");
  return react(ctx, of.comments, input);
}

type Place = NonNullable<ReturnType<Kind["placeOf"]>>;
const hideable: readonly ModeratedKind<Place>[] = KINDS;

const titleOf = (place: Place): Worded =>
  "names" in place
    ? (t, locale) => sectionTitle({ page: place.names[locale], ...place }, t, locale)
    : () => isolateBidi(place.title);
export const PURGE_NEWS = purgeNews<Place>(KINDS, titleOf);

/** Lists protected sections and hidden revisions. Only sections of profiles can be protected. */
export function listRestrictions(actor: Actor, query?: RestrictionsQuery, on?: Queryable) {
  return restrictionsOf({ protectable: [profilePages], hideable }, actor, query, on);
}
