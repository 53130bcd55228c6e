export { approveFactorReset, refuseFactorReset } from "./commands/approve-factor-reset";
export { confirmTwoFactor } from "./commands/confirm-two-factor";
export { disableTwoFactor } from "./commands/disable-two-factor";
export { removeTwoFactorAsOperator } from "./commands/remove-two-factor";
export { renewRecoveryCodes } from "./commands/renew-recovery-codes";
export { requestOwnFactorReset, startFactorReset } from "./commands/request-factor-reset";
export { startTwoFactor } from "./commands/start-two-factor";
export { hasSecondFactor } from "./factors";
export {
  findOwnFactorReset,
  findPendingSecret,
  findTwoFactorState,
  listOpenFactorResets,
  type OpenFactorReset,
  type TwoFactorState,
} from "./queries";
export { spendSecondFactor } from "./spend-code";
