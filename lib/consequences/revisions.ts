import { scope } from "@/lib/core/versions";
import { creditReplies, followCredits, scopesOfCredits } from "@/lib/discussions/proposals/credit";
import { removeDocuments } from "@/lib/exports/retention";
import { eraseFlagWords } from "@/lib/flags";
import { removeMails } from "@/lib/inbound-mail";
import { projectLaw } from "@/lib/legal";
import { logLaw } from "@/lib/legal/notices";
import { removeCopies } from "@/lib/members/remove-copies";
import { removeDataExports } from "@/lib/members/remove-data-exports";
import { scopesOfContributions } from "@/lib/members/shown-in";
import { recomputeStanding } from "@/lib/members/standing/recompute";
import { notifyAuthor, notifyPurged } from "@/lib/notices";
import { remakeDumps, removeDumps } from "@/lib/open-data/dumps/stale";
import { projectLinks } from "@/lib/page-kinds";
import type { RevisionSteps } from "@/lib/pages";
import { markDirectory } from "@/lib/profiles/directory-row";
import { clearDueNotices } from "@/lib/profiles/freshness/due-notices";
import { updateFreshness } from "@/lib/profiles/freshness/update-freshness";
import { projectSection } from "@/lib/profiles/projections";
import { edits } from "@/lib/profiles/queues";
import { indexSection } from "@/lib/profiles/search-entries";
import { queueWatcherNotices } from "@/lib/profiles/watched/notify-watchers";
import { logSectionEvent } from "@/lib/profiles/webhooks";
import { eraseReportWords } from "@/lib/public-reports";
import { clearQueueNotices, notifyReviewers } from "@/lib/queues";
import { followStanding } from "@/lib/standing-pages/follow-revision";
import { readSlug } from "@/lib/standing-pages/model";
import { ROOM_TOPIC_STEPS, TOPIC_STEPS } from "./discussions";
import { LAW_STEPS, WORK_STEPS } from "./works";

/*
 * Consequences of a revision, by kind of page: a part of the table in `lib/consequences/`. A further kind of
 * page adds its row.
 */

/** Consequences of a revision of any page. */
export const OF_ALL_PAGES: RevisionSteps = {
  "revision.published": { now: [projectLinks] },
  "revision.accepted": { now: [projectLinks] },
  "revision.hidden": {
    staleFromDb: scopesOfContributions,
    now: [removeDataExports, removeDumps()],
    later: remakeDumps,
  },
  "revision.shown": { staleFromDb: scopesOfContributions },
  "revision.purged": {
    now: [
      removeCopies,
      removeMails,
      (ctx, e) => eraseFlagWords(ctx, [e.pageId, e.sectionId], new Date(e.since)),
      (ctx, e) => eraseReportWords(ctx, [e.pageId, e.sectionId], new Date(e.since)),
      notifyPurged,
    ],
  },
};

type At = { slug: string; section: string };
const profileScopes = ({ slug, section }: At) => [
  scope.profile(slug),
  scope.changes,
  scope.countries,
  ...lawScopes(section),
];
/** Scopes of pages that show a section's records of all countries. */
const lawScopes = (section: string) => {
  if (section === "treaty-status") return [scope.treaties, scope.law, scope.directory];
  return section === "laws" || section === "mappings" ? [scope.law] : [];
};
/** Scopes after a revision was inserted among older ones, hidden or shown: the pages of past revisions change too. */
const pastScopes = (e: At) => [...profileScopes(e), scope.past(e.slug), scope.directory];
/** Scopes that show the number of waiting edits: a profile, and its search results. */
const waitingScopes = ({ slug }: At) => [scope.profile(slug), scope.waiting];

const profile: RevisionSteps = {
  "revision.published": {
    stale: profileScopes,
    now: [
      creditReplies,
      projectSection,
      projectLaw,
      markDirectory,
      updateFreshness,
      clearDueNotices,
      indexSection,
      ...LAW_STEPS,
      queueWatcherNotices,
      logLaw,
      logSectionEvent,
    ],
  },
  "revision.pending": { stale: waitingScopes, now: [creditReplies, notifyReviewers(edits)] },
  "revision.accepted": {
    stale: (e) => [...pastScopes(e), ...waitingScopes(e)],
    now: [
      projectSection,
      projectLaw,
      updateFreshness,
      clearDueNotices,
      indexSection,
      ...LAW_STEPS,
      queueWatcherNotices,
      logLaw,
      logSectionEvent,
      notifyAuthor,
      followCredits,
      recomputeStanding,
      clearQueueNotices(edits),
    ],
  },
  "revision.rejected": {
    stale: waitingScopes,
    now: [notifyAuthor, recomputeStanding, clearQueueNotices(edits)],
  },
  "revision.withdrawn": { stale: waitingScopes, now: [clearQueueNotices(edits)] },
  "revision.hidden": {
    stale: (e) => [...pastScopes(e), scope.exports(e.slug)],
    staleFromDb: scopesOfCredits,
    now: [removeDocuments],
  },
  "revision.shown": { stale: pastScopes, staleFromDb: scopesOfCredits },
};

/** Administrators' texts are published at once, and a page has the same scope in every language. */
const ofStanding = ({ slug }: { slug: string }) => [scope.standing(readSlug(slug)?.name ?? slug)];
const standing: RevisionSteps = {
  "revision.published": { stale: ofStanding, now: [followStanding] },
  "revision.hidden": { stale: ofStanding },
  "revision.shown": { stale: ofStanding },
};

/** Consequences of a revision of one kind of page. */
export const OF_SORTS: Readonly<Record<string, RevisionSteps>> = {
  profile,
  ...WORK_STEPS,
  standing,
  discussion: TOPIC_STEPS,
  room: ROOM_TOPIC_STEPS,
};
