import { indexPostsOf } from "@/lib/blog/projections";
import { resetBounces } from "@/lib/bounces";
import { notifyWarned } from "@/lib/conduct/notices";
import type { Consequences } from "@/lib/core/consequences";
import type { AccountFacts } from "@/lib/core/facts/accounts";
import type { Job } from "@/lib/core/jobs";
import { scope } from "@/lib/core/versions";
import { messages } from "@/lib/direct-messages/queues";
import { indexTopicsOf } from "@/lib/discussions/search-entries";
import { questions } from "@/lib/mailbox/queues";
import { clearStopped, notifyLapsed, notifyStopped } from "@/lib/members/notices";
import { closeOvertaken, closeProposalsOf } from "@/lib/members/proposals/end";
import { applications, roles } from "@/lib/members/queues";
import { indexMember } from "@/lib/members/search-entries";
import { clearClosed } from "@/lib/notices";
import { remakeDumps, removeDumps } from "@/lib/open-data/dumps/stale";
import { followCommenter } from "@/lib/page-kinds";
import { clearQueueNotices, notifyReviewers } from "@/lib/queues";

const memberScopes = (e: { handle: string }) => [scope.member(e.handle), scope.members];
/** Mails the applicant the current state of the application, with a link to its page. */
const mailApplicant = ({ memberId, applicationId }: { memberId: string; applicationId: string }): Job[] => [
  { task: "mail-application", payload: { memberId, applicationId } },
];
const mailInvited = ({ invitationId }: { invitationId: string }): Job[] => [
  { task: "mail-invitation", payload: { invitationId } },
];
const notice = (name: string) => (e: { memberId: string }) => [
  { task: "mail-account-notice", payload: { memberId: e.memberId, notice: name } } satisfies Job,
];

/** Ends a suspension at its time, so that the member can be found again even before they sign in. */
const endAt = ({ memberId, until }: AccountFacts["member.suspended"]): Job[] =>
  until === null
    ? []
    : [
        {
          task: "end-suspension",
          payload: { memberId },
          key: `end-suspension:${memberId}`,
          runAt: new Date(until),
        },
      ];

/** Mails the administrator who proposed a role what was decided. */
const mailProposer = (proposalId: string) => [
  { task: "mail-role-decided", payload: { proposalId } } satisfies Job,
];

/** Consequences of facts about members: applications, accounts, roles. */
export const ACCOUNT_ROWS: Pick<Consequences, keyof AccountFacts> = {
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
  "invitation.made": { later: mailInvited },
  "invitation.resent": { later: mailInvited },
  "invitation.withdrawn": {},
  "invitation.accepted": {},
  "invitation.declined": {},
  "sign-in.succeeded": {
    later: (e) =>
      e.isNewDevice
        ? [{ task: "mail-new-device", payload: { memberId: e.memberId, sessionId: e.sessionId } }]
        : [],
  },
  "sign-in.refused": {},
  "push.allowed": {},
  "push.removed": {},
  "session.ended": {},
  "sessions.ended": {},
  "reset.requested": { later: (e) => [{ task: "mail-reset", payload: { memberId: e.memberId } }] },
  "password.changed": {
    later: (e) => [{ task: "mail-password-changed", payload: { memberId: e.memberId } }],
  },
  "email-change.requested": {
    later: (e) => [
      ...notice("email-change-asked")(e),
      { task: "mail-email-change", payload: { memberId: e.memberId } },
    ],
  },
  "email.changed": {
    now: [resetBounces, clearStopped],
    later: (e) => [{ task: "mail-email-changed", payload: { memberId: e.memberId } }],
  },
  "bounce.counted": {},
  "bounce.stopped": { now: [notifyStopped] },
  "bounce.reset": { now: [clearStopped], later: notice("address-tried") },
  "profile-page.changed": {
    stale: memberScopes,
    now: [indexMember, indexPostsOf, indexTopicsOf, followCommenter, removeDumps("members")],
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
    now: [closeOvertaken, clearQueueNotices(roles), clearClosed],
    later: (e) => [...notice("role-changed")(e), ...(e.proposalId ? mailProposer(e.proposalId) : [])],
  },
  "role.proposed": { now: [notifyReviewers(roles)] },
  "role.refused": { now: [clearQueueNotices(roles)], later: (e) => mailProposer(e.proposalId) },
  "role.lapsed": { now: [notifyLapsed, clearQueueNotices(roles)] },
  "role.withdrawn": { now: [clearQueueNotices(roles)] },
  "member.suspended": {
    stale: memberScopes,
    now: [indexMember, closeProposalsOf, clearQueueNotices(roles), removeDumps("members")],
    later: (e) => [...notice("suspended")(e), ...endAt(e), ...remakeDumps()],
  },
  "member.reinstated": { stale: memberScopes, now: [indexMember], later: notice("reinstated") },
  "member.sight-asked": {},
  "member.warned": { now: [notifyWarned], later: notice("warned") },
  "warning.confirmed": {},
  "staff-note.added": {},
  "staff-note.removed": {},
  "data-export.requested": {
    later: (e) => [{ task: "make-data-export", payload: { dataExportId: e.dataExportId } }],
  },
  "data-export.made": { later: notice("data-export-made") },
  "data-export.downloaded": {},
  "member.erased": {
    now: [
      indexMember,
      indexPostsOf,
      indexTopicsOf,
      followCommenter,
      closeProposalsOf,
      clearQueueNotices(roles),
      clearQueueNotices(messages),
      clearQueueNotices(applications),
      clearQueueNotices(questions),
      removeDumps("members", "posts", "changes"),
    ],
    stale: (e) => [...memberScopes(e), scope.changes],
    later: () => [{ task: "keep-erasures", payload: {}, key: "keep-erasures" }, ...remakeDumps()],
  },
  "identity.joined": {},
  "standing.earned": { stale: memberScopes, later: notice("role-changed") },
  "standing.lost": { stale: memberScopes, later: notice("role-changed") },
};
