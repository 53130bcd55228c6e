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

/** A document of which members wait for word: how many. */
interface WaitedFor {
  exportId: string;
  waiting: number;
}

/** What is recorded of revisions, profiles and their documents, and what members watch. */
export interface ProfileFacts {
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
  "profile.languages-changed": { pageId: string; slug: string; languages: string[] };
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
  "draft.discarded": MemberFact & { sectionId: string };
  "watch.changed": MemberFact & { of: string; level: string };
  "watch.stopped": MemberFact & { of: string };
  "search.saved": MemberFact & { searchId: string };
  "search.level-changed": MemberFact & { searchId: string; level: string };
  "search.forgotten": MemberFact & { searchId: string };
  /** By the link of a mail. */
  "mails.switched": MemberFact & { isOn: boolean };
}
