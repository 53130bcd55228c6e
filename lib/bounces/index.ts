export { resetBounces, tryAddressAgain } from "./commands/reset-bounces";
export { takeReport } from "./commands/take-report";
export { findBounces, findBouncesOf, isAddressStopped, isCounted, isStopped } from "./queries";
export { countLastTry, sendToAddress, sendToMember } from "./send";
