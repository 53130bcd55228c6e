export { decideReport, reportError } from "./commands";
export { mailReport } from "./mail";
export { countReports, listReports } from "./queries";
