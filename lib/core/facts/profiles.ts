import type { MemberFact } from "./accounts";

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

interface ExportFact {
  pageId: string;
  slug: string;
  number: number;
  format: string;
  form: string;
  language: string;
}

/** An export, and the number of members who asked to be notified of it. */
interface WaitedFor {
  exportId: string;
  waiting: number;
}

/** Facts about revisions, profiles, their exports and watching. */
export interface ProfileFacts {
  "revision.published": RevisionFact;
  "revision.pending": RevisionFact;
  "revision.accepted": RevisionFact;
  "revision.rejected": RevisionFact;
  /** An export of a published revision was generated; anyone may download it. */
  "export.made": ExportFact & { sha256: string } & Partial<WaitedFor>;
  "export.failed": ExportFact & WaitedFor;
  /** A member subscribed to, or unsubscribed from, the mail about a finished export. */
  "export.awaited": MemberFact & { exportId: string };
  "export.not-awaited": MemberFact & { exportId: string };
  "section.verified": CheckFact;
  /** Confirmed as still correct, in a session or by the link in a reminder. */
  "section.confirmed": CheckFact;
  /** The review of a section is due, or overdue by a whole period (`outdated`). */
  "section.due": SectionFact & { state: "due" | "outdated" };
  "profile.languages-changed": { pageId: string; slug: string; languages: string[] };
  /** A day passed with which a provision of a country ended or entered into force. */
  "law.aged": { pageId: string; slug: string };
  /** A reader reported an error; the reader is not identified. */
  "error.reported": { pageId: string; slug: string; reportId: string; section: string | null };
  "error.decided": { pageId: string; slug: string; reportId: string; outcome: string };
  /** The address of a source stopped responding, or responds again. */
  "source-link.changed": { slugs: string[]; isBroken: boolean };
  /** By its author, or because a later edit of the same author replaced it. */
  "revision.withdrawn": RevisionFact;
  "revision.claimed": { pageId: string; revisionId: string };
  /** `memberId`: the reviewer it was assigned to. */
  "revision.handed": { pageId: string; revisionId: string; memberId: string };
  "revision.released": { pageId: string; revisionId: string };
  "revision.thanked": RevisionFact;
  /** Somebody looked at a published change: it is fine, or they undid it. */
  "revision.patrolled": {
    pageId: string;
    slug: string;
    revisionId: string;
    number: number;
    how: "fine" | "undone";
  };
  /** Which parts are hidden, and the reason given. */
  "revision.hidden": RevisionFact & {
    isTextHidden: boolean;
    isSummaryHidden: boolean;
    isAuthorHidden: boolean;
    reason: string;
  };
  "revision.shown": RevisionFact;
  /** Its text was deleted for a legal reason, of which only the name is recorded. `since`: when the text was written. */
  "revision.purged": RevisionFact & { why: string; since: string; commentId?: string };
  /** `level`: null when the protection was removed. */
  "section.protected": {
    pageId: string;
    slug: string;
    section: string;
    level: string | null;
    until: string | null;
    reason: string;
  };
  "draft.discarded": MemberFact & { sectionId: string };
  "watch.changed": MemberFact & { of: string; level: string };
  "watch.stopped": MemberFact & { of: string };
  "search.saved": MemberFact & { searchId: string };
  "search.level-changed": MemberFact & { searchId: string; level: string };
  "search.forgotten": MemberFact & { searchId: string };
  /** A member switched mails on or off by the link in a mail. */
  "mails.switched": MemberFact & { isOn: boolean };
}
