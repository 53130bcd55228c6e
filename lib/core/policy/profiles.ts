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

/** Who alone may edit a protected section. */
export const PROTECTIONS = ["trusted", "moderators"] as const;

/**
 * A section of a profile. `protection`: who alone may edit it for now. `needsSecond`: what it says is acted on (whom to
 * ask, where to report, how far a law goes), so a second person looks at each change, whoever makes it.
 */
export interface SectionFacts {
  country: string;
  protection: (typeof PROTECTIONS)[number] | null;
  needsSecond: boolean;
}

const mayVerify: Decide<SectionFacts> = (actor, s) =>
  isFocalPoint(actor, s.country) || isAdministrator(actor);
const mayConfirm: Decide<SectionFacts> = (actor, s) => isTrusted(actor) || isFocalPoint(actor, s.country);
/** An edit of a profile: where, and whose. */
export interface EditFacts {
  country: string;
  authorId: string | null;
}

/** Whose edits of a profile nobody needs to look at first, and who looks at those of others. */
const knowsProfile = (actor: Actor | null, country: string) =>
  isTrusted(actor) || isFocalPoint(actor, country);

export const reviewsSomewhere = (actor: Actor | null) =>
  isTrusted(actor) || (actor?.focalCountries.length ?? 0) > 0;

const passesProtection = (actor: Actor | null, s: SectionFacts) =>
  s.protection === null ||
  isModerator(actor) ||
  (s.protection === "trusted" && knowsProfile(actor, s.country));

/** What members do with profiles, their edits and what they watch. */
export const PROFILE_RULES = {
  "profile.read": rule(() => true),
  /** To be mailed when a document is there. */
  "export.await": rule(ownAsMember),
  "section.edit": withScope<SectionFacts>(
    "profiles:write",
    (actor, s) => isMember(actor) && passesProtection(actor, s),
  ),
  /** Says that a text is official, or an authority's translation: who speaks for the country, in a session. */
  "text.vouch": rule<SectionFacts>(mayVerify),
  /** Whether an edit is published at once; else it waits for somebody who may review it. */
  "section.publish": rule<SectionFacts>((actor, s) => !s.needsSecond && knowsProfile(actor, s.country)),
  "section.protect": rule(isModerator),
  /** Nobody accepts an edit of their own, administrators included. */
  "revision.review": rule<EditFacts>(
    (actor, s) => actor !== null && actor.id !== s.authorId && knowsProfile(actor, s.country),
  ),
  /** Accepting publishes: what a protection keeps somebody from editing, they let nobody else in either. */
  "revision.accept": rule<EditFacts & SectionFacts>(
    (actor, s) =>
      actor !== null &&
      actor.id !== s.authorId &&
      knowsProfile(actor, s.country) &&
      passesProtection(actor, s),
  ),
  /** The list of what waits, for whoever may decide on some of it. */
  "revision.open-queue": rule((actor) => isMember(actor) && reviewsSomewhere(actor)),
  /** What waits is taken back by whoever wrote it. */
  "revision.withdraw": rule<EditFacts>((actor, s) => isMember(actor) && actor?.id === s.authorId),
  /** Nobody thanks themselves, and nobody is thanked who is nobody in particular. */
  "revision.thank": rule<EditFacts>(
    (actor, s) => isMember(actor) && s.authorId !== null && actor?.id !== s.authorId,
  ),
  /** Text and summary of a revision, for moderators and administrators alone from then on. */
  "revision.hide": rule(isModerator),
  "revision.rollback": rule<SectionFacts>(
    (actor, s) => knowsProfile(actor, s.country) && passesProtection(actor, s),
  ),
  /** Own edits, and what became of them: what a program that proposes edits has to know. */
  "contribution.read": withScope<{ memberId: string }>(
    "contributions:read",
    (actor, s) => isMember(actor) && actor?.id === s.memberId,
  ),
  "revision.read-pending": rule<EditFacts>(isMember),
  /** A focal point's word for a section of the own country, given in a session. */
  "section.verify": rule<SectionFacts>(mayVerify),
  /** "Still correct" is for those whose edits nobody need look at first. */
  "section.confirm": rule<SectionFacts>(mayConfirm),
  /** The same by the link of a reminder: for whoever it was mailed to, as what they are when it is used. */
  "section.confirm-by-link": rule<SectionFacts & { holder: Actor | null }>((_, s) => mayConfirm(s.holder, s)),
  /** Anybody points out an error. */
  "report.write": rule(() => true),
  /** Who accepts edits decides on what readers point out. */
  "report.decide": rule<{ country: string }>((actor, s) =>
    mayConfirm(actor, { ...s, protection: null, needsSecond: false }),
  ),
  "draft.keep": rule<SectionFacts>(isMember),
  /** Watching begins with the charter; when mails come, and that they stop, is a matter of the account. */
  "watch.keep": rule(ownAsMember),
} as const;
