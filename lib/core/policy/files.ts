import type { Actor } from "../actor";
import { isIncomingKind } from "../incoming";
import { isTrashKind } from "../trash";
import { type Access, isAuthor, isMember, isModerator, isTrusted, MAY_HAVE, rule } from "./rule";

/**
 * A file: its uploader, and for each use of it the access there, the members granted access and those who
 * write the work. `kind`: the kind of work, because kinds have different reviewers.
 */
export interface FileFacts {
  uploaderId: string | null;
  uses: readonly {
    kind: string;
    access: Access | "readers";
    isOpen: boolean;
    isInReview: boolean;
    granted: readonly string[];
    writers: readonly string[];
  }[];
}

/**
 * `readers`: whoever may read the page that uses the file. A use on a page that the actor may not read is left out of the
 * facts when they ask for the file, and is closed everywhere else.
 */
const MAY_HAVE_THERE = { ...MAY_HAVE, readers: isMember };

const isGranted = (actor: Actor | null, granted: readonly string[]) =>
  MAY_HAVE.members(actor) && granted.includes(actor?.id ?? "");

/**
 * Who may see a work's files before publication, as on its page: moderators, and for submitted works other
 * than posts all reviewers. Files in the trash, and those only sent to a work, are for none of them.
 */
const reviewsFilesOf = ({ kind, isInReview }: Pick<FileFacts["uses"][number], "kind" | "isInReview">) =>
  isTrashKind(kind) || isIncomingKind(kind)
    ? () => false
    : kind !== "post" && isInReview
      ? isTrusted
      : isModerator;

/** Rules for files. */
export const FILE_RULES = {
  "file.upload": rule(isMember),
  /**
   * Published: by access or granted request. Unpublished: only reviewers among those. The uploader and the
   * work's writers always may. Others get "not found", so as not to reveal that the file exists.
   */
  "file.download": rule<FileFacts>(
    (actor, s) =>
      (actor !== null && actor.id === s.uploaderId) ||
      s.uses.some(
        (use) =>
          isAuthor(actor, use.writers) ||
          ((MAY_HAVE_THERE[use.access](actor) || isGranted(actor, use.granted)) &&
            (use.isOpen || reviewsFilesOf(use)(actor))),
      ),
  ),
  /**
   * Uses a file in another work: its uploader, or a reviewer of all its uses, once they are published and
   * their access allows it. Being granted a file does not include the right to reuse it.
   */
  "file.use": rule<FileFacts>(
    (actor, s) =>
      isMember(actor) &&
      (actor?.id === s.uploaderId ||
        (s.uses.length > 0 &&
          s.uses.every(
            (use) =>
              use.isOpen &&
              MAY_HAVE_THERE[use.access](actor) &&
              reviewsFilesOf({ ...use, isInReview: true })(actor),
          ))),
  ),
  /** An unused file can be deleted by its uploader. */
  "file.remove": rule<{ uploaderId: string | null; isUsed: boolean }>(
    (actor, s) => isMember(actor) && actor?.id === s.uploaderId && !s.isUsed,
  ),
  "file.block": rule(isModerator),
} as const;
