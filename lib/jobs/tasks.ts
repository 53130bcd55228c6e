import { makeDataExport } from "@/lib/members";
import { applyRetention } from "@/lib/operation";
import { SYSTEM, transact } from "@/lib/transact";
import type { Payload, TaskName } from "./catalogue";

type Tasks = { [T in TaskName]: (payload: Payload<T>) => Promise<void> };

/** What the law asks of the site is done in read-only mode as well. */
const EVEN_READ_ONLY = { evenReadOnly: true };

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
  "make-data-export": ({ dataExportId }) =>
    transact(SYSTEM, (ctx) => makeDataExport(ctx, { dataExportId }), EVEN_READ_ONLY),
  "apply-retention": async () => void (await transact(SYSTEM, applyRetention, EVEN_READ_ONLY)),
  "nightly-backup": notYet,
};
