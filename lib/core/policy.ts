import { type Actor, hasRole } from "./actor";
import { isBinKind } from "./bin";
import type { ApiScope } from "./scopes";

/*
 * Who may do what, on one page, by the facts it needs (PRODUCT.md section 5). Pure: the server's guards and the
 * buttons ask the same rules. A rule gets the actor, or null for a visitor, and the facts of its subject.
 */
type Decide<Subject> = (actor: Actor | null, subject: Subject) => boolean;

/** `scope`: with which a personal token may do it too, as a plain member; null: sessions only. */
interface Rule<Subject> {
  readonly decide: Decide<Subject>;
  readonly scope: ApiScope | null;
}

/** Sessions only: a personal token may do it as far as visitors may, and no further. */
const rule = <Subject = undefined>(decide: Decide<Subject>): Rule<Subject> => ({ decide, scope: null });

/** Also for a personal token that has this scope: it may what a plain member may, whatever its owner's roles. */
const withScope = <Subject = undefined>(scope: ApiScope, decide: Decide<Subject>): Rule<Subject> => ({
  decide,
  scope,
});

const isMember: Decide<unknown> = (actor) => hasRole(actor, "member");
const isModerator: Decide<unknown> = (actor) =>
  hasRole(actor, "moderator") || isAdministrator(actor, undefined);
const isAdministrator: Decide<unknown> = (actor) => hasRole(actor, "administrator");
const isTrusted: Decide<unknown> = (actor) => hasRole(actor, "trusted") || isModerator(actor, undefined);
const isFocalPoint = (actor: Actor | null, country: string) =>
  hasRole(actor, "focal-point") && (actor?.focalCountries.includes(country) ?? false);

/** What a member does to the own account. Who owes the charter may look after the account and leave as well. */
const own: Decide<{ memberId: string }> = (actor, subject) =>
  (isMember(actor, undefined) || actor?.owesCharter === true) && actor?.id === subject.memberId;

/** What a member does in person beyond looking after the account: the charter comes first. */
const ownAsMember: typeof own = (actor, subject) => isMember(actor, undefined) && own(actor, subject);

/** Who may see what is for verified practitioners: their roles sleep until a second factor was given. */
const isVerified: Decide<unknown> = (actor) =>
  hasRole(actor, "practitioner") || hasRole(actor, "focal-point") || hasRole(actor, "administrator");

const MAY_HAVE: Record<FileFacts["uses"][number]["access"], Decide<unknown>> = {
  public: () => true,
  members: isMember,
  practitioners: isVerified,
};

/**
 * A file: whose it is, where it stands with whom it is open to there, whom a decision let have it besides, and who works
 * on what it belongs to. `kind`: what that is, since not all is reviewed by the same people.
 */
export interface FileFacts {
  uploaderId: string | null;
  uses: readonly {
    kind: string;
    access: "public" | "members" | "practitioners";
    isOpen: boolean;
    isInReview: boolean;
    granted: readonly string[];
    writers: readonly string[];
  }[];
}

const isGranted = (actor: Actor | null, granted: readonly string[]) =>
  MAY_HAVE.members(actor, undefined) && granted.includes(actor?.id ?? "");

/**
 * Who looks at the files of a thing before they are open, as at its page: moderators, and of what is handed in for review
 * whoever reviews such things; at those in a bin nobody.
 */
const reviewsFilesOf = ({ kind, isInReview }: Pick<FileFacts["uses"][number], "kind" | "isInReview">) =>
  isBinKind(kind) ? () => false : kind !== "post" && isInReview ? isTrusted : isModerator;

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
  isFocalPoint(actor, s.country) || isAdministrator(actor, undefined);
const mayConfirm: Decide<SectionFacts> = (actor, s) =>
  isTrusted(actor, undefined) || isFocalPoint(actor, s.country);
/** An edit of a profile: where, and whose. */
export interface EditFacts {
  country: string;
  authorId: string | null;
}

/** Whose edits of a profile nobody needs to look at first, and who looks at those of others. */
const knowsProfile = (actor: Actor | null, country: string) =>
  isTrusted(actor, undefined) || isFocalPoint(actor, country);

const reviewsSomewhere: Decide<unknown> = (actor) =>
  isTrusted(actor, undefined) || (actor?.focalCountries.length ?? 0) > 0;

const passesProtection = (actor: Actor | null, s: SectionFacts) =>
  s.protection === null ||
  isModerator(actor, undefined) ||
  (s.protection === "trusted" && knowsProfile(actor, s.country));

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
  access: "public" | "members" | "practitioners";
  /** Of what is for trainers, where that is fewer. */
  trainersAccess: "public" | "members" | "practitioners" | null;
  /** Who took it back, while it is. */
  retractedBy: string | null;
}

/** Who may have all of a material: what is for trainers as well. */
const mayHaveAll = (actor: Actor | null, { access, trainersAccess }: MaterialFacts) =>
  MAY_HAVE[access](actor, undefined) && MAY_HAVE[trainersAccess ?? access](actor, undefined);

const isAuthor = (actor: Actor | null, authors: readonly string[]) =>
  isMember(actor, undefined) && authors.includes(actor?.id ?? "");

const isOwner = (actor: Actor | null, ownerId: string | null) =>
  isMember(actor, undefined) && ownerId !== null && actor?.id === ownerId;
/** Whose uploads nobody needs to look at first. */
const needsNoReview: Decide<unknown> = (actor) =>
  isMember(actor, undefined) && (isTrusted(actor, undefined) || isVerified(actor, undefined));
/** Who looks at others' uploads: never at the own, nor at what is for others' eyes. */
const mayReview = (actor: Actor | null, s: MaterialFacts) =>
  isMember(actor, undefined) &&
  isTrusted(actor, undefined) &&
  actor?.id !== s.ownerId &&
  mayHaveAll(actor, s);

export const POLICY = {
  // Accounts
  "account.join": rule(() => true),
  "account.verify": rule(() => true),
  "account.sign-in": rule(() => true),
  "account.reset": rule(() => true),
  "account.manage": rule(own),
  /** What others read of a member is written, so the charter comes first. */
  "profile-page.edit": rule(ownAsMember),
  "member.administer": rule(isAdministrator),
  /** Nobody changes the own roles, and an administrator's account is touched by administrators only. */
  "role.change": rule<{ memberId: string }>(
    (actor, s) => isAdministrator(actor, undefined) && actor?.id !== s.memberId,
  ),
  /** Whether another's proposal of a role holds, or is refused: for a second administrator, never for oneself. */
  "role.confirm": rule<{ memberId: string; proposedBy: string }>(
    (actor, s) => isAdministrator(actor, undefined) && actor?.id !== s.memberId && actor?.id !== s.proposedBy,
  ),
  "role.withdraw": rule<{ proposedBy: string }>(
    (actor, s) => isAdministrator(actor, undefined) && actor?.id === s.proposedBy,
  ),
  /** Officers (moderators, administrators) are suspended by administrators only: no moderator shuts the others out. */
  "member.suspend": rule<{ memberId: string; isOfficer: boolean }>(
    (actor, s) =>
      actor?.id !== s.memberId &&
      (s.isOfficer ? isAdministrator(actor, undefined) : isModerator(actor, undefined)),
  ),
  "application.decide": rule<{ memberId: string }>(
    (actor, s) => isAdministrator(actor, undefined) && actor?.id !== s.memberId,
  ),
  /** By the link of a mail, which the command looks for: whoever reads the mailbox is the applicant. */
  "application.follow": rule(() => true),
  /** Writes to a member through the site. `isOpen`: they are listed and receive messages, or wrote first. */
  "message.write": rule<{ recipientId: string; isOpen: boolean }>(
    (actor, s) => isMember(actor, undefined) && actor?.id !== s.recipientId && s.isOpen,
  ),
  /** Reads, reports and keeps off what one receives. */
  "message.guard": rule<{ recipientId: string }>((actor, s) =>
    ownAsMember(actor, { memberId: s.recipientId }),
  ),
  /** Reads and decides on what was reported; nobody on what they wrote or received. */
  "message.decide": rule<{ senderId: string; recipientId: string }>(
    (actor, s) => isModerator(actor, undefined) && actor?.id !== s.senderId && actor?.id !== s.recipientId,
  ),
  "factor-reset.approve": rule<{ memberId: string; firstApprovedBy: string | null }>(
    (actor, s) =>
      isAdministrator(actor, undefined) && actor?.id !== s.memberId && actor?.id !== s.firstApprovedBy,
  ),
  // Profiles
  "profile.read": rule(() => true),
  /** To be mailed when a document is there. */
  "export.await": rule(ownAsMember),
  "section.edit": withScope<SectionFacts>(
    "profiles:write",
    (actor, s) => isMember(actor, undefined) && passesProtection(actor, s),
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
  "revision.open-queue": rule((actor) => isMember(actor, undefined) && reviewsSomewhere(actor, undefined)),
  /** What waits is taken back by whoever wrote it. */
  "revision.withdraw": rule<EditFacts>((actor, s) => isMember(actor, undefined) && actor?.id === s.authorId),
  /** Nobody thanks themselves, and nobody is thanked who is nobody in particular. */
  "revision.thank": rule<EditFacts>(
    (actor, s) => isMember(actor, undefined) && s.authorId !== null && actor?.id !== s.authorId,
  ),
  /** Text and summary of a revision, for moderators and administrators alone from then on. */
  "revision.hide": rule(isModerator),
  "revision.rollback": rule<SectionFacts>(
    (actor, s) => knowsProfile(actor, s.country) && passesProtection(actor, s),
  ),
  /** Own edits, and what became of them: what a program that proposes edits has to know. */
  "contribution.read": withScope<{ memberId: string }>(
    "contributions:read",
    (actor, s) => isMember(actor, undefined) && actor?.id === s.memberId,
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
  // Watching
  /** Watching begins with the charter; when mails come, and that they stop, is a matter of the account. */
  "watch.keep": rule(ownAsMember),
  // Files
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
          ((MAY_HAVE[use.access](actor, undefined) || isGranted(actor, use.granted)) &&
            (use.isOpen || reviewsFilesOf(use)(actor, undefined))),
      ),
  ),
  /**
   * Uses a file in something else: whoever sent it; else whoever reviews all that it is used in, once that is open and
   * its access allows them. That somebody may have a file is no right to hand it on.
   */
  "file.use": rule<FileFacts>(
    (actor, s) =>
      isMember(actor, undefined) &&
      (actor?.id === s.uploaderId ||
        (s.uses.length > 0 &&
          s.uses.every(
            (use) =>
              use.isOpen &&
              MAY_HAVE[use.access](actor, undefined) &&
              reviewsFilesOf({ ...use, isInReview: true })(actor, undefined),
          ))),
  ),
  /** What stands nowhere goes by whoever sent it. */
  "file.remove": rule<{ uploaderId: string | null; isUsed: boolean }>(
    (actor, s) => isMember(actor, undefined) && actor?.id === s.uploaderId && !s.isUsed,
  ),
  "file.block": rule(isModerator),
  // Posts
  "post.write": rule(isMember),
  /** Its authors until it is retracted; what they change once it was accepted waits for a moderator. */
  "post.edit": rule<PostFacts>(
    (actor, s) =>
      s.state !== "removed" &&
      ((isAuthor(actor, s.authors) && s.state !== "retracted") || isModerator(actor, undefined)),
  ),
  /** What stands round its text: its authors until it is accepted; then it is as a moderator has seen it. */
  "post.describe": rule<PostFacts>(
    (actor, s) =>
      s.state !== "removed" &&
      ((isAuthor(actor, s.authors) && (s.state === "draft" || s.state === "submitted")) ||
        isModerator(actor, undefined)),
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
        isModerator(actor, undefined)),
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
    (actor, s) => isModerator(actor, undefined) && !(s.hasOther && s.authors.includes(actor?.id ?? "")),
  ),
  /** Nobody accepts a change of their own. */
  "post.review": rule<{ authorId: string | null }>(
    (actor, s) => isModerator(actor, undefined) && actor?.id !== s.authorId,
  ),
  "comment.write": rule(isMember),
  /** To be offered the names of listed members while one writes. */
  "member.mention": rule(isMember),
  /** Whose comments nobody needs to look at first. */
  "comment.show-at-once": rule((actor) => isTrusted(actor, undefined) || isVerified(actor, undefined)),
  /** Its author, while it may still be changed. */
  "comment.edit": rule<{ authorId: string; isOpen: boolean }>(
    (actor, s) => isMember(actor, undefined) && actor?.id === s.authorId && s.isOpen,
  ),
  "comment.moderate": rule(isModerator),
  /** Nobody reports what they wrote themselves, and nobody decides on reports of it. */
  "comment.flag": rule<{ authorId: string }>(
    (actor, s) => isMember(actor, undefined) && actor?.id !== s.authorId,
  ),
  "comment.decide-flags": rule<{ authorId: string }>(
    (actor, s) => isModerator(actor, undefined) && actor?.id !== s.authorId,
  ),
  // Training
  "material.write": rule(isMember),
  /** Its owner until it is published, and then who may publish; moderators. */
  "material.edit": rule<MaterialFacts>(
    (actor, s) =>
      s.state !== "removed" &&
      ((isOwner(actor, s.ownerId) &&
        (s.state === "draft" || s.state === "submitted" || needsNoReview(actor, undefined))) ||
        isModerator(actor, undefined)),
  ),
  /** Its owner brings new versions whenever they come; those of most wait for a review. */
  "material.bring-version": rule<MaterialFacts>(
    (actor, s) =>
      (isOwner(actor, s.ownerId) || isModerator(actor, undefined)) &&
      (s.state === "draft" || s.state === "submitted" || s.state === "published"),
  ),
  "material.publish": rule<MaterialFacts>(
    (actor, s) =>
      (isOwner(actor, s.ownerId) && needsNoReview(actor, undefined)) ||
      (s.ownerId === null && isModerator(actor, undefined)) ||
      mayReview(actor, s),
  ),
  "material.review": rule<MaterialFacts>(mayReview),
  "material.retract": rule<MaterialFacts>(
    (actor, s) => isOwner(actor, s.ownerId) || isModerator(actor, undefined),
  ),
  /** Back into the library: an owner what they took out themselves, moderators what others brought. */
  "material.restore": rule<MaterialFacts>((actor, s) =>
    isOwner(actor, s.ownerId)
      ? s.state !== "retracted" || actor?.id === s.retractedBy
      : isMember(actor, undefined) && isModerator(actor, undefined),
  ),
  /** What was never published goes by its owner. */
  "material.remove": rule<MaterialFacts>(
    (actor, s) => isOwner(actor, s.ownerId) && (s.state === "draft" || s.state === "submitted"),
  ),
  /** Out of the bin again, as a draft. */
  "material.put-back": rule<MaterialFacts>((actor, s) => isOwner(actor, s.ownerId) && s.state === "removed"),
  /** Says that it still stands although the law moved. */
  "material.confirm": rule<MaterialFacts>(
    (actor, s) => isOwner(actor, s.ownerId) || (isMember(actor, undefined) && isTrusted(actor, undefined)),
  ),
  "material.ask": rule(isMember),
  /** Who may have a restricted material decides who else may: its owner, or an administrator; never for oneself. */
  "material.grant": rule<MaterialFacts & { askerId: string }>(
    (actor, s) =>
      actor?.id !== s.askerId &&
      (isAdministrator(actor, undefined) || (isOwner(actor, s.ownerId) && mayHaveAll(actor, s))),
  ),
  /** Nobody rates what is their own. */
  "material.rate": rule<MaterialFacts>(
    (actor, s) => isMember(actor, undefined) && actor?.id !== s.ownerId && s.state === "published",
  ),
  "material.hide-rating": rule(isModerator),
  "material.suggest": rule(isMember),
  "material.answer": rule<MaterialFacts>(
    (actor, s) => isOwner(actor, s.ownerId) || isModerator(actor, undefined),
  ),
  /** Has a machine read scans in it, and takes such words away: its owner, and who reviews what they may have. */
  "material.recognise": rule<MaterialFacts>(
    (actor, s) =>
      isOwner(actor, s.ownerId) ||
      (isMember(actor, undefined) && isTrusted(actor, undefined) && mayHaveAll(actor, s)),
  ),
  "material.contact": rule<MaterialFacts>(
    (actor, s) => isMember(actor, undefined) && s.ownerId !== null && s.ownerId !== actor?.id,
  ),
  "delivery.record": rule(isMember),
  "delivery.remove": rule<MaterialFacts & { memberId: string | null }>(
    (actor, s) =>
      (isMember(actor, undefined) && (actor?.id === s.memberId || isOwner(actor, s.ownerId))) ||
      isModerator(actor, undefined),
  ),
  // Operation
  /** The screen that lists what waits: for whoever may decide some of it. */
  "moderation.open": rule((actor) => isMember(actor, undefined) && reviewsSomewhere(actor, undefined)),
  "audit.read": rule(isAdministrator),
  "jobs.manage": rule(isAdministrator),
  "settings.change": rule(isAdministrator),
  "synonyms.change": rule(isAdministrator),
} as const;

export type Action = keyof typeof POLICY;
export type SubjectOf<A extends Action> = (typeof POLICY)[A] extends Rule<infer Subject> ? Subject : never;

/** The facts that a rule asks for; a rule that needs none is asked without. */
export type SubjectIn<A extends Action> =
  undefined extends SubjectOf<A> ? [subject?: SubjectOf<A>] : [subject: SubjectOf<A>];

/**
 * Whether an actor may do something to a subject with these facts. Pure; the same answer for button and guard. A personal
 * token may what visitors may, and what the rule's scope names as a plain member; no rule can give it more.
 */
export function can<A extends Action>(actor: Actor | null, action: A, ...subject: SubjectIn<A>): boolean {
  const { decide, scope } = POLICY[action] as Rule<unknown>;
  if (actor === null || actor.scopes === null) return decide(actor, subject[0]);
  if (decide(null, subject[0])) return true;
  return scope !== null && actor.scopes.includes(scope) && decide(asPlainMember(actor), subject[0]);
}

function asPlainMember(actor: Actor): Actor {
  return {
    ...actor,
    roles: hasRole(actor, "member") ? ["member"] : [],
    dormantRoles: [],
    focalCountries: [],
  };
}

/** Which scope lets a personal token do something that visitors may not; null: none does. */
export const scopeOf = (action: Action): ApiScope | null => POLICY[action].scope;
