import { indexSeededPosts } from "@/lib/blog/projections";
import { scopesShowingAll } from "@/lib/blog/shown-in";
import type { Consequences } from "@/lib/core/consequences";
import type { OperationFacts } from "@/lib/core/facts/operation";
import { scope } from "@/lib/core/versions";
import { clearNews } from "@/lib/notices";
import { projectSeededLinks } from "@/lib/page-kinds";
import { insertSeededFreshness } from "@/lib/profiles/freshness/update-freshness";
import { indexSeeded } from "@/lib/profiles/search-entries";
import { notifyStoppedHook } from "@/lib/webhooks/notices";

/** Pages of articles also show treaty statuses, so this makes all of them stale. */
const ALL_LAW = [scope.law, scope.treaties];

const clearStoppedHook = clearNews("webhook.stopped", { key: (e: { webhookId: string }) => e.webhookId });

/** Consequences of facts about the operation of the site. */
export const OPERATION_ROWS: Pick<Consequences, keyof OperationFacts> = {
  "setting.changed": { stale: () => [scope.site] },
  "page-text.kept": {},
  "setup.marked": {},
  "setup.mail-asked": {
    later: ({ memberId, tryId }) => [{ task: "mail-test", payload: { memberId, tryId }, key: "mail-test" }],
  },
  "setup.mail-answered": {},
  "setup.storage-tried": {},
  "announcements.turned": { stale: () => [scope.site] },
  "webhook.registered": {},
  "webhook.changed": {},
  "webhook.rotated": {},
  "webhook.switched": { now: [clearStoppedHook] },
  "webhook.removed": { now: [clearStoppedHook] },
  "webhook.tested": {},
  "webhook.resent": {},
  "webhook.replayed": {},
  "webhook.stopped": { now: [notifyStoppedHook] },
  "job.retried": {},
  "job.removed": {},
  "retention.applied": { stale: () => [scope.log] },
  "seed.applied": {
    stale: (e) => [
      scope.countries,
      scope.directory,
      scope.changes,
      scope.links,
      scope.synonyms,
      ...ALL_LAW,
      ...e.slugs.flatMap((slug) => [scope.profile(slug), scope.past(slug)]),
    ],
    staleFromDb: scopesShowingAll,
    now: [insertSeededFreshness, projectSeededLinks, indexSeeded, indexSeededPosts],
  },
  "projections.rebuilt": { stale: () => [scope.countries, scope.directory, scope.links, ...ALL_LAW] },
  "search.rebuilt": {},
  "synonyms.changed": { stale: () => [scope.synonyms] },
  "audit.check-asked": { later: () => [{ task: "verify-audit", payload: {}, key: "verify-audit" }] },
  "audit.checked": {},
  "audit.exported": {},
  "health.changed": {
    later: ({ alerts, over }) => [{ task: "mail-health", payload: { alerts, over } }],
  },
  "dump.made": {},
  "backup.made": {},
  "backup.asked": { later: ({ jobId }) => [{ task: "make-backup", payload: { taskId: jobId } }] },
  "backup.try-asked": { later: ({ jobId }) => [{ task: "try-backup", payload: { taskId: jobId } }] },
  "backup.downloaded": {},
  "backup.key-marked": {},
  "backup.restored": {
    stale: (e) =>
      e.isDrill
        ? []
        : [
            scope.site,
            scope.countries,
            scope.directory,
            scope.changes,
            scope.links,
            scope.members,
            ...ALL_LAW,
          ],
  },
};
