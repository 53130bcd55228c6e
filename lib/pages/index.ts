export { editingOf } from "./editing";
export {
  findNeighbours,
  findRevisionLine,
  listHistory,
  listNumbersOf,
  listRevisionsBetween,
  ofSection,
} from "./history";
export { factOf, moderationOf } from "./moderation";
export { authorOf, LINE, lines, linesOf, merged } from "./revision-lines";
export { pastOf } from "./text-past";
