import {
  mailApplication,
  mailEmailChange,
  mailEmailChanged,
  mailJoinedAgain,
  mailNewDevice,
  mailNotice,
  mailPasswordChanged,
  mailReset,
  mailVerification,
} from "@/lib/accounts";
import { backUpNightly, drillRestore, keepErasures } from "@/lib/backup";
import { listDue, publishDue } from "@/lib/blog";
import { checkFile, compareFiles, readFileInside, removeBytes, tendFiles } from "@/lib/files/bytes";
import { makeDataExport } from "@/lib/members";
import { applyRetention } from "@/lib/operation";
import { mailMisses } from "@/lib/search";
import { reindexAll } from "@/lib/searchables";
import { SYSTEM, transact } from "@/lib/transact";
import {
  GATHER_BATCH,
  gatherNotices,
  mailNotices,
  tellPageWatchers,
  tellSearchers,
  tellWatchers,
} from "@/lib/watching";
import type { Payload, TaskName } from "./catalogue";

type Tasks = { [T in TaskName]: (payload: Payload<T>) => Promise<void> };

/** What the law asks of the site is done in read-only mode as well. */
const EVEN_READ_ONLY = { evenReadOnly: true };

/** Each by itself: one that cannot be published now keeps no other waiting. */
async function publishDuePosts(): Promise<void> {
  const failed: unknown[] = [];
  for (const slug of await listDue(new Date()))
    await transact(SYSTEM, (ctx) => publishDue(ctx, { slug })).catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw failed[0];
}

/** What each job does: one domain function, safe to run twice. */
export const TASK_RUNNERS: Tasks = {
  "mail-verification": mailVerification,
  "mail-joined-again": mailJoinedAgain,
  "mail-reset": mailReset,
  "mail-password-changed": mailPasswordChanged,
  "mail-new-device": mailNewDevice,
  "mail-email-change": mailEmailChange,
  "mail-email-changed": mailEmailChanged,
  "mail-account-notice": mailNotice,
  "mail-application": mailApplication,
  "make-data-export": ({ dataExportId }) =>
    transact(SYSTEM, (ctx) => makeDataExport(ctx, { dataExportId }), EVEN_READ_ONLY),
  "check-file": checkFile,
  "read-file": readFileInside,
  "remove-bytes": async () => void (await removeBytes()),
  "tend-files": async () => void (await tendFiles()),
  "compare-files": async () => void (await compareFiles()),
  "tell-watchers": async (of) =>
    void (await transact(SYSTEM, (ctx) => tellWatchers(ctx, of), EVEN_READ_ONLY)),
  "tell-page-watchers": async (of) =>
    void (await transact(SYSTEM, (ctx) => tellPageWatchers(ctx, of), EVEN_READ_ONLY)),
  "tell-searchers": async () => void (await tellSearchers(SYSTEM)),
  "gather-notices": async () => {
    while ((await transact(SYSTEM, gatherNotices, EVEN_READ_ONLY)) === GATHER_BATCH);
  },
  "mail-notices": mailNotices,
  "publish-post": publishDuePosts,
  "publish-due-posts": publishDuePosts,
  "apply-retention": async () => void (await transact(SYSTEM, applyRetention, EVEN_READ_ONLY)),
  "nightly-backup": async () => void (await backUpNightly(SYSTEM)),
  "restore-drill": () => drillRestore(SYSTEM),
  "keep-erasures": async () => void (await keepErasures()),
  "mail-misses": async () => void (await mailMisses()),
  "reindex-search": async () => void (await reindexAll(SYSTEM)),
};
