import type { AccountFacts } from "./facts/accounts";
import type { CleanupFacts } from "./facts/cleanups";
import type { DiscussionFacts } from "./facts/discussions";
import type { FileFacts } from "./facts/files";
import type { FilterFacts } from "./facts/filters";
import type { FlagFacts } from "./facts/flags";
import type { MailboxFacts } from "./facts/mailbox";
import type { MessageFacts } from "./facts/messages";
import type { OperationFacts } from "./facts/operation";
import type { ProfileFacts } from "./facts/profiles";
import type { WorkFacts } from "./facts/works";

/*
 * The catalogue of facts: every event that the product records and its payload, one file an area (`facts/`).
 * Payloads contain ids, slugs, counts and codes: no addresses, no secrets, and no prose except the reasons for
 * changing a role, protecting a section, hiding a revision, restoring a work, opening a conversation or asking what a member sees, and the settings of the site.
 * Facts are named noun-past. `lib/consequences/` defines what each one triggers.
 */
export interface Facts
  extends AccountFacts,
    ProfileFacts,
    FileFacts,
    WorkFacts,
    OperationFacts,
    MailboxFacts,
    MessageFacts,
    FlagFacts,
    FilterFacts,
    CleanupFacts,
    DiscussionFacts {}

/** Text of a revision, passed to the consequences so that none of them reads it again. */
export interface PublishedText {
  id: string;
  number: number;
  tag: string;
  summary: string;
  size: number;
  content: unknown;
  createdAt: Date;
}

/** A text and the one it replaces. */
export interface Change {
  before: PublishedText | null;
  after: PublishedText;
}

/** What a save brings along besides its text. */
export interface Brought {
  /** Ids of the replies of discussions whose words its form said it has. */
  fromReplies?: readonly string[] | undefined;
}

/** What the consequences of a waiting revision receive; not stored in the log. */
export interface Waiting extends Brought {
  tag: string;
}

/** What the consequences of a published revision receive; not stored in the log. */
export interface Publication extends Brought {
  /** The revision compared with the text that was current when it was written. */
  own: Change;
  /** What changes for readers: the same, or the revision that this one was merged into. */
  current: Change;
}

export type FactName = keyof Facts;

/** Details that consequences receive with a fact but the log does not store. */
interface Besides {
  "revision.published": Publication;
  "revision.pending": Waiting;
  "revision.accepted": Publication;
}
type BesidesOf<F extends FactName> = F extends keyof Besides ? Besides[F] : unknown;

/** A fact as its consequences receive it. */
export type Given<F extends FactName> = Facts[F] & BesidesOf<F>;
/** Arguments of `ctx.record` after the fact's name. */
export type Recorded<F extends FactName> = F extends keyof Besides ? [Facts[F], Besides[F]] : [Facts[F]];

/** Finds the subject of an entry: the page, else the member, file, setting, job or task; empty if there is none. */
export function subjectOf(details: Record<string, unknown>): string {
  for (const key of ["pageId", "memberId", "fileId", "key", "jobId", "task"]) {
    const value = details[key];
    if (typeof value === "string") return value;
  }
  return "";
}
