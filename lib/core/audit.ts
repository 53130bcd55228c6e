import type { AccountFacts } from "./facts/accounts";
import type { FileFacts } from "./facts/files";
import type { OperationFacts } from "./facts/operation";
import type { ProfileFacts } from "./facts/profiles";
import type { WorkFacts } from "./facts/works";

/*
 * The catalogue of facts: everything that the product records, with what each carries, in a file for each area (`facts/`).
 * Ids, slugs and counts only: no prose (but why a role changed, a section was protected or a revision hidden), no address,
 * no secret. A fact is named noun-past. `lib/consequences/` says what follows from each.
 */
export interface Facts extends AccountFacts, ProfileFacts, FileFacts, WorkFacts, OperationFacts {}

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
