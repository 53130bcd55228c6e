import type { Actor } from "../actor";
import { isBinKind } from "../bin";
import { type Access, isAuthor, isMember, isModerator, isTrusted, MAY_HAVE, rule } from "./rule";

/**
 * A file: whose it is, where it stands with whom it is open to there, whom a decision let have it besides, and who works
 * on what it belongs to. `kind`: what that is, since not all is reviewed by the same people.
 */
export interface FileFacts {
  uploaderId: string | null;
  uses: readonly {
    kind: string;
    access: Access;
    isOpen: boolean;
    isInReview: boolean;
    granted: readonly string[];
    writers: readonly string[];
  }[];
}

const isGranted = (actor: Actor | null, granted: readonly string[]) =>
  MAY_HAVE.members(actor) && granted.includes(actor?.id ?? "");

/**
 * Who looks at the files of a thing before they are open, as at its page: moderators, and of what is handed in for review
 * whoever reviews such things; at those in a bin nobody.
 */
const reviewsFilesOf = ({ kind, isInReview }: Pick<FileFacts["uses"][number], "kind" | "isInReview">) =>
  isBinKind(kind) ? () => false : kind !== "post" && isInReview ? isTrusted : isModerator;

/** What members do with files. */
export const FILE_RULES = {
  "file.upload": rule(isMember),
  /**
   * Where it is open, whom its access or a decision allows; where it is not yet, those of them who review. Who sent it
   * or works on what it belongs to always may. Whoever may not is told that there is nothing.
   */
  "file.download": rule<FileFacts>(
    (actor, s) =>
      (actor !== null && actor.id === s.uploaderId) ||
      s.uses.some(
        (use) =>
          isAuthor(actor, use.writers) ||
          ((MAY_HAVE[use.access](actor) || isGranted(actor, use.granted)) &&
            (use.isOpen || reviewsFilesOf(use)(actor))),
      ),
  ),
  /**
   * Uses a file in something else: whoever sent it; else whoever reviews all that it is used in, once that is open and
   * its access allows them. That somebody may have a file is no right to hand it on.
   */
  "file.use": rule<FileFacts>(
    (actor, s) =>
      isMember(actor) &&
      (actor?.id === s.uploaderId ||
        (s.uses.length > 0 &&
          s.uses.every(
            (use) =>
              use.isOpen &&
              MAY_HAVE[use.access](actor) &&
              reviewsFilesOf({ ...use, isInReview: true })(actor),
          ))),
  ),
  /** What stands nowhere goes by whoever sent it. */
  "file.remove": rule<{ uploaderId: string | null; isUsed: boolean }>(
    (actor, s) => isMember(actor) && actor?.id === s.uploaderId && !s.isUsed,
  ),
  "file.block": rule(isModerator),
} as const;
