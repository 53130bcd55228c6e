export { AUDIT_FORMATS, type AuditFormat, recordAuditExport, writeAudit } from "./audit/export";
export { findHead, sealAudit } from "./audit/seal";
export { type AuditCheck, checkAudit, findLastCheck, verifyAudit } from "./audit/verify";
export { askAuditCheck } from "./commands/ask-audit-check";
export { changeReadOnlyMode } from "./commands/change-read-only-mode";
export { removeJob, retryJob } from "./commands/retry-job";
export { type AuditLine, listAudit, type Named } from "./queries/audit-queries";
export {
  checkHealth,
  findHealth,
  findSiteFigures,
  type Health,
  type Level,
  type SiteFigures,
} from "./queries/health-queries";
export { type JobLine, type JobRunLine, listJobRuns, listJobs } from "./queries/job-queries";
export { checkReadiness, type Readiness } from "./readiness";
export { applyRetention } from "./retention";
export { findReadOnlyMode } from "./site-queries";
