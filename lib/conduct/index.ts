export { SUSPENSION_CASES } from "./kind";
export { OWES_READING } from "./owes-reading";
export {
  type ConductOf,
  countSuspensions,
  findConduct,
  findKeptReason,
  findOwnConduct,
  findUnreadWarning,
} from "./queries";
export { addNote, confirmWarning, removeNote, warnMember } from "./staff";
export {
  endDueSuspension,
  endIfOver,
  endSuspension,
  MAY_ACT,
  STATE_NOW,
  startSuspension,
} from "./suspension";
export { lockByHandle, lockTarget, type Target } from "./target";
