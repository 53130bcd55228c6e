import {
  noteCorrection,
  notePost,
  tellAllAsked,
  tellAskedToSign,
  tellAuthors,
  watchOwnPost,
  watchSignedPost,
} from "@/lib/blog/notices";
import { indexPost, indexPostsOf, indexSeededPosts } from "@/lib/blog/projections";
import { posts } from "@/lib/blog/queues";
import { scopesOfChange, scopesShowing, scopesShowingAll } from "@/lib/blog/shown-in";
import { noteComment, tellCommentAuthor, tellConcerned, tellReporters } from "@/lib/comments";
import { type Consequences, composeConsequences } from "@/lib/core/consequences";
import type { Job } from "@/lib/core/jobs";
import { scope } from "@/lib/core/versions";
import { scopesOfAged } from "@/lib/legal";
import { tellLapsed } from "@/lib/members/notices";
import { endOvertaken, endProposalsOf } from "@/lib/members/proposals/end";
import { applications, messages, roles } from "@/lib/members/queues";
import { indexMember } from "@/lib/members/search-entries";
import { noteOfPage } from "@/lib/notices/events";
import { settleNews } from "@/lib/notices/notify";
import { dropClosedMaterial, dropDumps, remakeDumps } from "@/lib/open-data/dumps/stale";
import { comments, followComment, followCommenter, projectSeededLinks } from "@/lib/page-kinds";
import { revisionRows } from "@/lib/pages";
import { keepSeededFreshness } from "@/lib/profiles/freshness/keep";
import { settleFreshened, tellOfDueSection } from "@/lib/profiles/freshness/tell";
import { tellHanded, tellThanked } from "@/lib/profiles/notices";
import { reports } from "@/lib/profiles/queues";
import { indexSection, indexSeeded } from "@/lib/profiles/search-entries";
import { settleQueue, tellReviewers, tellReviewersAgain } from "@/lib/queues";
import {
  noteFiles,
  noteMaterial,
  noteVersion,
  tellAsker,
  tellContacted,
  tellOfRequest,
  tellOfSuggestion,
  tellOwner,
  tellSuggester,
  tellVersionOwner,
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
const settleScheduled = settleNews("post.scheduled", ofPage);
const settleOutdated = settleNews("material.outdated", ofPage);
const settleComment = settleNews("comment", { key: (e: { commentId: string }) => e.commentId });

/** The causes and effects of the whole system, a row per fact; exhaustive by type. */
export const CONSEQUENCES: Consequences = {
  "member.joined": { later: (e) => [{ task: "mail-verification", payload: { memberId: e.memberId } }] },
  "member.joined-again": { later: (e) => [{ task: "mail-joined-again", payload: { memberId: e.memberId } }] },
  "member.verified": { stale: memberScopes, now: [indexMember] },
  "account.claimed": {},
  "charter.accepted": {},
  "member.applied": { now: [tellReviewers(applications)], later: mailApplicant },
  "application.decided": { now: [settleQueue(applications)], later: mailApplicant },
  "application.questioned": { now: [settleQueue(applications)], later: mailApplicant },
  "application.answered": { now: [tellReviewers(applications)] },
  "application.amended": {
    now: [async (ctx, e) => (e.isAgain ? tellReviewers(applications)(ctx, e) : undefined)],
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
    now: [indexMember, indexPostsOf, followCommenter, dropDumps("members")],
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
    now: [endOvertaken, settleQueue(roles)],
    later: (e) => [...notice("role-changed")(e), ...(e.proposalId ? mailProposer(e.proposalId) : [])],
  },
  "role.proposed": { now: [tellReviewers(roles)] },
  "role.refused": { now: [settleQueue(roles)], later: (e) => mailProposer(e.proposalId) },
  "role.lapsed": { now: [tellLapsed, settleQueue(roles)] },
  "role.withdrawn": { now: [settleQueue(roles)] },
  "message.sent": {
    later: (e) =>
      e.isWithheld ? [] : [{ task: "mail-member-message", payload: { messageId: e.messageId } }],
  },
  "message.reported": { now: [tellReviewers(messages)] },
  "message.decided": { now: [settleQueue(messages)] },
  "member.blocked": {},
  "member.unblocked": {},
  "member.suspended": {
    stale: memberScopes,
    now: [indexMember, endProposalsOf, settleQueue(roles), dropDumps("members")],
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
        settleQueue(roles),
        settleQueue(messages),
      ],
      settleQueue(applications),
      dropDumps("members", "posts", "changes"),
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
  "section.verified": { stale: checkScopes, now: [settleFreshened, indexSection] },
  "section.confirmed": { stale: checkScopes, now: [settleFreshened] },
  "section.due": { stale: checkScopes, now: [tellOfDueSection] },
  "law.aged": { stale: (e) => [scope.profile(e.slug), scope.law], staleBesides: scopesOfAged },
  "error.reported": { now: [tellReviewers(reports)] },
  "error.decided": {
    now: [settleQueue(reports)],
    later: (e) => [{ task: "mail-report", payload: { reportId: e.reportId } }],
  },
  "source-link.changed": { stale: (e) => [scope.countries, ...e.slugs.map(scope.profile)] },
  "revision.thanked": { now: [tellThanked] },
  "section.protected": { stale: (e) => [scope.profile(e.slug)] },
  "revision.claimed": {},
  "revision.handed": { now: [tellHanded] },
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
  "post.changed": { stale: ofPost, staleBesides: scopesOfChange, now: [indexPost] },
  "post.submitted": { stale: ofPost, now: [tellReviewers(posts)] },
  "post.withdrawn": { stale: ofPost, now: [settleScheduled, settleQueue(posts)] },
  "post.returned": { stale: ofPost, now: [tellAuthors("post.returned"), settleQueue(posts)] },
  "post.scheduled": {
    stale: ofPost,
    now: [tellAuthors("post.scheduled"), settleQueue(posts)],
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
    staleBesides: scopesShowing,
    now: [
      ...[indexPost, watchOwnPost, notePost],
      ...[settleScheduled, tellAuthors("post.published"), settleQueue(posts)],
    ],
  },
  "post.retracted": {
    stale: linksToPost,
    staleBesides: scopesShowing,
    now: [
      ...[indexPost, noteOfPage("retracted"), tellAuthors("post.retracted"), settleQueue(comments)],
      dropDumps("posts"),
    ],
    later: remakeDumps,
  },
  "post.restored": {
    stale: linksToPost,
    staleBesides: scopesShowing,
    now: [
      ...[indexPost, watchOwnPost, notePost, noteOfPage("restored")],
      ...[settleNews("post.retracted", ofPage), tellAuthors("post.published"), tellReviewersAgain(comments)],
    ],
  },
  // Who was asked to sign it need not answer, and is asked again should it come back.
  "post.removed": {
    now: [
      ...[settleNews("post.byline", ofPage), settleNews("post.returned", ofPage)],
      tellAuthors("post.removed"),
    ],
  },
  "post.put-back": { now: [settleNews("post.removed", ofPage), tellAllAsked] },
  "post.corrected": { stale: ofPost, staleBesides: scopesShowing, now: [noteCorrection] },
  "byline.asked": { now: [tellAskedToSign] },
  "byline.answered": {
    stale: ofPost,
    staleBesides: scopesShowing,
    now: [
      indexPost,
      watchSignedPost,
      settleNews("post.byline", { key: (e) => e.pageId, memberId: (e) => e.memberId }),
    ],
  },
  "post.preview-made": {},
  "post.preview-ended": {},
  "post.comments-locked": { stale: ofPost },
  "comment.written": {
    now: [
      followComment,
      noteComment,
      tellConcerned,
      async (ctx, e) => (e.isHeld ? tellReviewers(comments)(ctx, e) : undefined),
    ],
  },
  "comment.changed": { now: [followComment] },
  "comment.removed": {
    now: [followComment, settleComment, tellReporters, settleQueue(comments)],
  },
  "comment.hidden": {
    now: [followComment, settleComment, tellCommentAuthor, tellReporters, settleQueue(comments)],
  },
  "comment.shown": {
    now: [
      followComment,
      noteComment,
      // One that was hidden for a while has been told of before.
      async (ctx, e) => (e.wasHeld ? tellConcerned(ctx, e) : undefined),
      tellCommentAuthor,
      settleQueue(comments),
    ],
  },
  "comment.flagged": { now: [tellReviewers(comments)] },
  "comment.flags-dismissed": { now: [tellReporters, settleQueue(comments)] },
  "material.started": {},
  "material.changed": {
    stale: materialScopes,
    now: [indexMaterial, dropClosedMaterial],
    later: remakeDumps,
  },
  "material.submitted": { now: [tellReviewers(materials)] },
  "material.withdrawn": { now: [settleQueue(materials)] },
  "material.returned": { now: [tellOwner("material.returned"), settleQueue(materials)] },
  "material.published": {
    stale: linksToMaterial,
    now: [indexMaterial, noteMaterial, tellOwner("material.published"), settleQueue(materials)],
  },
  "material.retracted": {
    stale: linksToMaterial,
    now: [
      ...[indexMaterial, noteOfPage("retracted"), tellOwner("material.retracted")],
      ...[settleQueue(materials), dropDumps("materials")],
    ],
    later: remakeDumps,
  },
  "material.restored": {
    stale: linksToMaterial,
    now: [
      ...[indexMaterial, noteMaterial, noteOfPage("restored")],
      ...[settleNews("material.retracted", ofPage), tellOwner("material.published")],
    ],
  },
  "material.removed": { now: [settleQueue(materials)] },
  "material.put-back": {},
  "material.confirmed": { stale: materialScopes, now: [indexMaterial, settleOutdated] },
  "material.outdated": { stale: materialScopes, now: [indexMaterial, tellOwner("material.outdated")] },
  "version.started": {},
  "version.submitted": { now: [tellReviewers(materials)] },
  "version.published": {
    stale: materialScopes,
    now: [indexMaterial, noteVersion, settleOutdated, tellVersionOwner, settleQueue(materials)],
  },
  "version.files-replaced": { stale: materialScopes, now: [indexMaterial, noteFiles] },
  "version.dropped": { now: [settleQueue(materials)] },
  "access.asked": { now: [tellOfRequest] },
  "access.decided": {
    now: [tellAsker, settleNews("access.asked", { key: (e) => e.requestId }), settleQueue(requests)],
  },
  "material.rated": { stale: materialScopes },
  "rating.hidden": { stale: materialScopes },
  "correction.suggested": { now: [tellOfSuggestion] },
  "correction.answered": {
    now: [
      tellSuggester,
      settleNews("correction.suggested", { key: (e) => e.suggestionId }),
      settleQueue(suggestions),
    ],
  },
  "owner.contacted": { now: [tellContacted] },
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
    staleBesides: scopesShowingAll,
    now: [keepSeededFreshness, projectSeededLinks, indexSeeded, indexSeededPosts],
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
