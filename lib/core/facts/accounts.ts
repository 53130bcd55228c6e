export interface MemberFact {
  memberId: string;
}

interface ApplicationFact extends MemberFact {
  applicationId: string;
}

interface RoleFact extends MemberFact {
  role: string;
  /** Country code for the focal-point role; empty for other roles. */
  country: string;
}

interface InvitationFact {
  invitationId: string;
  role: string;
  country: string;
}

/** Facts about members: applications, accounts and roles. */
export interface AccountFacts {
  "member.joined": MemberFact & { locale: string };
  /** Someone registered with an address that already has an account; its owner is notified. */
  "member.joined-again": MemberFact;
  "member.verified": MemberFact & { handle: string };
  /**
   * The address was confirmed in a browser other than the one that registered: the owner of the mailbox sets
   * the password and the answers.
   */
  "account.claimed": MemberFact;
  "charter.accepted": MemberFact;
  "member.applied": ApplicationFact;
  /** `isReversal`: it was rejected before. */
  "application.decided": ApplicationFact & { isAccepted: boolean; isReversal?: true };
  /** An administrator asked the applicant a question before deciding. */
  "application.questioned": ApplicationFact;
  "application.answered": ApplicationFact;
  /** By the applicant. `isAgain`: after a rejection. */
  "application.amended": ApplicationFact & { isAgain: boolean };
  "application.withdrawn": ApplicationFact;
  "application.link-requested": ApplicationFact;
  "verification.requested": MemberFact;
  /** `country`: empty if the invitation names none. */
  "invitation.made": InvitationFact;
  "invitation.resent": InvitationFact;
  "invitation.withdrawn": InvitationFact;
  "invitation.accepted": InvitationFact & MemberFact;
  /** Nothing else of it is stored. */
  "invitation.declined": { invitationId: string };
  "sign-in.succeeded": MemberFact & { sessionId: string; isNewDevice: boolean; method: string };
  "sign-in.refused": { memberId: string | null; reason: string };
  "session.ended": MemberFact & { sessionId: string };
  "sessions.ended": MemberFact & { count: number };
  "reset.requested": MemberFact;
  "password.changed": MemberFact;
  "email-change.requested": MemberFact & { tokenPurpose: string };
  "email.changed": MemberFact & { isUndone: boolean };
  /** A mail server refused, returned or delayed a mail to the member. */
  "bounce.counted": MemberFact & { weight: number; status: string };
  /** So many mails came back that those which can be switched off are no longer sent. */
  "bounce.stopped": MemberFact;
  /** The member asked for another try. */
  "bounce.reset": MemberFact;
  "profile-page.changed": MemberFact & { handle: string };
  "preference.changed": MemberFact & { name: string };
  "two-factor.enabled": MemberFact;
  "two-factor.disabled": MemberFact;
  /** By the operator on the command line. */
  "two-factor.removed": MemberFact;
  "passkey.added": MemberFact & { passkeyId: string };
  "passkey.removed": MemberFact & { passkeyId: string };
  "passkey.renamed": MemberFact & { passkeyId: string };
  /** A passkey signed, but its counter did not increase: there may be a copy of it. */
  "passkey.suspected": MemberFact & { passkeyId: string };
  "recovery-codes.made": MemberFact;
  "recovery-code.spent": MemberFact;
  "factor-reset.requested": MemberFact & { factorResetId: string };
  "factor-reset.approved": MemberFact & { factorResetId: string; isComplete: boolean };
  "factor-reset.refused": MemberFact & { factorResetId: string };
  "api-token.created": MemberFact & { apiTokenId: string };
  "api-token.revoked": MemberFact & { apiTokenId: string };
  /**
   * `reason`: entered by the person who made the change; empty if the operator gave none. `proposedBy`: the
   * administrator whose proposal was confirmed. `isAlone`: no other administrator existed to confirm it.
   */
  "role.changed": RoleFact & {
    handle: string;
    isGiven: boolean;
    reason: string;
    proposalId?: string;
    proposedBy?: string;
    isAlone?: true;
  };
  /** One administrator proposes to assign or remove a role; it takes effect when another one confirms. */
  "role.proposed": RoleFact & { handle: string; isGiven: boolean; proposalId: string; reason: string };
  "role.refused": RoleFact & { isGiven: boolean; proposalId: string; proposedBy: string; reason: string };
  /** No administrator confirmed the proposal in time. */
  "role.lapsed": RoleFact & { isGiven: boolean; proposalId: string; proposedBy: string };
  /** By the administrator who proposed it. */
  "role.withdrawn": RoleFact & { isGiven: boolean; proposalId: string };
  /** `until`: when it ends by itself; null if somebody has to lift it. */
  "member.suspended": MemberFact & { handle: string; until: string | null };
  /** `ended`: by its time, by somebody who lifted the suspension, or by an appeal. */
  "member.reinstated": MemberFact & { handle: string; ended: "time" | "lifted" | "appeal" };
  /** An administrator asked why the member sees a place of a `kind`, or does not. */
  "member.sight-asked": MemberFact & { handle: string; kind: string; isAllowed: boolean; reason: string };
  "member.warned": MemberFact & { handle: string; warningId: string };
  "warning.confirmed": MemberFact & { warningId: string };
  /** A note that staff share. The log has no words of it. */
  "staff-note.added": MemberFact & { noteId: string };
  "staff-note.removed": MemberFact & { noteId: string };
  /** Notifications are shown in a browser of the member, or no longer. */
  "push.allowed": MemberFact & { pushId: string };
  "push.removed": MemberFact & { pushId: string };
  "data-export.requested": MemberFact & { dataExportId: string };
  "data-export.made": MemberFact & { dataExportId: string };
  "data-export.downloaded": MemberFact & { dataExportId: string };
  "member.erased": MemberFact & { handle: string };
  "identity.joined": MemberFact & { issuer: string };
  /** Computed from a member's edits: they became trusted, or lost it. */
  "standing.earned": MemberFact & { handle: string };
  "standing.lost": MemberFact & { handle: string };
}
