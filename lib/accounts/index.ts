export { findActorBySession, findActorByToken } from "./actor-queries";
export { countCode, countQuestion, countUnsignedReport, mayMail, resetCodes } from "./back-off";
export type { Browser } from "./browser";
export { type CheckedSignIn, checkSignIn } from "./check-sign-in";
export { acceptCharter } from "./commands/accept-charter";
export { confirmEmailChange, requestEmailChange, undoEmailChange } from "./commands/change-email";
export { type Confirmed, changePassword, confirmSession } from "./commands/change-password";
export { type Claimed, claimAccount } from "./commands/claim-account";
export { type CreateMember, createMember } from "./commands/create-member";
export { endMemberSessions, endSession, signOut, signOutElsewhere } from "./commands/end-session";
export { makeSetupLink } from "./commands/make-setup-link";
export { register } from "./commands/register";
export { requestReset } from "./commands/request-reset";
export { resendVerification } from "./commands/resend-verification";
export { resetPassword } from "./commands/reset-password";
export { type SignInOutcome, signIn } from "./commands/sign-in";
export { type IdentityOutcome, type ProvenIdentity, signInByIdentity } from "./commands/sign-in-by-identity";
export { reportLostFactor, type SignInStep, signInWithCode } from "./commands/sign-in-with-code";
export { confirmWithPasskey, type PasskeyOutcome, signInWithPasskey } from "./commands/sign-in-with-passkey";
export { type Verified, verifyEmail } from "./commands/verify-email";
export { nameDevice } from "./device-name";
export { displaceClaim } from "./displace-claim";
export { ageOfForm, makeFormStamp, waitAsTyped } from "./form-stamp";
export { insertMember, renameByName } from "./insert-member";
export { findMailActor, type MailActor } from "./mail-actor";
export { mailApplication } from "./mails/application-mails";
export {
  mailEmailChange,
  mailEmailChanged,
  mailJoinedAgain,
  mailReset,
  mailVerification,
} from "./mails/link-mails";
export { mailNewDevice, mailNotice, mailPasswordChanged } from "./mails/notice-mails";
export { mailRoleDecided } from "./mails/role-mails";
export { findReader, type Reader, siteAddress, writeTo, writeToAddress } from "./mails/write";
export { owesCharter } from "./owes-charter";
export { hashPassword } from "./password";
export { findPasswordProblem } from "./password-problems";
export { type PreparedClaim, prepareClaim } from "./prepare-claim";
export { type MailRequest, prepareMailRequest } from "./prepare-mail-request";
export {
  type CheckedConfirmation,
  type PreparedChange,
  type PreparedReset,
  prepareChange,
  prepareConfirmation,
  prepareReset,
} from "./prepare-password";
export { prepareRegistration, type Registration, refuseMissingAnswers } from "./prepare-registration";
export {
  findEmailLink,
  findVerification,
  isResetLinkGood,
  listSessions,
  type SessionRow,
  type Verification,
} from "./queries";
export { credentialFingerprint, type Started, startSession } from "./start-session";
export { type FoundToken, findToken, hashToken, makeToken, newTokenText, spendToken } from "./token";
