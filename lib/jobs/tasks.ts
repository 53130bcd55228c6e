import { db } from "@/db/client";
import {
  mailApplication,
  mailEmailChange,
  mailEmailChanged,
  mailJoinedAgain,
  mailNewDevice,
  mailNotice,
  mailPasswordChanged,
  mailReset,
  mailRoleDecided,
  mailVerification,
} from "@/lib/accounts";
import { backUpNightly, drillRestore, runBackup, runTryBackup, saveErasures } from "@/lib/backup";
import { listDue, publishDue } from "@/lib/blog";
import { runCleanup } from "@/lib/cleanups";
import { isNewcomer, isWritten } from "@/lib/comments";
import { endDueSuspension } from "@/lib/conduct";
import type { Payload, TaskName } from "@/lib/core/jobs";
import { LEGAL_DIGEST } from "@/lib/digest";
import { mailOpened } from "@/lib/direct-messages";
import { closeDuePoll, listDuePolls, listDueTimers, runTimer } from "@/lib/discussions";
import { env } from "@/lib/env";
import { mailExport, makeQueuedExport } from "@/lib/exports";
import {
  checkFile,
  compareFiles,
  readFileInside,
  recogniseFile,
  refreshFiles,
  removeBytes,
} from "@/lib/files/bytes";
import { brakeFilter } from "@/lib/filtering";
import { remindOfFlags } from "@/lib/flags/queue";
import { collectMailbox, mailRefused, queueWaiting, takeMail } from "@/lib/inbound-mail/taking";
import { refreshLaw } from "@/lib/legal";
import { mailAnswer } from "@/lib/mailbox";
import { makeDataExport } from "@/lib/members";
import { mailInvitation } from "@/lib/members/invitations";
import { MISSES_REPORT, mailReport, queueReport, type WeeklyReport } from "@/lib/notices";
import { makeDump, remakeDump } from "@/lib/open-lists";
import { applyRetention, checkAudit, checkHealth, mailHealth, sealAudit, watchHealth } from "@/lib/operation";
import { mailTest } from "@/lib/operation/setup";
import { findCommentedByMail, writeByMail } from "@/lib/page-kinds";
import { END_BATCH, removeExpiredProtections } from "@/lib/pages/moderation";
import { collectOwnData } from "@/lib/personal-data";
import { refreshFreshness, TEND_BATCH } from "@/lib/profiles/freshness";
import { askDue, gatherLinks, listDueLinks, recordAnswer } from "@/lib/profiles/links";
import { OVERDUE_REPORT } from "@/lib/profiles/mail-overdue";
import { remindReviewers } from "@/lib/profiles/queues";
import { mailReport as mailAnswerToReport } from "@/lib/profiles/reports";
import { notifyWatchers } from "@/lib/profiles/watched";
import { rebuildAllProjections } from "@/lib/projections";
import { mailPublicReport } from "@/lib/public-reports";
import { reindexAll } from "@/lib/searchables";
import { turnAnnouncements } from "@/lib/site-settings";
import { SYSTEM, transact } from "@/lib/transact";
import {
  GATHER_BATCH,
  gatherNotices,
  mailNotices,
  notifyPageWatchers,
  notifySearchers,
  notifySubjectWatchers,
  pushNotices,
} from "@/lib/watching";
import { spend } from "@/lib/web/limits";
import { sendWebhook, spreadEvent } from "@/lib/webhooks";

type Tasks = { [T in TaskName]: (payload: Payload<T>) => Promise<void> };

/** For jobs that also run in read-only mode. */
const EVEN_READ_ONLY = { evenReadOnly: true };

/** Publishes due posts, each in its own transaction, so that a post that fails does not delay the others. */
async function publishDuePosts(): Promise<void> {
  const failed: unknown[] = [];
  for (const slug of await listDue(new Date()))
    await transact(SYSTEM, (ctx) => publishDue(ctx, { slug })).catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw failed[0];
}

/** Does what due timers of topics say, and closes polls whose last day is over, each in its own transaction. */
async function turnTopics(): Promise<void> {
  const failed: unknown[] = [];
  for (const due of await listDueTimers(new Date()))
    await transact(SYSTEM, (ctx) => runTimer(ctx, due)).catch((error: unknown) => failed.push(error));
  for (const due of await listDuePolls(new Date()))
    await transact(SYSTEM, (ctx) => closeDuePoll(ctx, due)).catch((error: unknown) => failed.push(error));
  if (failed.length > 0) throw failed[0];
}

/**
 * Checks the addresses of sources, only if the operator enabled it: otherwise the site sends no requests to others.
 * Requests are sent outside of transactions.
 */
async function checkLinks(): Promise<void> {
  if (env().LINK_CHECK === "off") return;
  await transact(SYSTEM, gatherLinks);
  for (const due of await listDueLinks(new Date())) {
    const answer = await askDue(due);
    await transact(SYSTEM, (ctx) => recordAnswer(ctx, { due, answer }));
  }
}

const WEEKLY: readonly WeeklyReport[] = [MISSES_REPORT, OVERDUE_REPORT, LEGAL_DIGEST];

/** Implements each job as one domain function that is safe to repeat. */
export const TASK_RUNNERS: Tasks = {
  "mail-verification": mailVerification,
  "mail-joined-again": mailJoinedAgain,
  "mail-reset": mailReset,
  "mail-password-changed": mailPasswordChanged,
  "mail-new-device": mailNewDevice,
  "mail-email-change": mailEmailChange,
  "mail-email-changed": mailEmailChanged,
  "mail-account-notice": mailNotice,
  "mail-answer": mailAnswer,
  "mail-application": mailApplication,
  "mail-public-report": mailPublicReport,
  "mail-invitation": mailInvitation,
  "mail-test": mailTest,
  "mail-conversation-opened": mailOpened,
  "mail-role-decided": mailRoleDecided,
  "mail-export": mailExport,
  "mail-refused": (of) => mailRefused(of, findCommentedByMail),
  "run-cleanup": runCleanup,
  "brake-filter": (of) => transact(SYSTEM, (ctx) => brakeFilter(ctx, of)),
  "take-mail": (of) =>
    takeMail(of, {
      write: writeByMail,
      isWritten,
      mayAttach: async (actor) => !(await isNewcomer(db(), { actor })),
      spend: (memberId) => spend("comment", { ip: null, memberId }),
      spendRefusal: (memberId) => spend("refused-mail", { ip: null, memberId }),
    }),
  "collect-mailbox": async () => {
    await transact(SYSTEM, queueWaiting, EVEN_READ_ONLY);
    await collectMailbox();
  },
  "make-data-export": ({ dataExportId }) =>
    transact(SYSTEM, (ctx) => makeDataExport(ctx, { dataExportId }, collectOwnData), EVEN_READ_ONLY),
  "make-export": makeQueuedExport,
  "check-file": checkFile,
  "read-file": readFileInside,
  "recognise-file": recogniseFile,
  "remove-bytes": async () => void (await removeBytes()),
  "tend-files": async () => void (await refreshFiles()),
  "tend-freshness": async () => {
    while ((await transact(SYSTEM, refreshFreshness, EVEN_READ_ONLY)) === TEND_BATCH);
    while ((await transact(SYSTEM, removeExpiredProtections, EVEN_READ_ONLY)) === END_BATCH);
    await transact(SYSTEM, refreshLaw, EVEN_READ_ONLY);
    await transact(SYSTEM, remindReviewers, EVEN_READ_ONLY);
    await transact(SYSTEM, remindOfFlags, EVEN_READ_ONLY);
  },
  "compare-files": async () => void (await compareFiles()),
  "tell-watchers": async (of) =>
    void (await transact(SYSTEM, (ctx) => notifyWatchers(ctx, of), EVEN_READ_ONLY)),
  "tell-page-watchers": async (of) =>
    void (await transact(SYSTEM, (ctx) => notifyPageWatchers(ctx, of), EVEN_READ_ONLY)),
  "tell-subject-watchers": async (of) =>
    void (await transact(SYSTEM, (ctx) => notifySubjectWatchers(ctx, of), EVEN_READ_ONLY)),
  "tell-searchers": async () => void (await notifySearchers(SYSTEM)),
  "gather-notices": async () => {
    while ((await transact(SYSTEM, gatherNotices, EVEN_READ_ONLY)) === GATHER_BATCH);
  },
  "mail-notices": mailNotices,
  "push-notices": (of) => pushNotices(of),
  "push-again": ({ noticeMailId, memberId, ...again }) => pushNotices({ noticeMailId, memberId }, { again }),
  "publish-post": publishDuePosts,
  "publish-due-posts": publishDuePosts,
  "turn-topics": turnTopics,
  "turn-announcements": async () => void (await transact(SYSTEM, turnAnnouncements, EVEN_READ_ONLY)),
  "end-suspension": async (of) =>
    void (await transact(SYSTEM, (ctx) => endDueSuspension(ctx, of), EVEN_READ_ONLY)),
  "spread-webhook": async (of) =>
    void (await transact(SYSTEM, (ctx) => spreadEvent(ctx, of), EVEN_READ_ONLY)),
  "send-webhook": (of) => sendWebhook(of),
  "apply-retention": async () => void (await transact(SYSTEM, applyRetention, EVEN_READ_ONLY)),
  "nightly-backup": async () => void (await backUpNightly(SYSTEM)),
  "restore-drill": () => drillRestore(SYSTEM),
  "make-backup": runBackup,
  "try-backup": runTryBackup,
  "seal-audit": async () => void (await sealAudit()),
  "verify-audit": async () => void (await checkAudit()),
  "make-dump": async () => makeDump(),
  "remake-dump": remakeDump,
  "watch-health": async () => {
    const health = await checkHealth();
    await transact(SYSTEM, (ctx) => watchHealth(ctx, health), EVEN_READ_ONLY);
  },
  "mail-health": mailHealth,
  "keep-erasures": async () => void (await saveErasures()),
  "check-links": checkLinks,
  "mail-report": mailAnswerToReport,
  "mail-overdue": async () => void (await queueReport(OVERDUE_REPORT)),
  "mail-legal-digest": async () => void (await queueReport(LEGAL_DIGEST)),
  "mail-misses": async () => void (await queueReport(MISSES_REPORT)),
  "mail-weekly-report": async ({ noticeMailId, report }) => {
    const weekly = WEEKLY.find((one) => one.report.name === report);
    if (weekly) await mailReport(weekly, noticeMailId);
  },
  "reindex-search": async () => void (await reindexAll(SYSTEM)),
  "rebuild-projections": async () => void (await rebuildAllProjections(SYSTEM)),
};
