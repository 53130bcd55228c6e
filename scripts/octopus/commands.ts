import type { Command } from "./command";

/** All commands, loaded on demand, so that one does not load another's packages. */
export const COMMANDS: Record<string, () => Promise<Command>> = {
  "audit:verify": async () => (await import("./audit-verify")).auditVerify,
  backup: async () => (await import("./backup")).backup,
  "check-env": async () => (await import("./check-env")).checkEnv,
  "data:update": async () => (await import("./data-update")).dataUpdate,
  doctor: async () => (await import("./doctor")).doctor,
  "erasures:apply": async () => (await import("./apply-erasures")).applyErasures,
  export: async () => (await import("./export")).exportProfiles,
  "files:wrong-downloads": async () => (await import("./wrong-downloads")).wrongDownloads,
  import: async () => (await import("./import")).importProfiles,
  "jobs:run": async () => (await import("./run-jobs")).runJobs,
  migrate: async () => (await import("./migrate")).migrate,
  "projections:rebuild": async () => (await import("./rebuild-projections")).rebuild,
  restore: async () => (await import("./restore")).restore,
  "search:reindex": async () => (await import("./search-reindex")).searchReindex,
  seed: async () => (await import("./seed")).seed,
  "setup-link": async () => (await import("./setup-link")).setupLink,
  "storage:check": async () => (await import("./storage-check")).storageCheck,
  "storage:move": async () => (await import("./storage-move")).storageMove,
  "storage:repair": async () => (await import("./storage-repair")).storageRepair,
  "user:create": async () => (await import("./user-create")).userCreate,
  "user:reset-two-factor": async () => (await import("./user-reset-two-factor")).userResetTwoFactor,
  "user:role": async () => (await import("./user-role")).userRole,
  "user:suspend": async () => (await import("./user-suspend")).userSuspend,
};
