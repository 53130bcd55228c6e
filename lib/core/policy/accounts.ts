import {
  type Decide,
  isAdministrator,
  isAuthor,
  isMember,
  isModerator,
  isOwner,
  isTrusted,
  isVerified,
  own,
  ownAsMember,
  rule,
} from "./rule";

/** A moderator acts about a member: never about themselves, and about officers administrators only. */
const overMember: Decide<{ memberId: string; isOfficer: boolean }> = (actor, s) =>
  actor?.id !== s.memberId && (s.isOfficer ? isAdministrator(actor) : isModerator(actor));

/** Rules for accounts, roles and messages. */
export const ACCOUNT_RULES = {
  "account.join": rule(() => true),
  "account.verify": rule(() => true),
  "account.sign-in": rule(() => true),
  "account.reset": rule(() => true),
  "account.manage": rule(own),
  /** The profile page is public, so the charter must be accepted first. */
  "profile-page.edit": rule(ownAsMember),
  "member.administer": rule(isAdministrator),
  /** Invites people, and sees whom others invited. */
  "invitation.manage": rule(isAdministrator),
  /** By the link in a mail, which the command checks: who reads the mailbox was invited. */
  "invitation.answer": rule(() => true),
  /** The same with an account, which the command compares with the invited address. */
  "invitation.accept": rule(isMember),
  /** Only administrators change roles, and never their own. */
  "role.change": rule<{ memberId: string }>((actor, s) => isAdministrator(actor) && actor?.id !== s.memberId),
  /** Confirms or refuses a role proposal: another administrator than the proposer, and never for oneself. */
  "role.confirm": rule<{ memberId: string; proposedBy: string }>(
    (actor, s) => isAdministrator(actor) && actor?.id !== s.memberId && actor?.id !== s.proposedBy,
  ),
  "role.withdraw": rule<{ proposedBy: string }>(
    (actor, s) => isAdministrator(actor) && actor?.id === s.proposedBy,
  ),
  /**
   * Only administrators can suspend officers (moderators, administrators), so that one moderator cannot lock
   * the others out.
   */
  "member.suspend": rule(overMember),
  /** Takes back what a member contributed: moderators, never their own, and nobody what officers wrote. */
  "member.clean-up": rule<{ memberId: string; isOfficer: boolean }>(
    (actor, s) => isModerator(actor) && !s.isOfficer && actor?.id !== s.memberId,
  ),
  /** Warns a member. As for a suspension. */
  "member.warn": rule(overMember),
  /** Confirms that one read a warning. Until then no role is in force. */
  "warning.confirm": rule(own),
  /** Reads, adds and removes the notes about a member that staff share: nobody reads those about themselves. */
  "staff-note.manage": rule(overMember),
  /** By the link that a suspended member gets after signing in, which the command checks. */
  "suspension.appeal": rule(() => true),
  /** Makes, tests and changes the filters of what members write, and sees what they caught. */
  "filter.manage": rule(isAdministrator),
  "application.decide": rule<{ memberId: string }>(
    (actor, s) => isAdministrator(actor) && actor?.id !== s.memberId,
  ),
  /** By the link in a mail, which the command checks: access to the mailbox proves that this is the applicant. */
  "application.follow": rule(() => true),
  /** Writes to a member; the command checks whether the recipient takes messages. */
  "message.write": rule<{ recipientId: string }>(
    (actor, s) => isMember(actor) && actor?.id !== s.recipientId,
  ),
  /** Sends more than a few requests a day: who is trusted, verified or an officer. */
  "message.ask-many": rule((actor) => isTrusted(actor) || isVerified(actor)),
  /** A conversation is open to its two members only, and to nobody by a role. */
  "conversation.use": rule<{ memberIds: readonly string[] }>((actor, s) => isAuthor(actor, s.memberIds)),
  /** Accepts or declines a request: the one who was asked. */
  "conversation.answer": rule<{ memberIds: readonly string[]; startedBy: string }>(
    (actor, s) => isAuthor(actor, s.memberIds) && actor?.id !== s.startedBy,
  ),
  /** `isOpen`: for a while after it was sent. */
  "message.delete": rule<{ senderId: string; isOpen: boolean }>(
    (actor, s) => isOwner(actor, s.senderId) && s.isOpen,
  ),
  /** Reports a received message; the command checks that the actor received it. */
  "message.report": rule<{ senderId: string }>((actor, s) => isMember(actor) && actor?.id !== s.senderId),
  /** Reads and decides on reported messages, except those one wrote or received. */
  "message.decide": rule<{ senderId: string; recipientId: string }>(
    (actor, s) => isModerator(actor) && actor?.id !== s.senderId && actor?.id !== s.recipientId,
  ),
  /**
   * Reads a conversation of others because of a reported message, for a day and with a reason that both are told. Never
   * one's own: a member would then decide about the other.
   */
  "conversation.open": rule<{ memberIds: readonly string[] }>(
    (actor, s) => isAdministrator(actor) && !s.memberIds.includes(actor?.id ?? ""),
  ),
  /** Asks the people who run the site: with an account or without. */
  "question.ask": rule(() => true),
  /** By the link in the mail with the answer, which the command checks. */
  "question.reply": rule(() => true),
  /** Reads and answers the questions, which have names and addresses of people outside. */
  "mailbox.manage": rule(isAdministrator),
  "factor-reset.approve": rule<{ memberId: string; firstApprovedBy: string | null }>(
    (actor, s) => isAdministrator(actor) && actor?.id !== s.memberId && actor?.id !== s.firstApprovedBy,
  ),
} as const;
