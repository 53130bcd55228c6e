import { z } from "zod";

const Id = z.uuid();
const Count = z.number().int().nonnegative();

/*
 * Every job with its payload. Payloads contain ids and codes only, so the queue stores nothing personal or secret.
 * A job that mails a token creates it, stores its hash and then sends it. `lib/jobs/tasks.ts` implements the jobs.
 */
export const TASKS = {
  "mail-verification": z.object({ memberId: Id }),
  "mail-joined-again": z.object({ memberId: Id }),
  "mail-reset": z.object({ memberId: Id }),
  "mail-password-changed": z.object({ memberId: Id }),
  "mail-new-device": z.object({ memberId: Id, sessionId: Id }),
  "mail-email-change": z.object({ memberId: Id }),
  "mail-email-changed": z.object({ memberId: Id }),
  "mail-account-notice": z.object({ memberId: Id, notice: z.string().max(60) }),
  "mail-test": z.object({ memberId: Id, tryId: Id }),
  "mail-invitation": z.object({ invitationId: Id }),
  "mail-answer": z.object({ entryId: Id }),
  "mail-application": z.object({ memberId: Id, applicationId: Id }),
  "mail-conversation-opened": z.object({ accessId: Id, memberId: Id }),
  "mail-role-decided": z.object({ proposalId: Id }),
  "mail-export": z.object({ exportId: Id }),
  "mail-refused": z.object({ inboundMailId: Id, explanation: z.string().max(2_000).optional() }),
  "take-mail": z.object({ inboundMailId: Id }),
  "collect-mailbox": z.object({}),
  "make-data-export": z.object({ dataExportId: Id }),
  "make-export": z.object({ exportId: Id, lang: z.string().max(20).optional() }),
  "tell-watchers": z.object({ revisionId: Id }),
  "tell-page-watchers": z.object({ pageEventId: Id }),
  "tell-subject-watchers": z.object({ subjectId: Id }),
  "tell-searchers": z.object({}),
  "gather-notices": z.object({}),
  "push-notices": z.object({ noticeMailId: Id, memberId: Id }),
  /** To one browser, whose service refused the message for the moment. `failed`: attempts so far; `at`: of the first, in seconds. */
  "push-again": z.object({ noticeMailId: Id, memberId: Id, pushId: Id, failed: Count, at: Count }),
  "mail-notices": z.object({ noticeMailId: Id }),
  "check-file": z.object({ fileId: Id }),
  "read-file": z.object({ fileId: Id }),
  "recognise-file": z.object({ fileId: Id }),
  "remove-bytes": z.object({}),
  "tend-files": z.object({}),
  "tend-freshness": z.object({}),
  "check-links": z.object({}),
  "compare-files": z.object({}),
  "publish-post": z.object({ pageId: Id }),
  "publish-due-posts": z.object({}),
  "turn-topics": z.object({}),
  "turn-announcements": z.object({}),
  "end-suspension": z.object({ memberId: Id }),
  "spread-webhook": z.object({ webhookEventId: Id }),
  "send-webhook": z.object({ webhookDeliveryId: Id }),
  "run-cleanup": z.object({ cleanupId: Id }),
  "brake-filter": z.object({ filterId: Id }),
  "apply-retention": z.object({}),
  "reindex-search": z.object({}),
  "rebuild-projections": z.object({}),
  "mail-legal-digest": z.object({}),
  "mail-misses": z.object({}),
  "mail-overdue": z.object({}),
  "mail-weekly-report": z.object({ noticeMailId: Id, report: z.string().max(40) }),
  "mail-report": z.object({ reportId: Id }),
  /** `id`: of a report at `/report` (`confirm`, `receipt`), or of a case whose reporters are mailed. */
  "mail-public-report": z.object({
    id: Id,
    about: z.enum(["confirm", "receipt", "decision", "counter", "final"]),
  }),
  "nightly-backup": z.object({}),
  "restore-drill": z.object({}),
  "make-backup": z.object({ taskId: Id }),
  "try-backup": z.object({ taskId: Id }),
  "seal-audit": z.object({}),
  "verify-audit": z.object({}),
  "make-dump": z.object({}),
  "remake-dump": z.object({}),
  "keep-erasures": z.object({}),
  "watch-health": z.object({}),
  "mail-health": z.object({ alerts: z.array(z.string().max(40)), over: z.array(z.string().max(40)) }),
} as const;

export type TaskName = keyof typeof TASKS;
export type Payload<T extends TaskName> = z.infer<(typeof TASKS)[T]>;

/**
 * A job to queue. `key`: a later job with the same key replaces one that is waiting. `queue`: jobs of one
 * queue run one at a time, so that long ones do not block the rest.
 */
export type Job = {
  [T in TaskName]: { task: T; payload: Payload<T>; key?: string; queue?: string; runAt?: Date };
}[TaskName];

/** Jobs that take seconds or minutes and that no user waits for. */
const UNHURRIED: ReadonlySet<string> = new Set<TaskName>([
  ...(["check-file", "read-file", "recognise-file", "compare-files", "tend-files", "check-links"] as const),
  ...([
    "reindex-search",
    "rebuild-projections",
    "nightly-backup",
    "restore-drill",
    "make-backup",
    "try-backup",
    "apply-retention",
  ] as const),
  ...(["make-dump", "remake-dump", "verify-audit"] as const),
]);

/**
 * Sets the order of due jobs; lower runs first. Mails come first because someone who is registering or
 * signing in waits for them.
 */
export function priorityOf(task: TaskName): number {
  if (task.startsWith("mail-")) return -10;
  return UNHURRIED.has(task) ? 10 : 0;
}

/** Jobs queued by schedule (`lib/jobs/worker.ts`). A restored site queues them itself, so backups leave them out. */
export const RECURRING_TASKS = [
  "collect-mailbox",
  "publish-due-posts",
  "turn-topics",
  "tend-files",
  "tend-freshness",
  "check-links",
  "compare-files",
  "tell-searchers",
  "gather-notices",
  "mail-legal-digest",
  "mail-misses",
  "mail-overdue",
  "apply-retention",
  "nightly-backup",
  "restore-drill",
  "make-dump",
  "seal-audit",
  "verify-audit",
  "watch-health",
] as const satisfies readonly TaskName[];

export function isTaskName(name: string): name is TaskName {
  return Object.hasOwn(TASKS, name);
}
