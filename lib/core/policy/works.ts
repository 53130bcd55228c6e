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

/** A post: who signs it, whose of them it is, who was asked to sign it, and how far it has come. */
export interface PostFacts {
  authors: readonly string[];
  ownerId: string | null;
  asked: readonly string[];
  state: "draft" | "submitted" | "scheduled" | "published" | "retracted" | "removed";
}

/** A material of the library: whose it is, how far it has come, whom its files are for. */
export interface MaterialFacts {
  ownerId: string | null;
  state: "draft" | "submitted" | "published" | "retracted" | "removed";
  access: Access;
  /** Of what is for trainers, where that is fewer. */
  trainersAccess: Access | null;
  /** Who took it back, while it is. */
  retractedBy: string | null;
}

/** Who may have all of a material: what is for trainers as well. */
const mayHaveAll = (actor: Actor | null, { access, trainersAccess }: MaterialFacts) =>
  MAY_HAVE[access](actor) && MAY_HAVE[trainersAccess ?? access](actor);

/** Whose uploads nobody needs to look at first. */
const needsNoReview = (actor: Actor | null) => isMember(actor) && (isTrusted(actor) || isVerified(actor));
/** Who looks at others' uploads: never at the own, nor at what is for others' eyes. */
const mayReview = (actor: Actor | null, s: MaterialFacts) =>
  isMember(actor) && isTrusted(actor) && actor?.id !== s.ownerId && mayHaveAll(actor, s);

/** What members do with posts and comments. */
const POST_RULES = {
  "post.write": rule(isMember),
  /** Its authors until it is retracted; what they change once it was accepted waits for a moderator. */
  "post.edit": rule<PostFacts>(
    (actor, s) =>
      s.state !== "removed" &&
      ((isAuthor(actor, s.authors) && s.state !== "retracted") || isModerator(actor)),
  ),
  /** What stands round its text: its authors until it is accepted; then it is as a moderator has seen it. */
  "post.describe": rule<PostFacts>(
    (actor, s) =>
      s.state !== "removed" &&
      ((isAuthor(actor, s.authors) && (s.state === "draft" || s.state === "submitted")) ||
        isModerator(actor)),
  ),
  /**
   * Before it appears, those who write, sign and review it; retracted, its address says so to all. In a bin it is nobody's
   * to read: it is put back first.
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
  /** What never appeared goes by whose it is: who signs it with them leaves the byline. */
  "post.remove": rule<PostFacts>(
    (actor, s) =>
      isOwner(actor, s.ownerId) &&
      (s.state === "draft" || s.state === "submitted" || s.state === "scheduled"),
  ),
  /** Out of the bin again, as a draft. */
  "post.put-back": rule<PostFacts>((actor, s) => isOwner(actor, s.ownerId) && s.state === "removed"),
  /** Whether one signs a post is for oneself to say. */
  "byline.answer": rule(ownAsMember),
  "post.submit": rule<PostFacts>((actor, s) => isAuthor(actor, s.authors)),
  "post.publish": rule(isModerator),
  /** Says that a post appears: where a second person is asked for, not who signs it while another moderator could. */
  "post.approve": rule<{ authors: readonly string[]; hasOther: boolean }>(
    (actor, s) => isModerator(actor) && !(s.hasOther && s.authors.includes(actor?.id ?? "")),
  ),
  /** Nobody accepts a change of their own. */
  "post.review": rule<{ authorId: string | null }>(
    (actor, s) => isModerator(actor) && actor?.id !== s.authorId,
  ),
  "comment.write": rule(isMember),
  /** To be offered the names of listed members while one writes. */
  "member.mention": rule(isMember),
  /** Whose comments nobody needs to look at first. */
  "comment.show-at-once": rule((actor) => isTrusted(actor) || isVerified(actor)),
  /** Its author, while it may still be changed. */
  "comment.edit": rule<{ authorId: string; isOpen: boolean }>(
    (actor, s) => isMember(actor) && actor?.id === s.authorId && s.isOpen,
  ),
  "comment.moderate": rule(isModerator),
  /** Nobody reports what they wrote themselves, and nobody decides on reports of it. */
  "comment.flag": rule<{ authorId: string }>((actor, s) => isMember(actor) && actor?.id !== s.authorId),
  "comment.decide-flags": rule<{ authorId: string }>(
    (actor, s) => isModerator(actor) && actor?.id !== s.authorId,
  ),
} as const;

/** What members do with training materials. */
const MATERIAL_RULES = {
  "material.write": rule(isMember),
  /** Its owner until it is published, and then who may publish; moderators. */
  "material.edit": rule<MaterialFacts>(
    (actor, s) =>
      s.state !== "removed" &&
      ((isOwner(actor, s.ownerId) &&
        (s.state === "draft" || s.state === "submitted" || needsNoReview(actor))) ||
        isModerator(actor)),
  ),
  /** Its owner brings new versions whenever they come; those of most wait for a review. */
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
  /** Back into the library: an owner what they took out themselves, moderators what others brought. */
  "material.restore": rule<MaterialFacts>((actor, s) =>
    isOwner(actor, s.ownerId)
      ? s.state !== "retracted" || actor?.id === s.retractedBy
      : isMember(actor) && isModerator(actor),
  ),
  /** What was never published goes by its owner. */
  "material.remove": rule<MaterialFacts>(
    (actor, s) => isOwner(actor, s.ownerId) && (s.state === "draft" || s.state === "submitted"),
  ),
  /** Out of the bin again, as a draft. */
  "material.put-back": rule<MaterialFacts>((actor, s) => isOwner(actor, s.ownerId) && s.state === "removed"),
  /** Says that it still stands although the law moved. */
  "material.confirm": rule<MaterialFacts>(
    (actor, s) => isOwner(actor, s.ownerId) || (isMember(actor) && isTrusted(actor)),
  ),
  "material.ask": rule(isMember),
  /** Who may have a restricted material decides who else may: its owner, or an administrator; never for oneself. */
  "material.grant": rule<MaterialFacts & { askerId: string }>(
    (actor, s) =>
      actor?.id !== s.askerId &&
      (isAdministrator(actor) || (isOwner(actor, s.ownerId) && mayHaveAll(actor, s))),
  ),
  /** Takes such access back: its owner and moderators, who need not be allowed the files themselves. */
  "material.end-access": rule<MaterialFacts>(
    (actor, s) => isOwner(actor, s.ownerId) || (isMember(actor) && isModerator(actor)),
  ),
  /** Nobody rates what is their own. */
  "material.rate": rule<MaterialFacts>(
    (actor, s) => isMember(actor) && actor?.id !== s.ownerId && s.state === "published",
  ),
  "material.hide-rating": rule(isModerator),
  "material.suggest": rule(isMember),
  "material.answer": rule<MaterialFacts>((actor, s) => isOwner(actor, s.ownerId) || isModerator(actor)),
  /** Has a machine read scans in it, and takes such words away: its owner, and who reviews what they may have. */
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

/** What members do with pages that they write under their names. */
export const WORK_RULES = { ...POST_RULES, ...MATERIAL_RULES } as const;
