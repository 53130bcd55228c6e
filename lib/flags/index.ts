export { appealFor, appealingOf, closeAppeal } from "./author";
export { claimCase, closeCase, decidingOf, deleteCases, openDecided } from "./decide";
export { type Decided, findDecided } from "./decided";
export { eraseFlagWords } from "./erase-words";
export type { Flagged, FlaggedThing, FlagKind } from "./kind";
export { flagNews, notifyFlagged, notifyFlaggers } from "./notices";
export {
  type CaseLine,
  findCase,
  findOwnCase,
  findOwnFlag,
  listCases,
  listOpenFlags,
  type OwnCase,
} from "./queries";
export { hasFlagged, raise } from "./raise";
