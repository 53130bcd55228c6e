export { findAuthors, type SectionAuthors } from "./authorship-queries";
export { byMoment } from "./by-moment";
export type { ContributingKind, ListedAt } from "./contributions";
export { listContributions, readingBy } from "./contributions";
export { draftingOf } from "./drafting";
export { editingOf } from "./editing";
export { fieldMoments } from "./field-history";
export {
  findNeighbours,
  findRevisionLine,
  listHistory,
  listNumbersOf,
  listRevisionsBetween,
  listStandingRevisions,
} from "./history";
export { compareLastRun, findLastRun } from "./last-run";
export { listShownIds, type PageKind } from "./page-kind";
export { listRecordMoments } from "./record-queries";
export { authorOf, LINE, linesOf, merged } from "./revision-lines";
export { type RevisionSteps, revisionRows } from "./revision-steps";
export { ownerOf, ownersIn, pastOf } from "./text-past";
