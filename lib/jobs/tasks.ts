import type { Payload, TaskName } from "./catalogue";

type Tasks = { [T in TaskName]: (payload: Payload<T>) => Promise<void> };

const notYet = async () => undefined;

/** What each job does: one domain function, safe to run twice. */
export const TASK_RUNNERS: Tasks = {
  "mail-verification": notYet,
  "mail-joined-again": notYet,
  "mail-reset": notYet,
  "mail-password-changed": notYet,
  "mail-new-device": notYet,
  "mail-email-change": notYet,
  "mail-email-changed": notYet,
  "mail-account-notice": notYet,
  "mail-application": notYet,
  "make-data-export": notYet,
  "apply-retention": notYet,
  "nightly-backup": notYet,
};
