import { followRevision } from "@/lib/blog/projections";
import { posts } from "@/lib/blog/queues";
import { scope } from "@/lib/core/versions";
import { dropDocuments } from "@/lib/exports/retention";
import { projectLaw } from "@/lib/legal";
import { noteLaw } from "@/lib/legal/notices";
import { dropDataExports } from "@/lib/members/drop-data-exports";
import { scopesOfContributions } from "@/lib/members/shown-in";
import { reckonStanding } from "@/lib/members/standing/reckon";
import { tellAuthor } from "@/lib/notices/decision";
import { dropDumps, remakeDumps } from "@/lib/open-data/dumps/stale";
import { projectLinks } from "@/lib/page-kinds";
import type { RevisionSteps } from "@/lib/pages";
import { markDirectory } from "@/lib/profiles/directory-row";
import { keepFreshness } from "@/lib/profiles/freshness/keep";
import { settleFreshened } from "@/lib/profiles/freshness/tell";
import { projectSection } from "@/lib/profiles/projections";
import { edits } from "@/lib/profiles/queues";
import { indexSection } from "@/lib/profiles/search-entries";
import { askToTellWatchers } from "@/lib/profiles/watched/tell-watchers";
import { settleQueue, tellReviewers } from "@/lib/queues";
import { placeDescription } from "@/lib/training/files";
import { markOutdated } from "@/lib/training/outdated";
import { indexDescription } from "@/lib/training/search-entries";

/*
 * What follows from a revision, by the sort of its page: a part of the table in `consequences.ts`. A further sort of page
 * adds its row.
 */

/** What follows from a revision of any page. */
export const OF_ALL_PAGES: RevisionSteps = {
  "revision.published": { now: [projectLinks] },
  "revision.accepted": { now: [projectLinks] },
  "revision.hidden": {
    staleBesides: scopesOfContributions,
    now: [dropDataExports, dropDumps()],
    later: remakeDumps,
  },
  "revision.shown": { staleBesides: scopesOfContributions },
};

type At = { slug: string; section: string };
const profileScopes = ({ slug, section }: At) => [
  ...[scope.profile(slug), scope.changes, scope.countries],
  ...lawScopes(section),
];
/** What all countries together show of a section. */
const lawScopes = (section: string) => {
  if (section === "treaty-status") return [scope.treaties, scope.law, scope.directory];
  return section === "laws" || section === "mappings" ? [scope.law] : [];
};
/** What comes to stand among older revisions, or is hidden among them, changes what their pages show. */
const pastScopes = (e: At) => [...profileScopes(e), scope.past(e.slug), scope.directory];
/** How many edits wait is told on a profile, and beside what is found of it. */
const waitingScopes = ({ slug }: At) => [scope.profile(slug), scope.waiting];

const profile: RevisionSteps = {
  "revision.published": {
    stale: profileScopes,
    now: [
      ...[projectSection, projectLaw, markDirectory, keepFreshness, settleFreshened, indexSection],
      ...[markOutdated, askToTellWatchers, noteLaw],
    ],
  },
  "revision.pending": { stale: waitingScopes, now: [tellReviewers(edits)] },
  "revision.accepted": {
    stale: (e) => [...pastScopes(e), ...waitingScopes(e)],
    now: [
      ...[projectSection, projectLaw, keepFreshness, settleFreshened, indexSection],
      ...[markOutdated, askToTellWatchers, noteLaw, tellAuthor, reckonStanding, settleQueue(edits)],
    ],
  },
  "revision.rejected": { stale: waitingScopes, now: [tellAuthor, reckonStanding, settleQueue(edits)] },
  "revision.withdrawn": { stale: waitingScopes, now: [settleQueue(edits)] },
  "revision.hidden": { stale: (e) => [...pastScopes(e), scope.exports(e.slug)], now: [dropDocuments] },
  "revision.shown": { stale: pastScopes },
};

const ofPost = ({ slug }: At) => [scope.post(slug)];
const post: RevisionSteps = {
  "revision.published": { stale: ofPost, now: [followRevision] },
  "revision.pending": { now: [tellReviewers(posts)] },
  "revision.accepted": { stale: ofPost, now: [followRevision, tellAuthor, settleQueue(posts)] },
  "revision.rejected": { now: [tellAuthor, settleQueue(posts)] },
  "revision.withdrawn": { now: [settleQueue(posts)] },
  "revision.hidden": { stale: ofPost },
  "revision.shown": { stale: ofPost },
};

/** What it leads to is listed beside what all others do. */
const ofMaterial = ({ slug }: At) => [scope.material(slug), scope.training];
const material: RevisionSteps = {
  "revision.published": { stale: ofMaterial, now: [placeDescription, indexDescription] },
  "revision.hidden": { stale: ofMaterial },
  "revision.shown": { stale: ofMaterial },
};

/** What follows from a revision of one sort of page. */
export const OF_SORTS: Readonly<Record<string, RevisionSteps>> = { profile, post, material };
