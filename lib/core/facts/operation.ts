/** What is recorded of the operation of the site. */
export interface OperationFacts {
  "setting.changed": { key: string };
  "job.retried": { jobId: string };
  "job.removed": { jobId: string };
  "retention.applied": { task: string; counts: Record<string, number> };
  /** `posts`: ids of the posts that came with it. */
  "seed.applied": { pages: number; revisions: number; slugs: string[]; posts: string[] };
  "projections.rebuilt": { pages: number };
  /** Rows of what can be found that differed from what there is. */
  "search.rebuilt": { changed: number };
  "synonyms.changed": { synonymId: string; isAdded: boolean };
  /** Somebody has the log held against its chain; what came of it. */
  "audit.check-asked": Record<never, never>;
  "audit.checked": { entries: number; faults: number };
  /** The log was taken away. `filters`: how it was narrowed, as JSON. */
  "audit.exported": { format: string; filters: string };
  /** Problems of the site that administrators are mailed: those that began, and those that are over. */
  "health.changed": { alerts: string[]; over: string[] };
  /** A dump of all public data. `gone`: how many older dumps were removed. */
  "dump.made": { dumpId: string; lines: number; bytes: number; gone: number };
  "backup.made": { bytes: number };
  /** `madeAt`: of the backup; a drill restores it beside the site and compares. */
  "backup.restored": { rows: number; madeAt: string; isDrill: boolean };
}
