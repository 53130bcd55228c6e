export { askDue, gatherLinks, keepAnswer, listDueLinks } from "./check-links";
export { listBroken, listBrokenSources } from "./queries";
