import type { Actor } from "../actor";
import {
  type Access,
  isAdministrator,
  isAuthor,
  isMember,
  isModerator,
  isOwner,
  isTrusted,
  isVerified,
  MAY_HAVE,
  ownAsMember,
  rule,
} from "./rule";

/** A post: its authors, its owner among them, the members asked to join the byline, and its state. */
export interface PostFacts {
  authors: readonly string[];
  ownerId: string | null;
  asked: readonly string[];
  state: "draft" | "submitted" | "scheduled" | "published" | "retracted" | "removed";
}

/** A material: its owner, its state, and the access to its files. */
export interface MaterialFacts {
  ownerId: string | null;
  state: "draft" | "submitted" | "published" | "retracted" | "removed";
  access: Access;
  /** Access to files for trainers, where narrower; null if the same. */
  trainersAccess: Access | null;
  /** Who withdrew it, while it is withdrawn. */
  retractedBy: string | null;
}

/** Checks whether the actor has access to all files, those for trainers included. */
const mayHaveAll = (actor: Actor | null, { access, trainersAccess }: MaterialFacts) =>
  MAY_HAVE[access](actor) && MAY_HAVE[trainersAccess ?? access](actor);

/** Checks whether a member's uploads need no review. */
const needsNoReview = (actor: Actor | null) => isMember(actor) && (isTrusted(actor) || isVerified(actor));
/** Checks whether a member may review an upload: never their own, and only with access to all its files. */
const mayReview = (actor: Actor | null, s: MaterialFacts) =>
  isMember(actor) && isTrusted(actor) && actor?.id !== s.ownerId && mayHaveAll(actor, s);

/** Rules for posts and comments. */
const POST_RULES = {
  "post.write": rule(isMember),
  /** Its authors until it is retracted, and moderators. Authors' changes to an accepted post wait for a moderator. */
  "post.edit": rule<PostFacts>(
    (actor, s) =>
      s.state !== "removed" &&
      ((isAuthor(actor, s.authors) && s.state !== "retracted") || isModerator(actor)),
  ),
  /**
   * Title, summary and other details: authors only until the post is accepted, so that they stay as the moderator saw
   * them; moderators always.
   */
  "post.describe": rule<PostFacts>(
    (actor, s) =>
      s.state !== "removed" &&
      ((isAuthor(actor, s.authors) && (s.state === "draft" || s.state === "submitted")) ||
        isModerator(actor)),
  ),
  /**
   * Before publication: authors, members asked to sign, and moderators. A retracted post's page says so to
   * everyone. A post in the trash must be restored before it can be read.
   */
  "post.read": rule<PostFacts>(
    (actor, s) =>
      s.state !== "removed" &&
      (s.state === "published" ||
        s.state === "retracted" ||
        isAuthor(actor, s.authors) ||
        isAuthor(actor, s.asked) ||
        isModerator(actor)),
  ),
  /** Only the owner can delete an unpublished post; co-authors can leave the byline. */
  "post.remove": rule<PostFacts>(
    (actor, s) =>
      isOwner(actor, s.ownerId) &&
      (s.state === "draft" || s.state === "submitted" || s.state === "scheduled"),
  ),
  /** Restores it from the trash, as a draft. */
  "post.put-back": rule<PostFacts>((actor, s) => isOwner(actor, s.ownerId) && s.state === "removed"),
  /** Each member answers for themselves whether they join the byline. */
  "byline.answer": rule(ownAsMember),
  "post.submit": rule<PostFacts>((actor, s) => isAuthor(actor, s.authors)),
  "post.publish": rule(isModerator),
  /** May publish. With POST_APPROVAL=second-person an author may not, unless no other moderator exists. */
  "post.approve": rule<{ authors: readonly string[]; hasOther: boolean }>(
    (actor, s) => isModerator(actor) && !(s.hasOther && s.authors.includes(actor?.id ?? "")),
  ),
  /** Nobody can accept their own change. */
  "post.review": rule<{ authorId: string | null }>(
    (actor, s) => isModerator(actor) && actor?.id !== s.authorId,
  ),
  "comment.write": rule(isMember),
  /** Suggestions of listed members' names while writing. */
  "member.mention": rule(isMember),
  /** Members whose comments need no review. */
  "comment.show-at-once": rule((actor) => isTrusted(actor) || isVerified(actor)),
  /** Its author, during the editing period. */
  "comment.edit": rule<{ authorId: string; isOpen: boolean }>(
    (actor, s) => isMember(actor) && actor?.id === s.authorId && s.isOpen,
  ),
  /** Nobody can react to their own comment. */
  "comment.react": rule<{ authorId: string }>((actor, s) => isMember(actor) && actor?.id !== s.authorId),
  "comment.moderate": rule(isModerator),
} as const;

/** Rules for training materials. */
const MATERIAL_RULES = {
  "material.write": rule(isMember),
  /** Its owner until publication, afterwards only an owner whose uploads need no review; moderators always. */
  "material.edit": rule<MaterialFacts>(
    (actor, s) =>
      s.state !== "removed" &&
      ((isOwner(actor, s.ownerId) &&
        (s.state === "draft" || s.state === "submitted" || needsNoReview(actor))) ||
        isModerator(actor)),
  ),
  /**
   * Its owner and moderators can upload new versions unless it is retracted or deleted; each version is reviewed,
   * unless the owner's uploads need no review.
   */
  "material.bring-version": rule<MaterialFacts>(
    (actor, s) =>
      (isOwner(actor, s.ownerId) || isModerator(actor)) &&
      (s.state === "draft" || s.state === "submitted" || s.state === "published"),
  ),
  "material.publish": rule<MaterialFacts>(
    (actor, s) =>
      (isOwner(actor, s.ownerId) && needsNoReview(actor)) ||
      (s.ownerId === null && isModerator(actor)) ||
      mayReview(actor, s),
  ),
  "material.review": rule<MaterialFacts>(mayReview),
  "material.retract": rule<MaterialFacts>((actor, s) => isOwner(actor, s.ownerId) || isModerator(actor)),
  /** Restores a withdrawn material: the owner if they withdrew it, moderators those of other members. */
  "material.restore": rule<MaterialFacts>((actor, s) =>
    isOwner(actor, s.ownerId)
      ? s.state !== "retracted" || actor?.id === s.retractedBy
      : isMember(actor) && isModerator(actor),
  ),
  /** Only its owner can delete an unpublished material. */
  "material.remove": rule<MaterialFacts>(
    (actor, s) => isOwner(actor, s.ownerId) && (s.state === "draft" || s.state === "submitted"),
  ),
  /** Restores it from the trash, as a draft. */
  "material.put-back": rule<MaterialFacts>((actor, s) => isOwner(actor, s.ownerId) && s.state === "removed"),
  /** Confirms that it is still correct although the law changed. */
  "material.confirm": rule<MaterialFacts>(
    (actor, s) => isOwner(actor, s.ownerId) || (isMember(actor) && isTrusted(actor)),
  ),
  "material.ask": rule(isMember),
  /**
   * Grants access to a restricted material: its owner or an administrator, with access themselves, never for
   * oneself.
   */
  "material.grant": rule<MaterialFacts & { askerId: string }>(
    (actor, s) =>
      actor?.id !== s.askerId &&
      (isAdministrator(actor) || (isOwner(actor, s.ownerId) && mayHaveAll(actor, s))),
  ),
  /** Ends individual access: its owner and moderators, who need no access to the files themselves. */
  "material.end-access": rule<MaterialFacts>(
    (actor, s) => isOwner(actor, s.ownerId) || (isMember(actor) && isModerator(actor)),
  ),
  /** Nobody can rate their own material. */
  "material.rate": rule<MaterialFacts>(
    (actor, s) => isMember(actor) && actor?.id !== s.ownerId && s.state === "published",
  ),
  "material.hide-rating": rule(isModerator),
  "material.suggest": rule(isMember),
  "material.answer": rule<MaterialFacts>((actor, s) => isOwner(actor, s.ownerId) || isModerator(actor)),
  /** Starts text recognition of scans and removes its results: the owner, and reviewers with access. */
  "material.recognise": rule<MaterialFacts>(
    (actor, s) => isOwner(actor, s.ownerId) || (isMember(actor) && isTrusted(actor) && mayHaveAll(actor, s)),
  ),
  "material.contact": rule<MaterialFacts>(
    (actor, s) => isMember(actor) && s.ownerId !== null && s.ownerId !== actor?.id,
  ),
  "delivery.record": rule(isMember),
  "delivery.remove": rule<MaterialFacts & { memberId: string | null }>(
    (actor, s) =>
      (isMember(actor) && (actor?.id === s.memberId || isOwner(actor, s.ownerId))) || isModerator(actor),
  ),
} as const;

/** Rules for posts, comments and materials together. */
export const WORK_RULES = { ...POST_RULES, ...MATERIAL_RULES } as const;
