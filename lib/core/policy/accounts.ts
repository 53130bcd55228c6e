import { isAdministrator, isMember, isModerator, own, ownAsMember, rule } from "./rule";

/** What members do with accounts, roles and messages. */
export const ACCOUNT_RULES = {
  "account.join": rule(() => true),
  "account.verify": rule(() => true),
  "account.sign-in": rule(() => true),
  "account.reset": rule(() => true),
  "account.manage": rule(own),
  /** What others read of a member is written, so the charter comes first. */
  "profile-page.edit": rule(ownAsMember),
  "member.administer": rule(isAdministrator),
  /** Nobody changes the own roles, and an administrator's account is touched by administrators only. */
  "role.change": rule<{ memberId: string }>((actor, s) => isAdministrator(actor) && actor?.id !== s.memberId),
  /** Whether another's proposal of a role holds, or is refused: for a second administrator, never for oneself. */
  "role.confirm": rule<{ memberId: string; proposedBy: string }>(
    (actor, s) => isAdministrator(actor) && actor?.id !== s.memberId && actor?.id !== s.proposedBy,
  ),
  "role.withdraw": rule<{ proposedBy: string }>(
    (actor, s) => isAdministrator(actor) && actor?.id === s.proposedBy,
  ),
  /** Officers (moderators, administrators) are suspended by administrators only: no moderator shuts the others out. */
  "member.suspend": rule<{ memberId: string; isOfficer: boolean }>(
    (actor, s) => actor?.id !== s.memberId && (s.isOfficer ? isAdministrator(actor) : isModerator(actor)),
  ),
  "application.decide": rule<{ memberId: string }>(
    (actor, s) => isAdministrator(actor) && actor?.id !== s.memberId,
  ),
  /** By the link of a mail, which the command looks for: whoever reads the mailbox is the applicant. */
  "application.follow": rule(() => true),
  /** Writes to a member through the site. `isOpen`: they are listed and receive messages, or wrote first. */
  "message.write": rule<{ recipientId: string; isOpen: boolean }>(
    (actor, s) => isMember(actor) && actor?.id !== s.recipientId && s.isOpen,
  ),
  /** Reads, reports and keeps off what one receives. */
  "message.guard": rule<{ recipientId: string }>((actor, s) =>
    ownAsMember(actor, { memberId: s.recipientId }),
  ),
  /** Reads and decides on what was reported; nobody on what they wrote or received. */
  "message.decide": rule<{ senderId: string; recipientId: string }>(
    (actor, s) => isModerator(actor) && actor?.id !== s.senderId && actor?.id !== s.recipientId,
  ),
  "factor-reset.approve": rule<{ memberId: string; firstApprovedBy: string | null }>(
    (actor, s) => isAdministrator(actor) && actor?.id !== s.memberId && actor?.id !== s.firstApprovedBy,
  ),
} as const;
