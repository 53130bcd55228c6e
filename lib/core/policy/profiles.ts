import type { Actor } from "../actor";
import {
  type Decide,
  isAdministrator,
  isFocalPoint,
  isMember,
  isModerator,
  isTrusted,
  ownAsMember,
  rule,
  withScope,
} from "./rule";

/** Protection levels: the roles that may still edit the section. */
export const PROTECTIONS = ["trusted", "moderators"] as const;

/**
 * A section of a profile. `protection`: who may edit it for now. `needsSecond`: readers act on its content
 * (whom to contact, where to report, how far a law applies), so every change is reviewed by a second person.
 */
export interface SectionFacts {
  country: string;
  protection: (typeof PROTECTIONS)[number] | null;
  needsSecond: boolean;
}

const mayVerify: Decide<SectionFacts> = (actor, s) =>
  isFocalPoint(actor, s.country) || isAdministrator(actor);
const mayConfirm: Decide<SectionFacts> = (actor, s) => isTrusted(actor) || isFocalPoint(actor, s.country);
/** An edit of a profile: its country and author. */
export interface EditFacts {
  country: string;
  authorId: string | null;
}

/** Checks whether a member's edits need no review; these members also review the edits of others. */
const knowsProfile = (actor: Actor | null, country: string) =>
  isTrusted(actor) || isFocalPoint(actor, country);

export const reviewsSomewhere = (actor: Actor | null) =>
  isTrusted(actor) || (actor?.focalCountries.length ?? 0) > 0;

const passesProtection = (actor: Actor | null, s: SectionFacts) =>
  s.protection === null ||
  isModerator(actor) ||
  (s.protection === "trusted" && knowsProfile(actor, s.country));

/** Rules for profiles, their edits and watching. */
export const PROFILE_RULES = {
  "profile.read": rule(() => true),
  /** Asks to be mailed when an export is ready. */
  "export.await": rule(ownAsMember),
  "section.edit": withScope<SectionFacts>(
    "profiles:write",
    (actor, s) => isMember(actor) && passesProtection(actor, s),
  ),
  /** Marks a text as official or as an authority's translation: the focal point or an administrator, in a session. */
  "text.vouch": rule<SectionFacts>(mayVerify),
  /** Whether an edit is published directly; otherwise it is submitted for review. */
  "section.publish": rule<SectionFacts>((actor, s) => !s.needsSecond && knowsProfile(actor, s.country)),
  "section.protect": rule(isModerator),
  /** Looks through published changes that no second person saw: never one's own. */
  "patrol.mark": rule<{ country: string; authorId: string }>(
    (actor, s) => isMember(actor) && knowsProfile(actor, s.country) && actor?.id !== s.authorId,
  ),
  /** Whose changes need nobody to look at them: moderators', and focal points' of their country. */
  "patrol.skip": rule<{ country: string }>(
    (actor, s) => isModerator(actor) || isFocalPoint(actor, s.country),
  ),
  /** Nobody can accept their own edit, not even administrators. */
  "revision.review": rule<EditFacts>(
    (actor, s) => actor !== null && actor.id !== s.authorId && knowsProfile(actor, s.country),
  ),
  /** Accepting publishes, so a reviewer must also pass the section's protection. */
  "revision.accept": rule<EditFacts & SectionFacts>(
    (actor, s) =>
      actor !== null &&
      actor.id !== s.authorId &&
      knowsProfile(actor, s.country) &&
      passesProtection(actor, s),
  ),
  /** The review queue, for members who may decide on some of it. */
  "revision.open-queue": rule((actor) => isMember(actor) && reviewsSomewhere(actor)),
  /** A pending edit can be withdrawn by its author. */
  "revision.withdraw": rule<EditFacts>((actor, s) => isMember(actor) && actor?.id === s.authorId),
  /** No thanking oneself, and no thanks for an anonymous edit. */
  "revision.thank": rule<EditFacts>(
    (actor, s) => isMember(actor) && s.authorId !== null && actor?.id !== s.authorId,
  ),
  /** Hides text, summary or author of a revision from all but moderators and administrators. */
  "revision.hide": rule(isModerator),
  /** Deletes texts of members for a legal reason, for good. */
  "content.purge": rule(isModerator),
  "revision.rollback": rule<SectionFacts>(
    (actor, s) => knowsProfile(actor, s.country) && passesProtection(actor, s),
  ),
  /** Reads one's own edits and their outcome; a program that proposes edits needs this. */
  "contribution.read": withScope<{ memberId: string }>(
    "contributions:read",
    (actor, s) => isMember(actor) && actor?.id === s.memberId,
  ),
  /** Reads one's own notifications as a feed, by an address that only feed readers need. */
  "feed.read": withScope<{ memberId: string }>(
    "feeds:read",
    (actor, s) => isMember(actor) && actor?.id === s.memberId,
  ),
  "revision.read-pending": rule<EditFacts>(isMember),
  /** Confirms a section: the focal point of its country or an administrator, in a session. */
  "section.verify": rule<SectionFacts>(mayVerify),
  /** Only members whose edits need no review can mark a section "still correct". */
  "section.confirm": rule<SectionFacts>(mayConfirm),
  /** The same by the link in a reminder, with the roles that its recipient has when the link is used. */
  "section.confirm-by-link": rule<SectionFacts & { holder: Actor | null }>((_, s) => mayConfirm(s.holder, s)),
  /** Anyone can report an error, visitors included. */
  "report.write": rule(() => true),
  /** Members who accept edits also decide on reported errors. */
  "report.decide": rule<{ country: string }>((actor, s) =>
    mayConfirm(actor, { ...s, protection: null, needsSecond: false }),
  ),
  "draft.keep": rule<SectionFacts>(isMember),
  /** Watching needs the charter; settings of mails, and stopping them, belong to the account. */
  "watch.keep": rule(ownAsMember),
} as const;
