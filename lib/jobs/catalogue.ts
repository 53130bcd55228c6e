import { z } from "zod";

const Id = z.uuid();

/*
 * Every job, with its payload: ids only, so that nothing personal or secret stands in the queue. A job that mails a
 * token makes it, keeps its hash, then sends. `tasks.ts` says what each does.
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
  "mail-application": z.object({ memberId: Id, applicationId: Id }),
  "make-data-export": z.object({ dataExportId: Id }),
  "tell-watchers": z.object({ revisionId: Id }),
  "tell-page-watchers": z.object({ pageEventId: Id }),
  "tell-searchers": z.object({}),
  "gather-notices": z.object({}),
  "mail-notices": z.object({ noticeMailId: Id }),
  "check-file": z.object({ fileId: Id }),
  "read-file": z.object({ fileId: Id }),
  "remove-bytes": z.object({}),
  "tend-files": z.object({}),
  "compare-files": z.object({}),
  "publish-post": z.object({ pageId: Id }),
  "publish-due-posts": z.object({}),
  "apply-retention": z.object({}),
  "reindex-search": z.object({}),
  "mail-misses": z.object({}),
  "nightly-backup": z.object({}),
  "restore-drill": z.object({}),
  "keep-erasures": z.object({}),
} as const;

export type TaskName = keyof typeof TASKS;
export type Payload<T extends TaskName> = z.infer<(typeof TASKS)[T]>;

/** A job to queue. `key`: a later job of the same key replaces a waiting one. */
export type Job = { [T in TaskName]: { task: T; payload: Payload<T>; key?: string; runAt?: Date } }[TaskName];

/** Those that the clock queues (`worker.ts`): a restored site queues them by itself. */
export const RECURRING_TASKS = [
  "publish-due-posts",
  "tend-files",
  "compare-files",
  "tell-searchers",
  "gather-notices",
  "mail-misses",
  "apply-retention",
  "nightly-backup",
  "restore-drill",
] as const satisfies readonly TaskName[];

export function isTaskName(name: string): name is TaskName {
  return Object.hasOwn(TASKS, name);
}
