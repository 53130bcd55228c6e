/*
 * The catalogue of facts: everything that the product records, with what each carries. Ids, slugs and counts only:
 * no prose (but why a role changed, a section was protected or a revision hidden), no address, no secret. A fact is named noun-past. `lib/consequences.ts` says what follows from each.
 */
interface RevisionFact {
  pageId: string;
  pageKind: string;
  slug: string;
  sectionId: string;
  section: string;
  revisionId: string;
  number: number;
  authorId: string | null;
}

/** The text of a revision, for what follows from its publication: nothing reads it again. */
export interface PublishedText {
  id: string;
  number: number;
  tag: string;
  summary: string;
  size: number;
  content: unknown;
  createdAt: Date;
}

/** A text in the place of another. */
export interface Change {
  before: PublishedText | null;
  after: PublishedText;
}

/** What the steps are given with a published revision; the log keeps none of it. */
export interface Publication {
  /** The revision, and the text that was current when it was written. */
  own: Change;
  /** What readers have from now on: the same, or the revision into which it was merged. */
  current: Change;
}

interface SectionFact {
  pageId: string;
  slug: string;
  sectionId: string;
  section: string;
}

interface CheckFact extends SectionFact, MemberFact {
  revisionId: string;
  number: number;
}

interface MemberFact {
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

interface FileFact {
  fileId: string;
}

interface PostFact {
  pageId: string;
  slug: string;
}

/** Of the page on which it stands, whatever its sort. */
interface CommentFact {
  pageId: string;
  slug: string;
  commentId: string;
}

interface MaterialFact {
  pageId: string;
  slug: string;
}

interface ExportFact {
  pageId: string;
  slug: string;
  number: number;
  format: string;
  form: string;
  language: string;
}

/** A document of which members wait for word: how many. */
interface WaitedFor {
  exportId: string;
  waiting: number;
}

export interface Facts {
  // Accounts
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
  // Revisions
  "revision.published": RevisionFact;
  "revision.pending": RevisionFact;
  "revision.accepted": RevisionFact;
  "revision.rejected": RevisionFact;
  /** A document was made of a published revision, for whoever asks. */
  "export.made": ExportFact & { sha256: string } & Partial<WaitedFor>;
  "export.failed": ExportFact & WaitedFor;
  /** A member wants to be mailed when it is made, or no more. */
  "export.awaited": MemberFact & { exportId: string };
  "export.not-awaited": MemberFact & { exportId: string };
  "section.verified": CheckFact;
  /** Said to be still correct, in a session or by the link of a reminder. */
  "section.confirmed": CheckFact;
  /** Its time to be looked at again has come, or is long past. */
  "section.due": SectionFact & { state: "due" | "outdated" };
  /** A day passed with which a provision of a country ended or entered into force. */
  "law.aged": { pageId: string; slug: string };
  /** A reader pointed out an error; who it was is not known. */
  "error.reported": { pageId: string; slug: string; reportId: string; section: string | null };
  "error.decided": { pageId: string; slug: string; reportId: string; outcome: string };
  /** The address of a source stopped answering, or answers again. */
  "source-link.changed": { slugs: string[]; isBroken: boolean };
  /** By its author, or because a further edit of theirs took its place. */
  "revision.withdrawn": RevisionFact;
  "revision.claimed": { pageId: string; revisionId: string };
  /** To whom it was handed. */
  "revision.handed": { pageId: string; revisionId: string; memberId: string };
  "revision.released": { pageId: string; revisionId: string };
  "revision.thanked": RevisionFact;
  /** What is hidden, and why, as who hid it said. */
  "revision.hidden": RevisionFact & {
    isTextHidden: boolean;
    isSummaryHidden: boolean;
    isAuthorHidden: boolean;
    reason: string;
  };
  "revision.shown": RevisionFact;
  /** `level`: null when the protection was lifted. */
  "section.protected": {
    pageId: string;
    slug: string;
    section: string;
    level: string | null;
    until: string | null;
    reason: string;
  };
  /** Computed from a member's edits: trusted now, or no longer. */
  "standing.earned": MemberFact & { handle: string };
  "standing.lost": MemberFact & { handle: string };
  "draft.discarded": MemberFact & { sectionId: string };
  // Watching; `of` names the thing as its address does
  "watch.changed": MemberFact & { of: string; level: string };
  "watch.stopped": MemberFact & { of: string };
  "search.saved": MemberFact & { searchId: string };
  "search.level-changed": MemberFact & { searchId: string; level: string };
  "search.forgotten": MemberFact & { searchId: string };
  /** By the link of a mail. */
  "mails.switched": MemberFact & { isOn: boolean };
  // Files; `scopes`: of the documents that show it
  "file.uploaded": FileFact;
  "file.accepted": FileFact & { type: string; scopes: string[] };
  "file.refused": FileFact & { refusal: string; scopes: string[] };
  "file.read": FileFact & { reading: string; scopes: string[] };
  "file.recognition-asked": FileFact & { language: string; scopes: string[] };
  /** What a machine read in it was taken away. */
  "file.words-removed": FileFact & { scopes: string[] };
  "file.removed": FileFact;
  /** A restricted file, or a part of it: each time. */
  "file.downloaded": FileFact & { from: number };
  /** Used in something besides what it is used in, or by another than who sent it. */
  "file.reused": FileFact & { kind: string; ownerId: string; access: string };
  "file.blocked": FileFact & { scopes: string[] };
  /** Its bytes in the store are not as they should be, or are again. */
  "file.lost": FileFact & { scopes: string[] };
  "file.found": FileFact & { scopes: string[] };
  // Posts, and comments on pages
  "post.started": PostFact;
  "post.changed": PostFact;
  "post.submitted": PostFact;
  "post.withdrawn": PostFact;
  "post.returned": PostFact;
  "post.scheduled": PostFact & { publishAt: string };
  "post.published": PostFact;
  "post.retracted": PostFact;
  "post.restored": PostFact & { reason: string };
  "post.removed": PostFact;
  "post.put-back": PostFact;
  "post.corrected": PostFact & { correctionId: string };
  "byline.asked": PostFact & { memberId: string };
  "byline.answered": PostFact & { memberId: string; isSigned: boolean };
  "post.preview-made": PostFact;
  "post.preview-ended": PostFact;
  "post.comments-locked": PostFact & { isLocked: boolean };
  "comment.written": CommentFact & { isHeld: boolean };
  "comment.changed": CommentFact;
  /** `flagIds`: of the reports that this decides. */
  "comment.removed": CommentFact & { flagIds: string[] };
  "comment.hidden": CommentFact & { flagIds: string[] };
  "comment.shown": CommentFact & { wasHeld: boolean };
  "comment.flagged": CommentFact & { flagId: string };
  "comment.flags-dismissed": CommentFact & { flagIds: string[] };
  // Training
  "material.started": MaterialFact;
  "material.changed": MaterialFact;
  "material.submitted": MaterialFact;
  "material.withdrawn": MaterialFact;
  "material.returned": MaterialFact;
  "material.published": MaterialFact;
  "material.retracted": MaterialFact;
  "material.restored": MaterialFact & { reason: string };
  "material.removed": MaterialFact;
  "material.put-back": MaterialFact;
  "material.confirmed": MaterialFact;
  /** The law that it teaches changed. */
  "material.outdated": MaterialFact;
  "version.started": MaterialFact & { versionId: string };
  "version.submitted": MaterialFact & { versionId: string };
  "version.published": MaterialFact & { versionId: string };
  /** Files that readers had were taken out of a version: they stay with it, and this one has what is there now. */
  "version.files-replaced": MaterialFact & { versionId: string };
  "version.dropped": MaterialFact & { versionId: string };
  "access.asked": MaterialFact & { requestId: string };
  "access.decided": MaterialFact & { requestId: string; isGranted: boolean };
  "material.rated": MaterialFact;
  "rating.hidden": MaterialFact;
  "correction.suggested": MaterialFact & { suggestionId: string };
  "correction.answered": MaterialFact & { suggestionId: string; isAccepted: boolean };
  "owner.contacted": MaterialFact & { messageId: string };
  "delivery.recorded": MaterialFact & { deliveryId: string };
  "delivery.removed": MaterialFact & { deliveryId: string };
  // Operation
  "setting.changed": { key: string };
  "job.retried": { jobId: string };
  "job.removed": { jobId: string };
  "retention.applied": { task: string; counts: Record<string, number> };
  /** `posts`: ids of the posts that came with it. */
  "seed.applied": { pages: number; revisions: number; slugs: string[]; posts: string[] };
  "projections.rebuilt": { pages: number };
  /** Rows of what can be found that differed from what there is. */
  "search.rebuilt": { changed: number };
  "synonyms.changed": { synonymId: string; isAdded: boolean };
  /** Somebody has the log held against its chain; what came of it. */
  "audit.check-asked": Record<never, never>;
  "audit.checked": { entries: number; faults: number };
  /** The log was taken away. `filters`: how it was narrowed, as JSON. */
  "audit.exported": { format: string; filters: string };
  /** Problems of the site that administrators are mailed: those that began, and those that are over. */
  "health.changed": { alerts: string[]; over: string[] };
  /** A dump of all public data. `gone`: how many older dumps were removed. */
  "dump.made": { dumpId: string; lines: number; bytes: number; gone: number };
  "backup.made": { bytes: number };
  /** `madeAt`: of the backup; a drill restores it beside the site and compares. */
  "backup.restored": { rows: number; madeAt: string; isDrill: boolean };
}

export type FactName = keyof Facts;

/** What the steps are given with a fact and the log does not keep. */
interface Besides {
  "revision.published": Publication;
  "revision.accepted": Publication;
}
type BesidesOf<F extends FactName> = F extends keyof Besides ? Besides[F] : unknown;

/** A fact as what follows from it is given it. */
export type Given<F extends FactName> = Facts[F] & BesidesOf<F>;
/** What is recorded with a fact. */
export type Recorded<F extends FactName> = F extends keyof Besides ? [Facts[F], Besides[F]] : [Facts[F]];

/** What an entry is filed under: the page, else the member, else the fact's own thing. */
export function subjectOf(details: Record<string, unknown>): string {
  for (const key of ["pageId", "memberId", "fileId", "key", "jobId", "task"]) {
    const value = details[key];
    if (typeof value === "string") return value;
  }
  return "";
}
