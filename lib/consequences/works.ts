import {
  logCorrection,
  logPost,
  notifyAllAsked,
  notifyAskedToSign,
  notifyAuthors,
  watchOwnPost,
  watchSignedPost,
} from "@/lib/blog/notices";
import { eraseCorrection, followRevision, indexPost } from "@/lib/blog/projections";
import { posts } from "@/lib/blog/queues";
import { scopesOfChange, scopesShowing } from "@/lib/blog/shown-in";
import { logPostRetracted } from "@/lib/blog/webhooks";
import { logComment, notifyCommentAuthor, notifyReacted } from "@/lib/comments";
import type { Consequences } from "@/lib/core/consequences";
import type { WorkFacts } from "@/lib/core/facts/works";
import { scope } from "@/lib/core/versions";
import { followReplied } from "@/lib/discussions";
import { scopesOfCredited } from "@/lib/discussions/proposals/credit";
import { eraseProposals } from "@/lib/discussions/proposals/erase-drafts";
import { purgeMerged } from "@/lib/discussions/purge-merged";
import { eraseFlagWords } from "@/lib/flags";
import { removeMails } from "@/lib/inbound-mail";
import { removeCopies } from "@/lib/members/remove-copies";
import { clearNews, eventOfPage, notifyAuthor } from "@/lib/notices";
import { remakeDumps, removeDumps } from "@/lib/open-data/dumps/stale";
import { comments, followComment, followNewComment, followReaction } from "@/lib/page-kinds";
import type { RevisionSteps } from "@/lib/pages";
import { eraseReportWords } from "@/lib/public-reports";
import { clearQueueNotices, notifyReviewers, notifyReviewersAgain } from "@/lib/queues";
import { placeDescription } from "@/lib/training/files";
import {
  logFiles,
  logMaterial,
  logVersion,
  notifyAsker,
  notifyContacted,
  notifyOfEnd,
  notifyOfRequest,
  notifyOfSuggestion,
  notifyOwner,
  notifySuggester,
  notifyVersionOwner,
} from "@/lib/training/notices";
import { removeClosedMaterial } from "@/lib/training/open/list";
import { markOutdated } from "@/lib/training/outdated";
import { materials, requests, suggestions } from "@/lib/training/queues";
import { indexDescription, indexFileOfMaterials, indexMaterial } from "@/lib/training/search-entries";
import { addUpload } from "@/lib/training/uploads";
import { logMaterialOpened, logMaterialRetracted } from "@/lib/training/webhooks";

const materialScopes = (e: { slug: string }) => [scope.material(e.slug), scope.training];
const ofMaterial = (e: { slug: string }) => [scope.material(e.slug)];
const ofPost = (e: { slug: string }) => [scope.post(e.slug)];
/** Scopes of a work, and of pages that link to it: they show whether the targets of their links are public. */
const linksToPost = (e: { slug: string }) => [scope.post(e.slug), scope.there(`blog/${e.slug}`)];
const linksToMaterial = (e: { slug: string }) => [...materialScopes(e), scope.there(`training/${e.slug}`)];
/** Personal notices that no longer apply. */
const ofPage = { key: (e: { pageId: string }) => e.pageId };
const clearScheduled = clearNews("post.scheduled", ofPage);
const clearOutdated = clearNews("material.outdated", ofPage);
const ofComment = { key: (e: { commentId: string }) => e.commentId };
const clearComment = clearNews("comment", ofComment);
const clearUse = clearNews("reply.used", ofComment);

const clearReactions = clearNews("comment-reacted", { key: (e: { commentId: string }) => e.commentId });

/** Consequences of a change in a file's text, or in whether it can be read. */
export const FILE_STEPS = [indexFileOfMaterials];

/** Consequences of a complete upload: the work that it was sent to takes it. */
export const UPLOAD_STEPS = [addUpload];

/** Consequences of facts about posts, comments and training materials. */
export const WORK_ROWS: Pick<Consequences, keyof WorkFacts> = {
  "post.started": {},
  "post.changed": { stale: ofPost, staleFromDb: scopesOfChange, now: [indexPost] },
  "post.submitted": { stale: ofPost, now: [notifyReviewers(posts)] },
  "post.withdrawn": { stale: ofPost, now: [clearScheduled, clearQueueNotices(posts)] },
  "post.returned": { stale: ofPost, now: [notifyAuthors("post.returned"), clearQueueNotices(posts)] },
  "post.scheduled": {
    stale: ofPost,
    now: [notifyAuthors("post.scheduled"), clearQueueNotices(posts)],
    later: (e) => [
      {
        task: "publish-post",
        payload: { pageId: e.pageId },
        key: `publish-post:${e.pageId}`,
        runAt: new Date(e.publishAt),
      },
    ],
  },
  "post.published": {
    stale: linksToPost,
    staleFromDb: scopesShowing,
    now: [
      indexPost,
      watchOwnPost,
      logPost,
      clearScheduled,
      notifyAuthors("post.published"),
      clearQueueNotices(posts),
    ],
  },
  "post.retracted": {
    stale: linksToPost,
    staleFromDb: scopesShowing,
    now: [
      indexPost,
      eventOfPage("retracted"),
      logPostRetracted,
      notifyAuthors("post.retracted"),
      clearQueueNotices(comments),
      removeDumps("posts"),
    ],
    later: remakeDumps,
  },
  "post.restored": {
    stale: linksToPost,
    staleFromDb: scopesShowing,
    now: [
      indexPost,
      watchOwnPost,
      logPost,
      eventOfPage("restored"),
      clearNews("post.retracted", ofPage),
      notifyAuthors("post.published"),
      notifyReviewersAgain(comments),
    ],
  },
  // Pending byline requests are closed; they are sent again if the post is restored.
  "post.removed": {
    now: [
      clearNews("post.byline", ofPage),
      clearNews("post.returned", ofPage),
      notifyAuthors("post.removed"),
    ],
  },
  "post.put-back": { now: [clearNews("post.removed", ofPage), notifyAllAsked] },
  "post.corrected": { stale: ofPost, staleFromDb: scopesShowing, now: [logCorrection] },
  "byline.asked": { now: [notifyAskedToSign] },
  "byline.answered": {
    stale: ofPost,
    staleFromDb: scopesShowing,
    now: [
      indexPost,
      watchSignedPost,
      clearNews("post.byline", { key: (e) => e.pageId, memberId: (e) => e.memberId }),
    ],
  },
  "post.preview-made": {},
  "post.preview-ended": {},
  "post.comments-locked": { stale: ofPost },
  "comment.written": {
    now: [
      followNewComment,
      followReplied,
      logComment,
      async (ctx, e) => (e.isHeld ? notifyReviewers(comments)(ctx, e) : undefined),
    ],
  },
  "comment.changed": { now: [followComment] },
  "comment.removed": {
    now: [
      followComment,
      scopesOfCredited,
      clearComment,
      clearUse,
      clearReactions,
      clearQueueNotices(comments),
    ],
  },
  "comment.purged": {
    now: [
      followComment,
      scopesOfCredited,
      clearComment,
      clearUse,
      clearReactions,
      notifyCommentAuthor,
      clearQueueNotices(comments),
      removeCopies,
      removeMails,
      eraseProposals,
      purgeMerged,
      (ctx, e) => eraseFlagWords(ctx, [e.commentId], new Date(e.since)),
      (ctx, e) => eraseReportWords(ctx, [e.commentId], new Date(e.since)),
    ],
  },
  "comment.hidden": {
    now: [
      followComment,
      scopesOfCredited,
      clearComment,
      clearUse,
      clearReactions,
      notifyCommentAuthor,
      clearQueueNotices(comments),
    ],
  },
  "comment.shown": {
    now: [followComment, scopesOfCredited, logComment, notifyCommentAuthor, clearQueueNotices(comments)],
  },
  "comment.reacted": { staleFromDb: followReaction, now: [notifyReacted] },
  "material.started": {},
  "material.changed": {
    stale: materialScopes,
    now: [indexMaterial, removeClosedMaterial, logMaterialOpened],
    later: remakeDumps,
  },
  "material.submitted": { now: [notifyReviewers(materials)] },
  "material.withdrawn": { now: [clearQueueNotices(materials)] },
  "material.returned": { now: [notifyOwner("material.returned"), clearQueueNotices(materials)] },
  "material.published": {
    stale: linksToMaterial,
    now: [indexMaterial, logMaterial, notifyOwner("material.published"), clearQueueNotices(materials)],
  },
  "material.retracted": {
    stale: linksToMaterial,
    now: [
      indexMaterial,
      eventOfPage("retracted"),
      logMaterialRetracted,
      notifyOwner("material.retracted"),
      clearQueueNotices(materials),
      removeDumps("materials"),
    ],
    later: remakeDumps,
  },
  "material.restored": {
    stale: linksToMaterial,
    now: [
      indexMaterial,
      logMaterial,
      eventOfPage("restored"),
      clearNews("material.retracted", ofPage),
      notifyOwner("material.published"),
    ],
  },
  "material.removed": { now: [clearQueueNotices(materials)] },
  "material.put-back": {},
  "material.confirmed": { stale: materialScopes, now: [indexMaterial, clearOutdated] },
  "material.outdated": { stale: materialScopes, now: [indexMaterial, notifyOwner("material.outdated")] },
  "version.started": {},
  "version.submitted": { now: [notifyReviewers(materials)] },
  "version.published": {
    stale: materialScopes,
    now: [indexMaterial, logVersion, clearOutdated, notifyVersionOwner, clearQueueNotices(materials)],
  },
  "version.files-replaced": { stale: materialScopes, now: [indexMaterial, logFiles] },
  "version.dropped": { now: [clearQueueNotices(materials)] },
  "access.asked": { now: [notifyOfRequest] },
  "access.decided": {
    now: [notifyAsker, clearNews("access.asked", { key: (e) => e.requestId }), clearQueueNotices(requests)],
  },
  "access.ended": {
    now: [notifyOfEnd, clearNews("access.decided", { key: (e) => e.requestId ?? e.pageId })],
  },
  "material.rated": { stale: materialScopes },
  "rating.hidden": { stale: materialScopes },
  "correction.suggested": { now: [notifyOfSuggestion] },
  "correction.answered": {
    now: [
      notifySuggester,
      clearNews("correction.suggested", { key: (e) => e.suggestionId }),
      clearQueueNotices(suggestions),
    ],
  },
  "owner.contacted": { now: [notifyContacted] },
  "delivery.recorded": { stale: ofMaterial },
  "delivery.removed": { stale: ofMaterial },
};

const post: RevisionSteps = {
  "revision.published": { stale: ofPost, now: [followRevision] },
  "revision.pending": { now: [notifyReviewers(posts)] },
  "revision.accepted": { stale: ofPost, now: [followRevision, notifyAuthor, clearQueueNotices(posts)] },
  "revision.rejected": { now: [notifyAuthor, clearQueueNotices(posts)] },
  "revision.withdrawn": { now: [clearQueueNotices(posts)] },
  "revision.hidden": { stale: ofPost },
  "revision.shown": { stale: ofPost },
  "revision.purged": { now: [eraseCorrection] },
};

const material: RevisionSteps = {
  "revision.published": { stale: materialScopes, now: [placeDescription, indexDescription] },
  "revision.hidden": { stale: materialScopes },
  "revision.shown": { stale: materialScopes },
};

/** Consequences of a revision of a work, by its kind. */
export const WORK_STEPS: Readonly<Record<string, RevisionSteps>> = { post, material };

/** Consequences for works of a change in a country's law. */
export const LAW_STEPS = [markOutdated];
