export { askDue, gatherLinks, listDueLinks, recordAnswer } from "./check-links";
export { listBroken, listBrokenSources } from "./queries";
