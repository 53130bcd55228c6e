export { reportingOf } from "./commands";
export { addressFlags } from "./flags";
export { mailPublicReport } from "./mail-report";
export { eraseReportWords } from "./personal-data";
export { prepareReport } from "./prepare-report";
export { findReport, listReportsOf, type OwnReport, type ReportLine } from "./queries";
