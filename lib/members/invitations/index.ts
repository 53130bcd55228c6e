export {
  acceptAsMember,
  acceptInvitation,
  declineInvitation,
  prepareAcceptance,
} from "./commands/answer";
export {
  inviteMember,
  prepareInvitation,
  prepareResend,
  resendInvitation,
  withdrawInvitation,
} from "./commands/invite";
export {
  type CheckedPerson,
  checkInvitationList,
  inviteList,
  lookAtList,
  prepareList,
} from "./list/invite-list";
export { mailInvitation } from "./mail-invitation";
export type { OpenInvitation } from "./open-invitation";
export {
  findInvitation,
  findInvitationFor,
  type InvitationLine,
  InvitationsQuery,
  listInvitations,
} from "./queries";
