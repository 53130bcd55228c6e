export interface MemberFact {
  memberId: string;
}

interface ApplicationFact extends MemberFact {
  applicationId: string;
}

interface RoleFact extends MemberFact {
  role: string;
  /** Of a focal point; else empty. */
  country: string;
}

/** What is recorded of members, their accounts, roles and messages. */
export interface AccountFacts {
  "member.joined": MemberFact & { locale: string };
  /** Someone joined with an address that is known: its owner is told. */
  "member.joined-again": MemberFact;
  "member.verified": MemberFact & { handle: string };
  /** The address was confirmed from a browser that did not join: password and answers are the mailbox owner's. */
  "account.claimed": MemberFact;
  "charter.accepted": MemberFact;
  "member.applied": ApplicationFact;
  /** `isReversal`: it was refused before. */
  "application.decided": ApplicationFact & { isAccepted: boolean; isReversal?: true };
  /** An administrator asked the applicant something first. */
  "application.questioned": ApplicationFact;
  "application.answered": ApplicationFact;
  /** By the applicant; `isAgain`: after a refusal. */
  "application.amended": ApplicationFact & { isAgain: boolean };
  "application.withdrawn": ApplicationFact;
  "application.link-requested": ApplicationFact;
  "verification.requested": MemberFact;
  "sign-in.succeeded": MemberFact & { sessionId: string; isNewDevice: boolean; method: string };
  "sign-in.refused": { memberId: string | null; reason: string };
  "session.ended": MemberFact & { sessionId: string };
  "sessions.ended": MemberFact & { count: number };
  "reset.requested": MemberFact;
  "password.changed": MemberFact;
  "email-change.requested": MemberFact & { tokenPurpose: string };
  "email.changed": MemberFact & { isUndone: boolean };
  "profile-page.changed": MemberFact & { handle: string };
  "preference.changed": MemberFact & { name: string };
  "two-factor.enabled": MemberFact;
  "two-factor.disabled": MemberFact;
  /** By the operator, from the command line. */
  "two-factor.removed": MemberFact;
  "passkey.added": MemberFact & { passkeyId: string };
  "passkey.removed": MemberFact & { passkeyId: string };
  "passkey.renamed": MemberFact & { passkeyId: string };
  /** It signed, but did not count on from its last signature: there may be a copy of it. */
  "passkey.suspected": MemberFact & { passkeyId: string };
  "recovery-codes.made": MemberFact;
  "recovery-code.spent": MemberFact;
  "factor-reset.requested": MemberFact & { factorResetId: string };
  "factor-reset.approved": MemberFact & { factorResetId: string; isComplete: boolean };
  "factor-reset.refused": MemberFact & { factorResetId: string };
  "api-token.created": MemberFact & { apiTokenId: string };
  "api-token.revoked": MemberFact & { apiTokenId: string };
  /**
   * `reason`: why, as who changed it said; empty where the operator said nothing. `proposedBy`: the administrator whose
   * proposal the one who acts confirmed. `isAlone`: there was no other administrator to confirm it.
   */
  "role.changed": RoleFact & {
    handle: string;
    isGiven: boolean;
    reason: string;
    proposalId?: string;
    proposedBy?: string;
    isAlone?: true;
  };
  /** One administrator wants it given, or taken away; it is not until another one confirms. */
  "role.proposed": RoleFact & { handle: string; isGiven: boolean; proposalId: string; reason: string };
  "role.refused": RoleFact & { isGiven: boolean; proposalId: string; proposedBy: string; reason: string };
  /** Nobody confirmed it in time. */
  "role.lapsed": RoleFact & { isGiven: boolean; proposalId: string; proposedBy: string };
  /** By whoever proposed it. */
  "role.withdrawn": RoleFact & { isGiven: boolean; proposalId: string };
  /** Through the site, without its words. `isWithheld`: its receiver had blocked the sender. */
  "message.sent": MemberFact & { recipientId: string; messageId: string; isWithheld: boolean };
  "message.reported": MemberFact & { messageId: string };
  /** `memberId`: who wrote it. */
  "message.decided": MemberFact & { messageId: string; outcome: string };
  /** Receives no more messages of another member. */
  "member.blocked": MemberFact & { blockedId: string };
  "member.unblocked": MemberFact & { blockedId: string };
  "member.suspended": MemberFact & { handle: string };
  "member.reinstated": MemberFact & { handle: string };
  "data-export.requested": MemberFact & { dataExportId: string };
  "data-export.made": MemberFact & { dataExportId: string };
  "data-export.downloaded": MemberFact & { dataExportId: string };
  "member.erased": MemberFact & { handle: string };
  "identity.joined": MemberFact & { issuer: string };
  /** Computed from a member's edits: trusted now, or no longer. */
  "standing.earned": MemberFact & { handle: string };
  "standing.lost": MemberFact & { handle: string };
}
