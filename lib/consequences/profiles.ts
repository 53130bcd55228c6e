import type { Consequences } from "@/lib/core/consequences";
import type { ProfileFacts } from "@/lib/core/facts/profiles";
import type { Job } from "@/lib/core/jobs";
import { scope } from "@/lib/core/versions";
import { revisionRows } from "@/lib/pages";
import { clearDueNotices, notifyOfDueSection } from "@/lib/profiles/freshness/due-notices";
import { notifyHandedOver, notifyThanked } from "@/lib/profiles/notices";
import { reports } from "@/lib/profiles/queues";
import { indexSection } from "@/lib/profiles/search-entries";
import { logVerifiedEvent } from "@/lib/profiles/webhooks";
import { clearQueueNotices, notifyReviewers } from "@/lib/queues";
import { OF_ALL_PAGES, OF_SORTS } from "./revisions";

const checkScopes = (e: { slug: string }) => [scope.profile(e.slug), scope.countries, scope.directory];
/** Mails the members who wait for a document, if any: most documents are made at once. */
const mailWaiters = ({ exportId, waiting }: { exportId?: string; waiting?: number }): Job[] =>
  exportId && waiting ? [{ task: "mail-export", payload: { exportId } }] : [];

/** Consequences of facts about revisions, profiles, their documents, and watchlists. */
export const PROFILE_ROWS: Pick<Consequences, keyof ProfileFacts> = {
  ...revisionRows(OF_ALL_PAGES, OF_SORTS),
  "export.made": { stale: (e) => [scope.exports(e.slug)], later: mailWaiters },
  "export.failed": { later: mailWaiters },
  "export.awaited": {},
  "export.not-awaited": {},
  "section.verified": { stale: checkScopes, now: [clearDueNotices, indexSection, logVerifiedEvent] },
  "section.confirmed": { stale: checkScopes, now: [clearDueNotices] },
  "section.due": { stale: checkScopes, now: [notifyOfDueSection] },
  "profile.languages-changed": { stale: (e) => [scope.profile(e.slug)] },
  "law.aged": { stale: (e) => [scope.profile(e.slug), scope.law] },
  "error.reported": { now: [notifyReviewers(reports)] },
  "error.decided": {
    now: [clearQueueNotices(reports)],
    later: (e) => [{ task: "mail-report", payload: { reportId: e.reportId } }],
  },
  "source-link.changed": { stale: (e) => [scope.countries, ...e.slugs.map(scope.profile)] },
  "revision.thanked": { now: [notifyThanked] },
  "revision.patrolled": {},
  "section.protected": { stale: (e) => [scope.profile(e.slug)] },
  "revision.claimed": {},
  "revision.handed": { now: [notifyHandedOver] },
  "revision.released": {},
  "draft.discarded": {},
  "watch.changed": {},
  "watch.stopped": {},
  "search.saved": {},
  "search.level-changed": {},
  "search.forgotten": {},
  "mails.switched": {},
};
