import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { useDatabase } from "@/tests/support/database";
import { prose } from "@/tests/support/sections";
import { type Door, knock, listDoors } from "./doors";
import { makeReaders, placeIn, READERS, type Readers } from "./readers";

useDatabase({ keep: true });
process.env.RATE_LIMITS = "off";
process.env.SOURCE_LOOKUP = "on";
process.env.DATABASE_URL ??= "postgres://placeholder";

/**
 * Who may use an endpoint. "everyone": without identification. "entrants": as "sessions", but nobody whose
 * roles wait for a second factor; "room-editors": as "post-editors", in the same way. "members": any member with a session or, at
 * the API, with a token. "sessions": members with a session only. "trusted": trusted members, moderators,
 * administrators and the country's focal points. "reviewers": the same, with the focal points of any country.
 * "moderators" and "administrators": with their second factor. "post-editors": the authors of a post or topic, or the
 * owner of a material, none of whom is among the roles here, and moderators.
 */
type Who =
  | "reviewers"
  | "post-editors"
  | "moderators"
  | "everyone"
  | "members"
  | "sessions"
  | "entrants"
  | "room-editors"
  | "trusted"
  | "administrators";

/** The rule of an endpoint that accepts everyone and whose command checks permission: its fields, and who may. */
interface Behind {
  who: Who;
  fields: Record<string, string>;
}

const PUBLIC = { GET: "everyone" } as const;
const FORM = { GET: "everyone", POST: "everyone" } as const;
const OWN = { GET: "sessions" } as const;
const OWN_FORM = { GET: "sessions", POST: "sessions" } as const;
const ADMIN = { GET: "administrators" } as const;
const ADMIN_FORM = { GET: "administrators", POST: "administrators" } as const;
const TAKE_BACK = { summary: "Taken back", seen: "2" };

/* Reviewed by a person, one row per route; a route without one fails. */
const RIGHTS: Record<string, Partial<Record<string, Who | Behind>>> = {
  "app/.well-known/security.txt/route.ts": PUBLIC,
  "app/site.css/route.ts": PUBLIC,
  "app/site/pictures/[picture]/route.ts": PUBLIC,
  "app/push-worker.js/route.ts": PUBLIC,
  "app/request-worker.js/route.ts": PUBLIC,
  "app/robots.txt/route.ts": PUBLIC,
  "app/sitemap.xml/route.ts": PUBLIC,
  "app/[locale]/[...rest]/route.tsx": PUBLIC,
  "app/[locale]/route.tsx": PUBLIC,
  "app/[locale]/about/route.tsx": PUBLIC,
  "app/[locale]/accessibility/route.tsx": PUBLIC,
  "app/[locale]/charter/route.tsx": PUBLIC,
  "app/[locale]/privacy/route.tsx": PUBLIC,
  "app/[locale]/terms/route.tsx": PUBLIC,
  "app/[locale]/[slug]/history/route.tsx": PUBLIC,
  "app/[locale]/[slug]/diff/route.tsx": PUBLIC,
  "app/[locale]/[slug]/revisions/[number]/route.tsx": PUBLIC,
  "app/[locale]/[slug]/revisions/[number]/revert/route.tsx": ADMIN_FORM,
  "app/[locale]/[slug]/edit/route.tsx": ADMIN_FORM,
  "app/[locale]/[slug]/product/route.tsx": ADMIN_FORM,
  "app/api/pages/[slug]/text/route.ts": { PUT: "administrators" },
  "app/api/pages/[slug]/text/draft/route.ts": { PUT: "administrators", DELETE: "administrators" },
  "app/api/pages/[slug]/text/preview/route.ts": { POST: "administrators" },
  "app/[locale]/help/route.tsx": PUBLIC,
  "app/[locale]/help/editing/route.tsx": PUBLIC,
  "app/[locale]/help/reviewing/route.tsx": PUBLIC,
  "app/[locale]/help/api/route.tsx": PUBLIC,
  "app/[locale]/help/practice/route.tsx": PUBLIC,
  "app/[locale]/help/training/route.tsx": PUBLIC,
  "app/[locale]/help/posts/route.tsx": PUBLIC,
  "app/[locale]/changes/route.tsx": PUBLIC,
  "app/[locale]/changes/feed.xml/route.ts": PUBLIC,
  "app/[locale]/log/route.tsx": PUBLIC,
  "app/[locale]/log/feed.xml/route.ts": PUBLIC,
  "app/[locale]/log/log.csv/route.ts": PUBLIC,
  "app/[locale]/members/route.tsx": PUBLIC,
  "app/[locale]/members/[handle]/route.tsx": PUBLIC,
  "app/[locale]/search/route.tsx": PUBLIC,
  "app/[locale]/blog/route.tsx": PUBLIC,
  "app/[locale]/blog/feed.xml/route.ts": PUBLIC,
  "app/[locale]/blog/feed.json/route.ts": PUBLIC,
  "app/[locale]/blog/[slug]/route.tsx": PUBLIC,
  "app/[locale]/blog/[slug]/card.png/route.ts": PUBLIC,
  "app/[locale]/blog/[slug]/history/route.tsx": PUBLIC,
  "app/[locale]/blog/[slug]/diff/route.tsx": PUBLIC,
  "app/[locale]/blog/[slug]/revisions/[number]/route.tsx": PUBLIC,
  "app/[locale]/compare/route.tsx": PUBLIC,
  "app/[locale]/compare/dual-criminality/route.tsx": PUBLIC,
  "app/[locale]/compare/comparison.csv/route.ts": PUBLIC,
  "app/[locale]/compare/comparison.json/route.ts": PUBLIC,
  "app/[locale]/compare/comparison.docx/route.ts": PUBLIC,
  "app/[locale]/convention/route.tsx": PUBLIC,
  "app/[locale]/convention/crosswalk/route.tsx": PUBLIC,
  "app/[locale]/convention/crosswalk/crosswalk.csv/route.ts": PUBLIC,
  "app/[locale]/convention/crosswalk/crosswalk.json/route.ts": PUBLIC,
  "app/[locale]/convention/[instrument]/[article]/[place]/route.ts": PUBLIC,
  "app/[locale]/law/[slug]/[answer]/route.tsx": PUBLIC,
  "app/[locale]/convention/drafting-list/route.tsx": PUBLIC,
  "app/[locale]/convention/drafting-list/entries/route.ts": { POST: "everyone" },
  "app/[locale]/convention/drafting-list/list.docx/route.ts": { POST: "everyone" },
  "app/[locale]/countries/[slug]/legal/gaps/route.tsx": PUBLIC,
  "app/[locale]/countries/[slug]/legal/gaps.csv/route.ts": PUBLIC,
  "app/[locale]/countries/[slug]/legal/gaps.json/route.ts": PUBLIC,
  "app/[locale]/countries/[slug]/legal/gaps.docx/route.ts": PUBLIC,
  "app/[locale]/convention/[instrument]/route.tsx": PUBLIC,
  "app/[locale]/convention/[instrument]/[article]/route.tsx": PUBLIC,
  "app/[locale]/convention/[instrument]/[article]/answers.csv/route.ts": PUBLIC,
  "app/[locale]/convention/[instrument]/[article]/answers.json/route.ts": PUBLIC,
  "app/[locale]/countries/route.tsx": PUBLIC,
  "app/[locale]/countries/freshness/route.tsx": PUBLIC,
  "app/[locale]/countries/broken-sources/route.tsx": PUBLIC,
  "app/[locale]/countries/translations/route.tsx": PUBLIC,
  "app/[locale]/countries/[slug]/route.tsx": PUBLIC,
  "app/[locale]/countries/[slug]/legal/route.tsx": PUBLIC,
  "app/[locale]/countries/[slug]/discussion/route.tsx": PUBLIC,
  "app/[locale]/countries/[slug]/report/route.tsx": FORM,
  "app/[locale]/countries/[slug]/import/route.tsx": OWN_FORM,
  "app/[locale]/countries/[slug]/links/route.tsx": PUBLIC,
  "app/[locale]/blog/[slug]/links/route.tsx": PUBLIC,
  "app/[locale]/discussions/route.tsx": PUBLIC,
  "app/[locale]/discussions/[category]/route.tsx": PUBLIC,
  "app/[locale]/discussions/t/[slug]/route.tsx": PUBLIC,
  "app/[locale]/discussions/t/[slug]/[title]/route.tsx": PUBLIC,
  "app/[locale]/discussions/t/[slug]/history/route.tsx": PUBLIC,
  "app/[locale]/discussions/t/[slug]/diff/route.tsx": PUBLIC,
  "app/[locale]/discussions/t/[slug]/revisions/[number]/route.tsx": PUBLIC,
  "app/[locale]/discussions/t/[slug]/links/route.tsx": PUBLIC,
  "app/[locale]/discussions/t/[slug]/comments/[id]/versions/route.tsx": PUBLIC,
  "app/[locale]/discussions/t/[slug]/comments/[id]/reactions/route.tsx": PUBLIC,
  "app/[locale]/discussions/new/route.tsx": OWN_FORM,
  "app/[locale]/discussions/t/[slug]/comment/route.tsx": OWN_FORM,
  "app/[locale]/discussions/t/[slug]/comments/[id]/route.tsx": OWN_FORM,
  "app/[locale]/discussions/t/[slug]/comments/[id]/propose/route.tsx": OWN_FORM,
  // A visible topic can be looked at by every member; the commands decide.
  "app/[locale]/discussions/t/[slug]/manage/route.tsx": OWN_FORM,
  "app/[locale]/discussions/t/[slug]/polls/route.tsx": OWN_FORM,
  "app/[locale]/discussions/t/[slug]/split/route.tsx": { GET: "moderators", POST: "moderators" },
  "app/[locale]/discussions/t/[slug]/merge/route.tsx": { GET: "moderators", POST: "moderators" },
  "app/[locale]/discussions/t/[slug]/unread/route.tsx": OWN_FORM,
  "app/[locale]/discussions/t/[slug]/edit/route.tsx": { GET: "post-editors", POST: "post-editors" },
  // A room that the reader may not read answers as one that does not exist; see rooms.db.test.ts.
  "app/[locale]/rooms/route.tsx": { GET: "entrants" },
  "app/[locale]/rooms/[category]/route.tsx": { GET: "entrants" },
  "app/[locale]/rooms/new/route.tsx": { GET: "entrants", POST: "entrants" },
  "app/[locale]/rooms/t/[slug]/route.tsx": { GET: "entrants" },
  "app/[locale]/rooms/t/[slug]/[title]/route.tsx": { GET: "entrants" },
  "app/[locale]/rooms/t/[slug]/unread/route.tsx": { GET: "entrants", POST: "entrants" },
  "app/[locale]/rooms/t/[slug]/history/route.tsx": { GET: "entrants" },
  "app/[locale]/rooms/t/[slug]/diff/route.tsx": { GET: "entrants" },
  "app/[locale]/rooms/t/[slug]/revisions/[number]/route.tsx": { GET: "entrants" },
  "app/[locale]/rooms/t/[slug]/comments/[id]/versions/route.tsx": { GET: "entrants" },
  "app/[locale]/rooms/t/[slug]/comments/[id]/reactions/route.tsx": { GET: "entrants" },
  "app/[locale]/rooms/t/[slug]/comment/route.tsx": { GET: "entrants", POST: "entrants" },
  "app/[locale]/rooms/t/[slug]/comments/[id]/route.tsx": { GET: "entrants", POST: "entrants" },
  "app/[locale]/rooms/t/[slug]/manage/route.tsx": { GET: "entrants", POST: "entrants" },
  "app/[locale]/rooms/t/[slug]/polls/route.tsx": { GET: "entrants", POST: "entrants" },
  "app/[locale]/rooms/t/[slug]/split/route.tsx": { GET: "room-editors", POST: "room-editors" },
  "app/[locale]/rooms/t/[slug]/merge/route.tsx": { GET: "room-editors", POST: "room-editors" },
  "app/[locale]/rooms/t/[slug]/edit/route.tsx": { GET: "room-editors", POST: "room-editors" },
  "app/[locale]/training/[slug]/links/route.tsx": PUBLIC,
  "app/[locale]/convention/[instrument]/[article]/links/route.tsx": PUBLIC,
  "app/[locale]/countries/[slug]/blame/[section]/route.tsx": PUBLIC,
  "app/[locale]/countries/[slug]/cite/[section]/route.tsx": PUBLIC,
  "app/[locale]/countries/[slug]/changes.xml/route.ts": PUBLIC,
  "app/[locale]/countries/[slug]/export.json/route.ts": PUBLIC,
  // Requested with an unknown document id: everyone gets "not found".
  "app/[locale]/countries/[slug]/exports/[id]/route.tsx": PUBLIC,
  "app/[locale]/countries/[slug]/exports/[id]/mail/route.tsx": OWN_FORM,
  "app/[locale]/cooperation/route.tsx": PUBLIC,
  "app/[locale]/cooperation/authorities/route.tsx": PUBLIC,
  "app/[locale]/cooperation/authorities/[country]/route.tsx": PUBLIC,
  "app/[locale]/cooperation/card/[country]/route.tsx": PUBLIC,
  "app/[locale]/cooperation/card/route.tsx": PUBLIC,
  "app/[locale]/cooperation/route/route.tsx": PUBLIC,
  "app/[locale]/cooperation/authorities/authorities.csv/route.ts": PUBLIC,
  "app/[locale]/cooperation/authorities/authorities.json/route.ts": PUBLIC,
  "app/[locale]/cooperation/reporting/route.tsx": PUBLIC,
  "app/[locale]/cooperation/reporting/[country]/route.tsx": PUBLIC,
  "app/[locale]/cooperation/request/route.tsx": PUBLIC,
  "app/[locale]/cooperation/request/[file]/route.ts": PUBLIC,
  "app/[locale]/cooperation/verify/route.tsx": PUBLIC,
  "app/[locale]/countries/[slug]/history/route.tsx": PUBLIC,
  "app/[locale]/countries/[slug]/pending/route.tsx": {
    GET: "sessions",
    POST: { who: "trusted", fields: { form: "claim", number: "1" } },
  },
  "app/[locale]/countries/[slug]/diff/route.tsx": {
    GET: "everyone",
    POST: { who: "sessions", fields: { ...TAKE_BACK, to: "2" } },
  },
  "app/[locale]/countries/[slug]/revisions/[number]/route.tsx": {
    GET: "everyone",
    POST: { who: "sessions", fields: TAKE_BACK },
  },
  "app/[locale]/countries/copy-law/route.tsx": OWN,
  "app/[locale]/countries/[slug]/edit/[section]/route.tsx": OWN_FORM,
  // Any member sees when a section was last checked; the commands check who may confirm it.
  "app/[locale]/countries/[slug]/check/[section]/route.tsx": {
    GET: "sessions",
    POST: { who: "trusted", fields: { seen: "2" } },
  },
  "app/[locale]/countries/[slug]/rollback/[section]/route.tsx": {
    GET: "trusted",
    POST: {
      who: "trusted",
      fields: { last: "2", summary: "Taken back", clientToken: "0123456789abcdef0123456789abcdef" },
    },
  },
  "app/[locale]/blog/new/route.tsx": OWN_FORM,
  "app/[locale]/blog/mine/route.tsx": OWN_FORM,
  "app/[locale]/blog/[slug]/edit/route.tsx": { GET: "post-editors", POST: "post-editors" },
  "app/[locale]/blog/[slug]/amended/route.tsx": OWN,
  // Members who were not invited as authors of the post get "not found".
  "app/[locale]/blog/[slug]/byline/route.tsx": OWN_FORM,
  "app/[locale]/blog/[slug]/comment/route.tsx": OWN_FORM,
  // Requested with an unknown comment id: members get "not found".
  "app/[locale]/blog/[slug]/comments/[id]/route.tsx": OWN_FORM,
  // Requested with an unknown comment id: everyone gets "not found".
  "app/[locale]/blog/[slug]/comments/[id]/versions/route.tsx": PUBLIC,
  "app/[locale]/blog/[slug]/comments/[id]/reactions/route.tsx": PUBLIC,
  "app/[locale]/blog/review/route.tsx": { GET: "moderators" },
  "app/[locale]/blog/review/[slug]/route.tsx": { GET: "moderators", POST: "moderators" },
  // A link that an author shares: anyone with it may, signed in or not.
  "app/[locale]/blog/preview/[token]/route.tsx": PUBLIC,
  "app/[locale]/discussions/feed.xml/route.ts": PUBLIC,
  "app/[locale]/discussions/review/route.tsx": { GET: "moderators" },
  "app/[locale]/training/route.tsx": PUBLIC,
  "app/[locale]/training/feed.xml/route.ts": PUBLIC,
  "app/[locale]/training/[slug]/route.tsx": PUBLIC,
  "app/[locale]/training/[slug]/text/[id]/route.tsx": PUBLIC,
  "app/[locale]/training/[slug]/history/route.tsx": PUBLIC,
  "app/[locale]/training/[slug]/diff/route.tsx": PUBLIC,
  "app/[locale]/training/[slug]/revisions/[number]/route.tsx": PUBLIC,
  "app/[locale]/training/new/route.tsx": OWN_FORM,
  "app/[locale]/training/mine/route.tsx": OWN_FORM,
  // The list contains what each reader may decide on; the commands check permission.
  "app/[locale]/training/review/route.tsx": OWN_FORM,
  // A published material with nothing pending: members who may not change it get "not found".
  "app/[locale]/training/review/[slug]/route.tsx": OWN_FORM,
  "app/[locale]/training/[slug]/take-part/route.tsx": OWN_FORM,
  "app/[locale]/training/[slug]/amended/route.tsx": OWN,
  // Requested with an unknown file id: members get "not found".
  "app/[locale]/training/[slug]/members-text/[id]/route.tsx": OWN,
  "app/[locale]/training/[slug]/edit/route.tsx": { GET: "post-editors", POST: "post-editors" },
  "app/api/posts/route.ts": { POST: "sessions" },
  "app/api/posts/[slug]/body/route.ts": { PUT: "post-editors" },
  "app/api/posts/[slug]/body/draft/route.ts": { PUT: "post-editors", DELETE: "post-editors" },
  "app/api/posts/[slug]/body/preview/route.ts": { POST: "post-editors" },
  "app/api/posts/[slug]/details/draft/route.ts": { PUT: "post-editors", DELETE: "post-editors" },
  "app/api/materials/route.ts": { POST: "sessions" },
  "app/api/materials/[slug]/details/draft/route.ts": { PUT: "post-editors", DELETE: "post-editors" },
  "app/api/materials/[slug]/description/route.ts": { PUT: "post-editors" },
  "app/api/materials/[slug]/description/draft/route.ts": { PUT: "post-editors", DELETE: "post-editors" },
  "app/api/materials/[slug]/description/preview/route.ts": { POST: "post-editors" },
  "app/[locale]/join/route.tsx": FORM,
  "app/[locale]/join/verify/route.tsx": FORM,
  "app/[locale]/contact/route.tsx": FORM,
  "app/[locale]/contact/reply/route.tsx": FORM,
  "app/[locale]/report/route.tsx": FORM,
  "app/[locale]/report/status/route.tsx": FORM,
  "app/[locale]/me/contact/route.tsx": OWN_FORM,
  "app/[locale]/join/invitation/route.tsx": FORM,
  "app/[locale]/join/invitation/decline/route.tsx": FORM,
  "app/[locale]/me/invitation/route.tsx": OWN_FORM,
  // A link from a mail, or the form to request one.
  "app/[locale]/join/status/route.tsx": FORM,
  "app/[locale]/signin/route.tsx": FORM,
  "app/[locale]/signin/code/route.tsx": FORM,
  // By the secret that a suspended member gets after signing in.
  "app/[locale]/signin/suspended/route.tsx": FORM,
  "app/[locale]/signout/route.tsx": FORM,
  "app/[locale]/forgot/route.tsx": FORM,
  "app/[locale]/reset/route.tsx": FORM,
  // A link from a mail: anyone with it may, signed in or not.
  "app/[locale]/me/email/route.tsx": FORM,
  "app/[locale]/me/data/erased/route.tsx": PUBLIC,
  "app/[locale]/me/route.tsx": OWN_FORM,
  "app/[locale]/me/work/route.tsx": OWN_FORM,
  "app/[locale]/welcome/route.tsx": OWN_FORM,
  "app/[locale]/me/charter/route.tsx": OWN_FORM,
  "app/[locale]/me/conduct/route.tsx": OWN_FORM,
  "app/[locale]/me/security/passkey/route.tsx": OWN_FORM,
  "app/[locale]/me/confirm/route.tsx": OWN_FORM,
  "app/[locale]/me/waiting/route.tsx": OWN,
  "app/[locale]/me/country/route.tsx": OWN,
  "app/[locale]/me/discussions/route.tsx": OWN_FORM,
  "app/[locale]/me/contributions/route.tsx": OWN,
  "app/[locale]/me/data/route.tsx": OWN_FORM,
  // Requested with an unknown export id: members get "not found".
  "app/[locale]/me/data/[id]/route.ts": { GET: "sessions" },
  "app/[locale]/me/drafts/route.tsx": OWN_FORM,
  "app/[locale]/me/uploads/route.tsx": OWN_FORM,
  "app/[locale]/me/members/[handle]/route.tsx": OWN_FORM,
  "app/[locale]/members/[handle]/write/route.tsx": OWN_FORM,
  "app/[locale]/me/messages/route.tsx": OWN_FORM,
  // Requested with an unknown id: members get "not found".
  "app/[locale]/me/messages/[id]/route.tsx": OWN_FORM,
  "app/[locale]/moderation/messages/route.tsx": { GET: "moderators", POST: "moderators" },
  "app/[locale]/moderation/messages/[id]/route.tsx": ADMIN_FORM,
  // Requested with a member's id and unknown ids: who may see such a page gets "not found".
  "app/[locale]/flag/[kind]/[id]/route.tsx": OWN_FORM,
  "app/[locale]/me/flags/[id]/route.tsx": OWN_FORM,
  "app/[locale]/moderation/flags/route.tsx": { GET: "moderators", POST: "moderators" },
  "app/[locale]/moderation/flags/[id]/route.tsx": { GET: "moderators", POST: "moderators" },
  "app/[locale]/me/notifications/route.tsx": OWN_FORM,
  "app/[locale]/me/search/route.tsx": OWN,
  "app/[locale]/me/searches/route.tsx": OWN_FORM,
  "app/[locale]/notifications/route.tsx": OWN_FORM,
  // A link from a mail, which mail programs also use directly.
  "app/[locale]/unsubscribe/route.tsx": FORM,
  // Another one, to the level of one thing.
  "app/[locale]/level/route.tsx": FORM,
  // A link from a reminder: anyone with it may, signed in or not.
  "app/[locale]/still-correct/route.tsx": FORM,
  "app/[locale]/watchlist/route.tsx": OWN_FORM,
  "app/[locale]/watchlist/watch/route.tsx": OWN_FORM,
  "app/[locale]/me/security/route.tsx": OWN_FORM,
  "app/[locale]/me/security/two-factor/route.tsx": OWN_FORM,
  "app/[locale]/moderation/reports/route.tsx": { GET: "reviewers", POST: "reviewers" },
  "app/[locale]/moderation/route.tsx": { GET: "reviewers" },
  "app/[locale]/moderation/members/[handle]/route.tsx": { GET: "moderators", POST: "moderators" },
  "app/[locale]/moderation/edits/route.tsx": { GET: "reviewers" },
  "app/[locale]/moderation/patrol/route.tsx": { GET: "reviewers", POST: "reviewers" },
  "app/[locale]/moderation/revisions/[slug]/[number]/route.tsx": { GET: "moderators", POST: "moderators" },
  "app/[locale]/moderation/posts/[slug]/[number]/route.tsx": { GET: "moderators", POST: "moderators" },
  "app/[locale]/moderation/materials/[slug]/[number]/route.tsx": { GET: "moderators", POST: "moderators" },
  "app/[locale]/moderation/pages/[slug]/[number]/route.tsx": { GET: "moderators", POST: "moderators" },
  // Requested with an unknown topic: moderators get "not found".
  "app/[locale]/moderation/discussions/[slug]/[number]/route.tsx": { GET: "moderators", POST: "moderators" },
  "app/[locale]/moderation/rooms/[slug]/[number]/route.tsx": { GET: "moderators", POST: "moderators" },
  "app/[locale]/moderation/sections/[slug]/[section]/route.tsx": { GET: "moderators", POST: "moderators" },
  "app/[locale]/moderation/files/route.tsx": { GET: "moderators", POST: "moderators" },
  "app/[locale]/moderation/restrictions/route.tsx": { GET: "moderators" },
  "app/[locale]/admin/route.tsx": ADMIN_FORM,
  "app/[locale]/admin/setup/route.tsx": ADMIN_FORM,
  "app/[locale]/admin/figures/route.tsx": ADMIN,
  "app/[locale]/admin/figures/figures.csv/route.ts": ADMIN,
  "app/[locale]/admin/backups/route.tsx": ADMIN_FORM,
  "app/[locale]/admin/invitations/route.tsx": ADMIN_FORM,
  "app/[locale]/admin/invitations/list/route.tsx": ADMIN_FORM,
  "app/[locale]/admin/mailbox/route.tsx": ADMIN,
  // Requested with an unknown question id: administrators get "not found".
  "app/[locale]/admin/mailbox/[id]/route.tsx": ADMIN_FORM,
  // Requested with an unknown category: administrators get "not found".
  "app/[locale]/admin/categories/[slug]/route.tsx": ADMIN_FORM,
  "app/[locale]/admin/categories/route.tsx": ADMIN_FORM,
  "app/[locale]/admin/webhooks/[id]/route.tsx": ADMIN_FORM,
  "app/[locale]/admin/webhooks/route.tsx": ADMIN_FORM,
  "app/[locale]/admin/filters/[id]/route.tsx": ADMIN_FORM,
  "app/[locale]/admin/filters/route.tsx": ADMIN_FORM,
  "app/[locale]/admin/applications/route.tsx": ADMIN_FORM,
  "app/[locale]/admin/audit/route.tsx": ADMIN_FORM,
  "app/[locale]/admin/audit/export/route.ts": ADMIN,
  "app/[locale]/admin/jobs/route.tsx": ADMIN_FORM,
  "app/[locale]/admin/health/route.tsx": ADMIN,
  "app/[locale]/admin/search/route.tsx": ADMIN_FORM,
  "app/[locale]/admin/settings/route.tsx": ADMIN_FORM,
  "app/[locale]/admin/settings/pages/route.tsx": ADMIN,
  "app/[locale]/admin/members/route.tsx": ADMIN,
  "app/[locale]/admin/members/[handle]/route.tsx": ADMIN_FORM,
  "app/[locale]/admin/members/[handle]/access/route.tsx": ADMIN_FORM,
  "app/api/[...rest]/route.ts": {
    GET: "everyone",
    POST: "everyone",
    PUT: "everyone",
    PATCH: "everyone",
    DELETE: "everyone",
  },
  "app/api/auth/[...nextauth]/route.ts": PUBLIC,
  "app/api/health/live/route.ts": PUBLIC,
  "app/api/health/ready/route.ts": PUBLIC,
  "app/api/me/route.ts": PUBLIC,
  // A challenge for signing in; purposes for members check who that is.
  "app/api/passkeys/options/route.ts": PUBLIC,
  "app/api/me/law/route.ts": OWN,
  "app/api/me/people/route.ts": OWN,
  "app/api/me/reading/route.ts": { PUT: "sessions" },
  "app/api/me/similar/route.ts": OWN,
  "app/api/me/seen/route.ts": { PUT: "sessions" },
  "app/api/me/watches/route.ts": { PUT: "sessions" },
  "app/api/me/reactions/route.ts": {
    PUT: {
      who: "sessions",
      fields: {
        kind: "post",
        slug: "senegal",
        id: "00000000-0000-4000-8000-000000000000",
        reaction: "useful",
      },
    },
  },
  "app/api/v1/openapi.json/route.ts": PUBLIC,
  "app/api/v1/countries/route.ts": PUBLIC,
  "app/api/v1/countries/[slug]/route.ts": PUBLIC,
  "app/api/v1/countries/[slug]/sections/route.ts": PUBLIC,
  "app/api/v1/sections/route.ts": PUBLIC,
  "app/api/v1/articles/route.ts": PUBLIC,
  "app/api/v1/articles/[id]/route.ts": PUBLIC,
  "app/api/v1/provisions/route.ts": PUBLIC,
  "app/api/v1/posts/route.ts": PUBLIC,
  "app/api/v1/posts/[slug]/route.ts": PUBLIC,
  "app/api/v1/materials/route.ts": PUBLIC,
  "app/api/v1/materials/[slug]/route.ts": PUBLIC,
  "app/api/v1/changes/route.ts": PUBLIC,
  "app/api/v1/members/route.ts": PUBLIC,
  "app/api/v1/members/[handle]/route.ts": PUBLIC,
  "app/api/v1/dumps/route.ts": PUBLIC,
  "app/api/v1/dumps/key/route.ts": PUBLIC,
  "app/api/v1/dumps/[id]/[file]/route.ts": PUBLIC,
  // The token in this test has another scope.
  "app/api/v1/contributions/route.ts": { GET: "sessions" },
  // For whoever has the token in its address.
  "app/api/feeds/[token]/notifications.xml/route.ts": PUBLIC,
  "app/api/law-structure/route.ts": PUBLIC,
  "app/api/topics/[slug]/writing/route.ts": { POST: "sessions" },
  "app/api/source-lookup/[slug]/[section]/route.ts": { POST: "sessions" },
  "app/api/v1/links/route.ts": PUBLIC,
  "app/api/v1/suggestions/route.ts": PUBLIC,
  "app/api/v1/countries/[slug]/sources/route.ts": PUBLIC,
  "app/api/v1/countries/[slug]/sections/[section]/route.ts": { GET: "everyone", PUT: "members" },
  "app/api/v1/countries/[slug]/sections/[section]/draft/route.ts": {
    GET: "sessions",
    PUT: "sessions",
    DELETE: "sessions",
  },
  "app/api/v1/countries/[slug]/sections/[section]/preview/route.ts": { POST: "members" },
  "app/api/v1/countries/[slug]/sections/[section]/presence/route.ts": {
    GET: "sessions",
    POST: "sessions",
    DELETE: "sessions",
  },
};

/** The queries of pages that are identified by them. */
const SEARCHES: Record<string, string> = {
  "app/[locale]/watchlist/watch/route.tsx": "?of=profile:senegal",
  "app/api/me/law/route.ts": "?of=senegal",
  "app/api/passkeys/options/route.ts": "?for=sign-in",
  "app/api/me/people/route.ts": "?q=som",
  "app/api/me/similar/route.ts": "?q=electronic%20evidence",
};

const doors = await listDoors();
let roles: Readers;

beforeAll(async () => {
  roles = await makeReaders();
});

type Outcome = "in" | "sign-in" | "forbidden" | "second factor";

/** Returns the expected result of an endpoint for a role. */
function expected(door: Door, who: Who, role: string): Outcome {
  if (who === "everyone") return "in";
  if (role === "visitor" || role === "unverified") return "sign-in";
  if (role === "token") {
    // Pages and their forms ignore a token; the API allows it what its scopes include.
    if (door.kind !== "endpoint" && door.kind !== "reading") return "sign-in";
    return who === "members" ? "in" : "forbidden";
  }
  if (who === "entrants") return role === "dormant" ? "second factor" : "in";
  if (who === "room-editors" && role === "dormant") return "second factor";
  if (who === "reviewers") {
    if (["trusted", "focal", "moderator", "administrator"].includes(role)) return "in";
    return role === "dormant" ? "second factor" : "forbidden";
  }
  if (who === "trusted") {
    if (["trusted", "moderator", "administrator"].includes(role)) return "in";
    return role === "dormant" && door.method === "GET" ? "second factor" : "forbidden";
  }
  if (who === "moderators" || who === "post-editors" || who === "room-editors") {
    if (role === "moderator" || role === "administrator") return "in";
    return role === "dormant" && who === "moderators" ? "second factor" : "forbidden";
  }
  if (who !== "administrators") return "in";
  // Endpoints of the API do not lead to a page.
  if (role === "dormant") return door.kind === "endpoint" ? "forbidden" : "second factor";
  return role === "administrator" ? "in" : "forbidden";
}

function outcomeOf(status: number, to: string | null): Outcome {
  if (status === 401 || (status === 303 && to?.startsWith("/signin?next="))) return "sign-in";
  if (status === 403) return "forbidden";
  if (status === 303 && to === "/me/security?needs=two-factor") return "second factor";
  return "in";
}

function bodyFor(door: Door, fields: Record<string, string>) {
  if (door.method === "GET") return {};
  if (door.kind !== "endpoint")
    return {
      body: new URLSearchParams(fields).toString(),
      headers: { "content-type": "application/x-www-form-urlencoded" },
    };
  const body = {
    base: null,
    clientToken: "0123456789abcdef0123456789abcdef",
    summary: "A summary",
    title: "A title",
    content: door.file.includes("/details/") ? { fields: [] } : prose({ aaaaaa: "Third" }),
    sequence: 1,
    of: door.file.includes("/me/reading/") ? "discussion:1" : "profile:senegal",
    level: "watching",
    number: 1,
    at: 1,
    // Not an address: nothing is requested.
    url: "x",
    isGiven: true,
    ...fields,
  };
  return { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
}

describe("permissions", () => {
  it("have a row for each route, and no row without a route", () => {
    const standing: Record<string, Door[]> = {};
    for (const door of doors) standing[door.file] = [...(standing[door.file] ?? []), door];
    const methods = (of: object) => Object.keys(of).sort();
    expect(Object.keys(RIGHTS).sort()).toEqual(Object.keys(standing).sort());
    for (const [file, own] of Object.entries(standing))
      expect([file, own.map((door) => door.method).sort()]).toEqual([file, methods(RIGHTS[file] ?? {})]);
  });

  it.each(doors.map((door) => [`${door.method} ${door.file}`, door] as const))("%s", async (_, door) => {
    const row = RIGHTS[door.file]?.[door.method];
    if (!row) throw new Error("no row");
    const { who, fields } = typeof row === "string" ? { who: row, fields: {} } : row;
    const answers: Record<string, Outcome> = {};
    const hashes = new Set<string>();
    for (const role of READERS) {
      const as = roles[role];
      const search = SEARCHES[door.file] ?? "";
      const asked = { as, place: placeIn(door), search, ...bodyFor(door, fields) };
      const { status, to, headers, body } = await knock(door, asked);
      expect(status, role).toBeLessThan(door.file.includes("health/ready") ? 504 : 500);
      answers[role] = outcomeOf(status, to);
      const cache = headers.get("cache-control") ?? "";
      if (who !== "everyone" && status !== 304)
        expect([role, cache]).toEqual([role, expect.stringContaining("no-store")]);
      if (door.kind === "screen") expect([role, cache]).toEqual([role, "private, no-store"]);
      if (door.kind === "document" && door.handler.octopus?.view?.isStored !== false)
        hashes.add(createHash("sha256").update(`${status} ${body}`).digest("hex"));
    }
    expect(answers).toEqual(Object.fromEntries(READERS.map((role) => [role, expected(door, who, role)])));
    // A document has the same bytes for every reader.
    expect(hashes.size).toBeLessThanOrEqual(1);
  });
});
