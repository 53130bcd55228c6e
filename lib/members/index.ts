export { appealSuspension, findOwnSuspension, type OwnSuspension } from "./appeal-suspension";
export { changeLanguage } from "./commands/change-language";
export { changeMessages } from "./commands/change-messages";
export { changeRole, changeRoleAsOperator } from "./commands/change-role";
export { dismissFirstSteps } from "./commands/end-first-steps";
export { eraseMember, reapplyErasures } from "./commands/erase-member";
export { makeDataExport } from "./commands/make-data-export";
export { downloadDataExport, requestDataExport } from "./commands/request-data-export";
export { resendVerificationFor } from "./commands/resend-verification";
export { reinstateMember, suspendAsOperator, suspendMember } from "./commands/suspend-member";
export { updateProfile, updateWork } from "./commands/update-profile";
export { PERSONAL } from "./personal-columns";
export { confirmRole, refuseRole, withdrawRole } from "./proposals/commands/decide-role";
export { hasConfirmerFor, takingNeedsSecond } from "./proposals/confirmers";
export { listRoleProposals, type RoleProposal } from "./proposals/queries";
export {
  type AdminMember,
  type AdminMemberLine,
  type AdminRole,
  countAdministrators,
  countMembers,
  findMemberForAdmin,
  type Giver,
  listErasures,
  searchMembers,
} from "./queries/admin-queries";
export { listDirectory, listDirectoryCountries } from "./queries/directory-queries";
export { type FirstSteps, findFirstSteps } from "./queries/first-steps";
export { findMemberForModeration, listSuspended, type SuspendedLine } from "./queries/moderation-queries";
export {
  findOwnProfile,
  listOwnExports,
  type OwnExport,
  type OwnProfile,
} from "./queries/own-queries";
export { findByHandle, findCalled, listPeople, suggestPeople } from "./queries/people-queries";
export { findMemberFor, findPublicMember } from "./queries/public-queries";
export { indexMembers, listListedIds, listMemberOwners } from "./search-entries";
export { memberSamples } from "./search-samples";
export { findTrustStanding, type TrustStanding } from "./standing/recompute";
export { WRITER, writerOf } from "./writer";
