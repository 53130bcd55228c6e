/** Facts about the operation of the site. */
export interface OperationFacts {
  /** For a setting of the site: old and new values of the fields that changed. */
  "setting.changed": { key: string; before?: unknown; after?: unknown };
  /** Administrators keep their text of a page such as the charter after the product's text changed. */
  "page-text.kept": { pageId: string; slug: string };
  /** The period of an announcement began or ended. */
  /** A step of the set-up was put aside, confirmed as done, or neither any more ("none"). */
  "setup.marked": { key: string; mark: string };
  /** An administrator asked for a test mail to their own address; how the mail server answered. */
  "setup.mail-asked": { memberId: string; tryId: string };
  "setup.mail-answered": { tryId: string; state: string; reason: string | null };
  "setup.storage-tried": { isSound: boolean };
  "announcements.turned": Record<never, never>;
  /** An endpoint of an organisation, to which public events are sent. The log has no address of it. */
  "webhook.registered": { webhookId: string };
  "webhook.changed": { webhookId: string };
  /** It has a new key. */
  "webhook.rotated": { webhookId: string };
  "webhook.switched": { webhookId: string; isOn: boolean };
  "webhook.removed": { webhookId: string };
  "webhook.tested": { webhookId: string };
  "webhook.resent": { webhookId: string; deliveryId: string };
  /** The events of the last hours are sent again. */
  "webhook.replayed": { webhookId: string; hours: number; count: number };
  /** The site switched it off: it answered that it is gone, or failed for days. */
  "webhook.stopped": { webhookId: string; why: string };
  "job.retried": { jobId: string };
  "job.removed": { jobId: string };
  "retention.applied": { task: string; counts: Record<string, number> };
  /** `posts`: ids of the posts that the seed created. */
  "seed.applied": { pages: number; revisions: number; slugs: string[]; posts: string[] };
  "projections.rebuilt": { pages: number };
  /** `changed`: rows of the search index that differed from the data. */
  "search.rebuilt": { changed: number };
  "synonyms.changed": { synonymId: string; isAdded: boolean };
  /** An administrator requested verification of the log's hash chain, and its result. */
  "audit.check-asked": Record<never, never>;
  "audit.checked": { entries: number; faults: number };
  /** The log was exported. `filters`: the filters applied, as JSON. */
  "audit.exported": { format: string; filters: string };
  /** Problems mailed to administrators: `alerts` are new, `over` are resolved. */
  "health.changed": { alerts: string[]; over: string[] };
  /** A dump of all public data. `gone`: number of older dumps deleted. */
  "dump.made": { dumpId: string; lines: number; bytes: number; gone: number };
  "backup.made": { bytes: number };
  /** An administrator asked for a backup, or for a test restore of one. */
  "backup.asked": { jobId: string };
  "backup.try-asked": { jobId: string; name: string };
  /** A backup, or a part of it from this byte on, was sent to an administrator. */
  "backup.downloaded": { key: string; from: number };
  /** An administrator noted whether the key of the backups is kept elsewhere too. */
  "backup.key-marked": { key: string; mark: string };
  /** `madeAt`: time of the backup. A drill restores it next to the site and compares the two. */
  "backup.restored": { rows: number; madeAt: string; isDrill: boolean };
}
