export { findAuthors, type SectionAuthors } from "./authorship-queries";
export { editingOf } from "./editing";
export { fieldMoments } from "./field-history";
export {
  findNeighbours,
  findRevisionLine,
  listHistory,
  listNumbersOf,
  listRevisionsBetween,
  listStandingRevisions,
  ofSection,
} from "./history";
export { findLastRun } from "./last-run";
export { factOf, moderationOf } from "./moderation";
export { listRecordMoments } from "./record-queries";
export { authorOf, LINE, lines, linesOf, merged } from "./revision-lines";
export { pastOf } from "./text-past";
