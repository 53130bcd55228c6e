import {
  logCorrection,
  logPost,
  notifyAllAsked,
  notifyAskedToSign,
  notifyAuthors,
  watchOwnPost,
  watchSignedPost,
} from "@/lib/blog/notices";
import { indexPost, indexPostsOf, indexSeededPosts } from "@/lib/blog/projections";
import { posts } from "@/lib/blog/queues";
import { scopesOfChange, scopesShowing, scopesShowingAll } from "@/lib/blog/shown-in";
import { logComment, notifyCommentAuthor, notifyConcerned, notifyReporters } from "@/lib/comments";
import { type Consequences, composeConsequences } from "@/lib/core/consequences";
import type { Job } from "@/lib/core/jobs";
import { scope } from "@/lib/core/versions";

import { notifyLapsed } from "@/lib/members/notices";
import { endOvertaken, endProposalsOf } from "@/lib/members/proposals/end";
import { applications, messages, roles } from "@/lib/members/queues";
import { indexMember } from "@/lib/members/search-entries";
import { eventOfPage } from "@/lib/notices/events";
import { clearNews } from "@/lib/notices/notify";
import { remakeDumps, removeClosedMaterial, removeDumps } from "@/lib/open-data/dumps/stale";
import { comments, followComment, followCommenter, projectSeededLinks } from "@/lib/page-kinds";
import { revisionRows } from "@/lib/pages";
import { insertSeededFreshness } from "@/lib/profiles/freshness/keep";
import { clearDueNotices, notifyOfDueSection } from "@/lib/profiles/freshness/tell";
import { notifyHandedOver, notifyThanked } from "@/lib/profiles/notices";
import { reports } from "@/lib/profiles/queues";
import { indexSection, indexSeeded } from "@/lib/profiles/search-entries";
import { clearQueueNotices, notifyReviewers, notifyReviewersAgain } from "@/lib/queues";
import {
  logFiles,
  logMaterial,
  logVersion,
  notifyAsker,
  notifyContacted,
  notifyOfRequest,
  notifyOfSuggestion,
  notifyOwner,
  notifySuggester,
  notifyVersionOwner,
} from "@/lib/training/notices";
import { materials, requests, suggestions } from "@/lib/training/queues";
import { indexFileOfMaterials, indexMaterial } from "@/lib/training/search-entries";
import { OF_ALL_PAGES, OF_SORTS } from "./page-consequences";

/** Pages of articles depend on how States stand as well, so this makes all of them stale. */
const ALL_LAW = [scope.law, scope.treaties];
const checkScopes = (e: { slug: string }) => [scope.profile(e.slug), scope.countries, scope.directory];
const materialScopes = (e: { slug: string }) => [scope.material(e.slug), scope.training];
const ofMaterial = (e: { slug: string }) => [scope.material(e.slug)];
const ofPost = (e: { slug: string }) => [scope.post(e.slug)];
/** Texts say of their links whether readers have what they lead to. */
const linksToPost = (e: { slug: string }) => [scope.post(e.slug), scope.there(`blog/${e.slug}`)];
const linksToMaterial = (e: { slug: string }) => [...materialScopes(e), scope.there(`training/${e.slug}`)];
const memberScopes = (e: { handle: string }) => [scope.member(e.handle), scope.members];
/** How the application stands now, with a link to its page. */
const mailApplicant = ({ memberId, applicationId }: { memberId: string; applicationId: string }): Job[] => [
  { task: "mail-application", payload: { memberId, applicationId } },
];
const notice = (name: string) => (e: { memberId: string }) => [
  { task: "mail-account-notice", payload: { memberId: e.memberId, notice: name } } satisfies Job,
];

/** Mails the administrator who proposed a role what was decided. */
const mailProposer = (proposalId: string) => [
  { task: "mail-role-decided", payload: { proposalId } } satisfies Job,
];

/** Nobody waits for most documents: they are there at once. */
const mailWaiters = ({ exportId, waiting }: { exportId?: string; waiting?: number }): Job[] =>
  exportId && waiting ? [{ task: "mail-export", payload: { exportId } }] : [];

/** One at a time: reading a scan takes minutes of a processor. */
const recognitionJob = (fileId: string): Job => ({
  task: "recognise-file",
  payload: { fileId },
  key: `recognise-file:${fileId}`,
  queue: "recognise-file",
});
const fileJob = (task: "check-file" | "read-file", fileId: string): Job => ({
  task,
  payload: { fileId },
  key: `${task}:${fileId}`,
});
/** Bytes go after the commit that gave them up: a store knows no transaction. */
const removeBytes = (): Job[] => [{ task: "remove-bytes", payload: {}, key: "remove-bytes" }];

/** What was told in person and holds no longer. */
const ofPage = { key: (e: { pageId: string }) => e.pageId };
const settleScheduled = clearNews("post.scheduled", ofPage);
const settleOutdated = clearNews("material.outdated", ofPage);
const settleComment = clearNews("comment", { key: (e: { commentId: string }) => e.commentId });

/** The causes and effects of the whole system, a row per fact; exhaustive by type. */
export const CONSEQUENCES: Consequences = {
  "member.joined": { later: (e) => [{ task: "mail-verification", payload: { memberId: e.memberId } }] },
  "member.joined-again": { later: (e) => [{ task: "mail-joined-again", payload: { memberId: e.memberId } }] },
  "member.verified": { stale: memberScopes, now: [indexMember] },
  "account.claimed": {},
  "charter.accepted": {},
  "member.applied": { now: [notifyReviewers(applications)], later: mailApplicant },
  "application.decided": { now: [clearQueueNotices(applications)], later: mailApplicant },
  "application.questioned": { now: [clearQueueNotices(applications)], later: mailApplicant },
  "application.answered": { now: [notifyReviewers(applications)] },
  "application.amended": {
    now: [async (ctx, e) => (e.isAgain ? notifyReviewers(applications)(ctx, e) : undefined)],
    later: (e) => (e.isAgain ? mailApplicant(e) : []),
  },
  "application.withdrawn": {},
  "application.link-requested": { later: mailApplicant },
  "verification.requested": {
    later: (e) => [{ task: "mail-verification", payload: { memberId: e.memberId } }],
  },
  "sign-in.succeeded": {
    later: (e) =>
      e.isNewDevice
        ? [{ task: "mail-new-device", payload: { memberId: e.memberId, sessionId: e.sessionId } }]
        : [],
  },
  "sign-in.refused": {},
  "session.ended": {},
  "sessions.ended": {},
  "reset.requested": { later: (e) => [{ task: "mail-reset", payload: { memberId: e.memberId } }] },
  "password.changed": {
    later: (e) => [{ task: "mail-password-changed", payload: { memberId: e.memberId } }],
  },
  "email-change.requested": {
    later: (e) => [{ task: "mail-email-change", payload: { memberId: e.memberId } }],
  },
  "email.changed": { later: (e) => [{ task: "mail-email-changed", payload: { memberId: e.memberId } }] },
  "profile-page.changed": {
    stale: memberScopes,
    now: [indexMember, indexPostsOf, followCommenter, removeDumps("members")],
    later: remakeDumps,
  },
  "preference.changed": {},
  "two-factor.enabled": { later: notice("two-factor-enabled") },
  "two-factor.disabled": { later: notice("two-factor-disabled") },
  "two-factor.removed": { later: notice("two-factor-removed") },
  "passkey.added": { later: notice("passkey-added") },
  "passkey.removed": { later: notice("passkey-removed") },
  "passkey.renamed": {},
  "passkey.suspected": { later: notice("passkey-suspected") },
  "recovery-codes.made": { later: notice("recovery-codes-made") },
  "recovery-code.spent": { later: notice("recovery-code-spent") },
  "factor-reset.requested": { later: notice("factor-reset-requested") },
  "factor-reset.approved": { later: (e) => (e.isComplete ? notice("factor-reset-done")(e) : []) },
  "factor-reset.refused": { later: notice("factor-reset-refused") },
  "api-token.created": { later: notice("api-token-created") },
  "api-token.revoked": {},
  "role.changed": {
    stale: memberScopes,
    now: [endOvertaken, clearQueueNotices(roles)],
    later: (e) => [...notice("role-changed")(e), ...(e.proposalId ? mailProposer(e.proposalId) : [])],
  },
  "role.proposed": { now: [notifyReviewers(roles)] },
  "role.refused": { now: [clearQueueNotices(roles)], later: (e) => mailProposer(e.proposalId) },
  "role.lapsed": { now: [notifyLapsed, clearQueueNotices(roles)] },
  "role.withdrawn": { now: [clearQueueNotices(roles)] },
  "message.sent": {
    later: (e) =>
      e.isWithheld ? [] : [{ task: "mail-member-message", payload: { messageId: e.messageId } }],
  },
  "message.reported": { now: [notifyReviewers(messages)] },
  "message.decided": { now: [clearQueueNotices(messages)] },
  "member.blocked": {},
  "member.unblocked": {},
  "member.suspended": {
    stale: memberScopes,
    now: [indexMember, endProposalsOf, clearQueueNotices(roles), removeDumps("members")],
    later: (e) => [...notice("suspended")(e), ...remakeDumps()],
  },
  "member.reinstated": { stale: memberScopes, now: [indexMember], later: notice("reinstated") },
  "data-export.requested": {
    later: (e) => [{ task: "make-data-export", payload: { dataExportId: e.dataExportId } }],
  },
  "data-export.made": { later: notice("data-export-made") },
  "data-export.downloaded": {},
  "member.erased": {
    now: [
      ...[
        indexMember,
        indexPostsOf,
        followCommenter,
        endProposalsOf,
        clearQueueNotices(roles),
        clearQueueNotices(messages),
      ],
      clearQueueNotices(applications),
      removeDumps("members", "posts", "changes"),
    ],
    stale: (e) => [...memberScopes(e), scope.changes],
    later: () => [{ task: "keep-erasures", payload: {}, key: "keep-erasures" }, ...remakeDumps()],
  },
  "identity.joined": {},
  ...revisionRows(OF_ALL_PAGES, OF_SORTS),
  "export.made": { stale: (e) => [scope.exports(e.slug)], later: mailWaiters },
  "export.failed": { later: mailWaiters },
  "export.awaited": {},
  "export.not-awaited": {},
  "section.verified": { stale: checkScopes, now: [clearDueNotices, indexSection] },
  "section.confirmed": { stale: checkScopes, now: [clearDueNotices] },
  "section.due": { stale: checkScopes, now: [notifyOfDueSection] },
  "law.aged": { stale: (e) => [scope.profile(e.slug), scope.law] },
  "error.reported": { now: [notifyReviewers(reports)] },
  "error.decided": {
    now: [clearQueueNotices(reports)],
    later: (e) => [{ task: "mail-report", payload: { reportId: e.reportId } }],
  },
  "source-link.changed": { stale: (e) => [scope.countries, ...e.slugs.map(scope.profile)] },
  "revision.thanked": { now: [notifyThanked] },
  "section.protected": { stale: (e) => [scope.profile(e.slug)] },
  "revision.claimed": {},
  "revision.handed": { now: [notifyHandedOver] },
  "revision.released": {},
  "standing.earned": { stale: memberScopes, later: notice("role-changed") },
  "standing.lost": { stale: memberScopes, later: notice("role-changed") },
  "draft.discarded": {},
  "watch.changed": {},
  "watch.stopped": {},
  "search.saved": {},
  "search.level-changed": {},
  "search.forgotten": {},
  "mails.switched": {},
  "file.uploaded": { later: (e) => [fileJob("check-file", e.fileId)] },
  "file.accepted": {
    stale: (e) => e.scopes,
    later: (e) => [fileJob("read-file", e.fileId), ...removeBytes()],
  },
  "file.refused": { stale: (e) => e.scopes, later: removeBytes },
  "file.read": { stale: (e) => e.scopes, now: [indexFileOfMaterials] },
  "file.recognition-asked": { stale: (e) => e.scopes, later: (e) => [recognitionJob(e.fileId)] },
  "file.words-removed": { stale: (e) => e.scopes, now: [indexFileOfMaterials] },
  "file.removed": { later: removeBytes },
  "file.downloaded": {},
  "file.reused": {},
  "file.blocked": { stale: (e) => e.scopes, now: [indexFileOfMaterials], later: removeBytes },
  "file.lost": { stale: (e) => e.scopes, now: [indexFileOfMaterials] },
  "file.found": { stale: (e) => e.scopes, now: [indexFileOfMaterials] },
  "post.started": {},
  "post.changed": { stale: ofPost, staleFromDb: scopesOfChange, now: [indexPost] },
  "post.submitted": { stale: ofPost, now: [notifyReviewers(posts)] },
  "post.withdrawn": { stale: ofPost, now: [settleScheduled, clearQueueNotices(posts)] },
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
      ...[indexPost, watchOwnPost, logPost],
      ...[settleScheduled, notifyAuthors("post.published"), clearQueueNotices(posts)],
    ],
  },
  "post.retracted": {
    stale: linksToPost,
    staleFromDb: scopesShowing,
    now: [
      ...[indexPost, eventOfPage("retracted"), notifyAuthors("post.retracted"), clearQueueNotices(comments)],
      removeDumps("posts"),
    ],
    later: remakeDumps,
  },
  "post.restored": {
    stale: linksToPost,
    staleFromDb: scopesShowing,
    now: [
      ...[indexPost, watchOwnPost, logPost, eventOfPage("restored")],
      ...[
        clearNews("post.retracted", ofPage),
        notifyAuthors("post.published"),
        notifyReviewersAgain(comments),
      ],
    ],
  },
  // Who was asked to sign it need not answer, and is asked again should it come back.
  "post.removed": {
    now: [
      ...[clearNews("post.byline", ofPage), clearNews("post.returned", ofPage)],
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
      followComment,
      logComment,
      notifyConcerned,
      async (ctx, e) => (e.isHeld ? notifyReviewers(comments)(ctx, e) : undefined),
    ],
  },
  "comment.changed": { now: [followComment] },
  "comment.removed": {
    now: [followComment, settleComment, notifyReporters, clearQueueNotices(comments)],
  },
  "comment.hidden": {
    now: [followComment, settleComment, notifyCommentAuthor, notifyReporters, clearQueueNotices(comments)],
  },
  "comment.shown": {
    now: [
      followComment,
      logComment,
      // One that was hidden for a while has been told of before.
      async (ctx, e) => (e.wasHeld ? notifyConcerned(ctx, e) : undefined),
      notifyCommentAuthor,
      clearQueueNotices(comments),
    ],
  },
  "comment.flagged": { now: [notifyReviewers(comments)] },
  "comment.flags-dismissed": { now: [notifyReporters, clearQueueNotices(comments)] },
  "material.started": {},
  "material.changed": {
    stale: materialScopes,
    now: [indexMaterial, removeClosedMaterial],
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
      ...[indexMaterial, eventOfPage("retracted"), notifyOwner("material.retracted")],
      ...[clearQueueNotices(materials), removeDumps("materials")],
    ],
    later: remakeDumps,
  },
  "material.restored": {
    stale: linksToMaterial,
    now: [
      ...[indexMaterial, logMaterial, eventOfPage("restored")],
      ...[clearNews("material.retracted", ofPage), notifyOwner("material.published")],
    ],
  },
  "material.removed": { now: [clearQueueNotices(materials)] },
  "material.put-back": {},
  "material.confirmed": { stale: materialScopes, now: [indexMaterial, settleOutdated] },
  "material.outdated": { stale: materialScopes, now: [indexMaterial, notifyOwner("material.outdated")] },
  "version.started": {},
  "version.submitted": { now: [notifyReviewers(materials)] },
  "version.published": {
    stale: materialScopes,
    now: [indexMaterial, logVersion, settleOutdated, notifyVersionOwner, clearQueueNotices(materials)],
  },
  "version.files-replaced": { stale: materialScopes, now: [indexMaterial, logFiles] },
  "version.dropped": { now: [clearQueueNotices(materials)] },
  "access.asked": { now: [notifyOfRequest] },
  "access.decided": {
    now: [notifyAsker, clearNews("access.asked", { key: (e) => e.requestId }), clearQueueNotices(requests)],
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
  "setting.changed": { stale: () => [scope.site] },
  "job.retried": {},
  "job.removed": {},
  "retention.applied": {},
  "seed.applied": {
    stale: (e) => [
      ...[scope.countries, scope.directory, scope.changes, scope.links, scope.synonyms, ...ALL_LAW],
      ...e.slugs.flatMap((slug) => [scope.profile(slug), scope.past(slug)]),
    ],
    staleFromDb: scopesShowingAll,
    now: [insertSeededFreshness, projectSeededLinks, indexSeeded, indexSeededPosts],
  },
  "projections.rebuilt": { stale: () => [scope.countries, scope.directory, scope.links, ...ALL_LAW] },
  "search.rebuilt": {},
  "synonyms.changed": { stale: () => [scope.synonyms] },
  "audit.check-asked": { later: () => [{ task: "verify-audit", payload: {}, key: "verify-audit" }] },
  "audit.checked": {},
  "audit.exported": {},
  "health.changed": {
    later: ({ alerts, over }) => [{ task: "mail-health", payload: { alerts, over } }],
  },
  "dump.made": {},
  "backup.made": {},
  "backup.restored": {
    stale: (e) =>
      e.isDrill
        ? []
        : [
            ...[scope.site, scope.countries, scope.directory, scope.changes, scope.links, scope.members],
            ...ALL_LAW,
          ],
  },
};

composeConsequences(CONSEQUENCES);
