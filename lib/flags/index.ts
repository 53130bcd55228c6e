export { appealFor, appealingOf, closeAppeal } from "./author";
export { claimCase, closeCase, decidingOf, deleteCases, openDecided } from "./decide";
export { type Decided, findDecided } from "./decided";
export { eraseFlagWords } from "./erase-words";
export type { AtAddress, Flagged, FlaggedThing, FlagKind } from "./kind";
export { flagNews, notifyFlagged, notifyFlaggers } from "./notices";
export { findOwnCase, type OwnCase } from "./own-case";
export {
  type CaseLine,
  findCase,
  findOwnFlag,
  listCases,
  listOpenFlags,
} from "./queries";
export { addReport, hasFlagged, raise } from "./raise";
