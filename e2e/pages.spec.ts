import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Locator, Page } from "@playwright/test";
import { findEmpties } from "../tests/support/empties";
import { readMain } from "../tests/support/static-main";
import {
  test as base,
  carryAxe,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  makePerson,
  signIn,
} from "./fixtures";
import { expectOwnMarkup } from "./inert";
import { OwnSite } from "./own-site";
import { setUpTwoFactor } from "./two-factor";

/*
 * Every address of the product, with its route file, is checked in English and Arabic, and without scripts. An
 * address that is not listed fails.
 */
type Reader = "anyone" | "member" | "administrator";

interface Address {
  /** The folder under app/[locale] that answers. */
  route: string;
  /** Address to open; the route itself unless it has parameters. `:self` is the reader's own handle. */
  path?: string;
  /** Default 200. */
  status?: number;
}

const GROUPS: { name: string; reader: Reader; addresses: Address[] }[] = [
  {
    name: "reading",
    reader: "anyone",
    addresses: [
      { route: "/" },
      { route: "/about" },
      { route: "/accessibility" },
      { route: "/charter" },
      { route: "/help" },
      { route: "/help/editing" },
      { route: "/help/practice" },
      { route: "/help/reviewing" },
      { route: "/help/api" },
      { route: "/help/training" },
      { route: "/help/posts" },
      { route: "/contact" },
      { route: "/contact", path: "/contact?page=/countries/senegal" },
      { route: "/report" },
      { route: "/log" },
      { route: "/privacy" },
      { route: "/terms" },
      // Nobody changed these pages on this site: e2e/standing.spec.ts opens the history of one that was changed.
      { route: "/[slug]/history", path: "/charter/history", status: 404 },
      { route: "/[slug]/diff", path: "/charter/diff?to=1", status: 404 },
      { route: "/[slug]/revisions/[number]", path: "/charter/revisions/1", status: 404 },
      { route: "/changes" },
      { route: "/members" },
      { route: "/search" },
      { route: "/search", path: "/search?q=preservation" },
      { route: "/search", path: "/search?q=xqzzv" },
      { route: "/[...rest]", path: "/no/such/page", status: 404 },
      { route: "/countries/[slug]", path: "/countries/atlantis", status: 404 },
      { route: "/blog/[slug]", path: "/blog/no-such-post", status: 404 },
    ],
  },
  {
    name: "cooperation",
    reader: "anyone",
    addresses: [
      { route: "/cooperation" },
      { route: "/cooperation/reporting" },
      { route: "/cooperation/reporting", path: "/cooperation/reporting?what=fraud" },
      { route: "/cooperation/reporting", path: "/cooperation/reporting?country=atlantis", status: 404 },
      { route: "/cooperation/reporting/[country]", path: "/cooperation/reporting/france" },
      // Nothing is recorded there: what can be done is told all the same.
      { route: "/cooperation/reporting/[country]", path: "/cooperation/reporting/afghanistan" },
      { route: "/cooperation/reporting/[country]", path: "/cooperation/reporting/atlantis", status: 404 },
      { route: "/cooperation/verify" },
      { route: "/cooperation/verify", path: "/cooperation/verify?sha256=no-hash" },
      { route: "/cooperation/verify", path: `/cooperation/verify?sha256=${"0".repeat(64)}` },
    ],
  },
  {
    name: "profiles",
    reader: "anyone",
    addresses: [
      { route: "/countries" },
      { route: "/countries", path: "/countries?q=atlantis" },
      { route: "/countries/broken-sources" },
      { route: "/countries/translations" },
      {
        route: "/countries/translations",
        path: "/countries/translations?lang=ar&state=missing&region=Africa",
      },
      { route: "/countries/freshness" },
      { route: "/countries/freshness", path: "/countries/freshness?region=Africa" },
      { route: "/countries/[slug]", path: "/countries/senegal" },
      { route: "/countries/[slug]", path: "/countries/kosovo" },
      { route: "/countries/[slug]/legal", path: "/countries/senegal/legal" },
      { route: "/countries/[slug]/discussion", path: "/countries/senegal/discussion" },
      { route: "/countries/[slug]/discussion", path: "/countries/kosovo/discussion" },
      { route: "/countries/[slug]/legal", path: "/countries/kosovo/legal?show=gaps" },
      { route: "/countries/[slug]/blame/[section]", path: "/countries/senegal/blame/legislation" },
      { route: "/countries/[slug]/blame/[section]", path: "/countries/senegal/blame/treaty-status" },
      { route: "/countries/[slug]/cite/[section]", path: "/countries/senegal/cite/laws" },
      { route: "/countries/[slug]/links", path: "/countries/senegal/links" },
      { route: "/countries/[slug]/report", path: "/countries/senegal/report?section=laws" },
      {
        route: "/countries/[slug]/exports/[id]",
        path: "/countries/senegal/exports/01890a5d-ac96-774b-bcce-b302099a8057",
        status: 404,
      },
      { route: "/countries/[slug]/history", path: "/countries/senegal/history" },
      {
        route: "/countries/[slug]/history",
        path: "/countries/senegal/history?section=treaty-status&record=treaty-185",
      },
      {
        route: "/countries/[slug]/history",
        path: "/countries/senegal/history?section=treaty-status&record=treaty-185&field=consentOn",
      },
      { route: "/countries/[slug]/diff", path: "/countries/senegal/diff?from=1&to=2" },
      { route: "/countries/[slug]/revisions/[number]", path: "/countries/senegal/revisions/1" },
    ],
  },
  {
    name: "law",
    reader: "anyone",
    addresses: [
      { route: "/convention" },
      { route: "/compare", path: "/compare?articles=2,16&countries=romania,france" },
      { route: "/compare" },
      { route: "/convention/crosswalk" },
      { route: "/countries/[slug]/legal/gaps", path: "/countries/senegal/legal/gaps" },
      {
        route: "/compare/dual-criminality",
        path: "/compare/dual-criminality?article=2&first=romania&second=france",
      },
      { route: "/convention/drafting-list" },
      { route: "/law/[slug]/[answer]", path: "/law/senegal/2@1" },
      { route: "/law/[slug]/[answer]", path: "/law/senegal/2@99999", status: 404 },
      { route: "/convention/[instrument]", path: "/convention/no-such-treaty", status: 404 },
      { route: "/convention/[instrument]/[article]", path: "/convention/185/16" },
      { route: "/convention/[instrument]/[article]", path: "/convention/un/25?region=Africa" },
      { route: "/convention/[instrument]/[article]", path: "/convention/185/99", status: 404 },
      { route: "/convention/[instrument]/[article]/links", path: "/convention/185/16/links" },
    ],
  },
  {
    name: "the training library",
    reader: "anyone",
    addresses: [
      { route: "/training" },
      { route: "/training", path: "/training?kind=checklist&lang=fr" },
      { route: "/training/[slug]", path: "/training/preservation-request-checklist" },
      { route: "/training/[slug]/links", path: "/training/preservation-request-checklist/links" },
      { route: "/training/[slug]", path: "/training/no-such-material", status: 404 },
      { route: "/training/[slug]/history", path: "/training/preservation-request-checklist/history" },
      { route: "/training/[slug]/diff", path: "/training/preservation-request-checklist/diff?to=1" },
      {
        route: "/training/[slug]/revisions/[number]",
        path: "/training/preservation-request-checklist/revisions/1",
      },
      {
        route: "/training/[slug]/text/[id]",
        path: "/training/no-such-material/text/01890a5d-ac96-774b-bcce-b302099a8057",
        status: 404,
      },
    ],
  },
  {
    name: "discussions",
    reader: "anyone",
    addresses: [
      { route: "/discussions" },
      { route: "/discussions", path: "/discussions?list=unanswered&country=tunisia" },
      { route: "/discussions/[category]", path: "/discussions/electronic-evidence" },
      { route: "/discussions/t/[slug]", path: "/discussions/t/999999", status: 404 },
      { route: "/discussions/t/[slug]/[title]", path: "/discussions/t/33" },
      { route: "/discussions/t/[slug]/[title]", path: "/discussions/t/33?all=1" },
      { route: "/discussions/t/[slug]/links", path: "/discussions/t/33/links" },
      { route: "/discussions/t/[slug]/history", path: "/discussions/t/33/history" },
      { route: "/discussions/t/[slug]/diff", path: "/discussions/t/33/diff?to=1" },
      { route: "/discussions/t/[slug]/revisions/[number]", path: "/discussions/t/33/revisions/1" },
      {
        route: "/discussions/t/[slug]/comments/[id]/reactions",
        path: "/discussions/t/33/comments/01890a5d-ac96-774b-bcce-b302099a8057/reactions",
        status: 404,
      },
      {
        route: "/discussions/t/[slug]/comments/[id]/versions",
        path: "/discussions/t/33/comments/01890a5d-ac96-774b-bcce-b302099a8057/versions",
        status: 404,
      },
    ],
  },
  {
    name: "posts",
    reader: "anyone",
    addresses: [
      { route: "/blog" },
      { route: "/blog", path: "/blog?topic=statistics&country=rwanda" },
      { route: "/blog", path: "/blog?year=2001" },
      { route: "/blog/[slug]", path: "/blog/where-the-convention-stood-at-the-end-of-2016" },
      { route: "/blog/[slug]", path: "/blog/from-51-parties-to-78" },
      { route: "/blog/[slug]/links", path: "/blog/preserve-first-ask-later/links" },
      { route: "/blog/[slug]/history", path: "/blog/preserve-first-ask-later/history" },
      { route: "/blog/[slug]/diff", path: "/blog/preserve-first-ask-later/diff?to=1" },
      { route: "/blog/[slug]/revisions/[number]", path: "/blog/preserve-first-ask-later/revisions/1" },
      {
        route: "/blog/[slug]/comments/[id]/reactions",
        path: "/blog/no-such-post/comments/01890a5d-ac96-774b-bcce-b302099a8057/reactions",
        status: 404,
      },
      {
        route: "/blog/[slug]/comments/[id]/versions",
        path: "/blog/no-such-post/comments/01890a5d-ac96-774b-bcce-b302099a8057/versions",
        status: 404,
      },
    ],
  },
  {
    name: "the door",
    reader: "anyone",
    addresses: [
      { route: "/signin" },
      { route: "/join" },
      { route: "/join/verify" },
      { route: "/forgot" },
      { route: "/reset", status: 410 },
      { route: "/join/invitation", status: 410 },
      { route: "/contact/reply", status: 410 },
      { route: "/report/status", status: 410 },
      { route: "/contact/reply", path: "/contact/reply?done=sent" },
      { route: "/join/invitation/decline", status: 410 },
      { route: "/signin/code" },
      { route: "/signin/suspended", status: 410 },
      { route: "/me/email", status: 410 },
      { route: "/unsubscribe", status: 410 },
      { route: "/level", status: 410 },
      { route: "/still-correct", status: 410 },
      { route: "/join/status" },
      { route: "/join/status", path: "/join/status?token=of-no-application", status: 410 },
      { route: "/me/data/erased" },
    ],
  },
  {
    name: "own screens",
    reader: "member",
    addresses: [
      { route: "/me" },
      { route: "/me/work" },
      { route: "/me/waiting" },
      { route: "/me/invitation", status: 410 },
      { route: "/me/contact" },
      { route: "/me/country" },
      { route: "/welcome" },
      { route: "/me/contributions" },
      { route: "/me/drafts" },
      { route: "/me/uploads" },
      { route: "/me/security" },
      { route: "/me/security/two-factor" },
      { route: "/me/security/passkey" },
      { route: "/me/notifications" },
      { route: "/me/search", path: "/me/search?q=senegal" },
      { route: "/me/searches" },
      { route: "/notifications" },
      { route: "/watchlist" },
      { route: "/watchlist/watch", path: "/watchlist/watch?of=section:senegal/legislation" },
      { route: "/me/data" },
      { route: "/me/charter" },
      { route: "/me/conduct" },
      { route: "/me/confirm" },
      { route: "/me/members/[handle]", path: "/me/members/:self" },
      { route: "/flag/[kind]/[id]", path: "/flag/topic/01890a5d-ac96-774b-bcce-b302099a8057", status: 404 },
      { route: "/me/flags/[id]", path: "/me/flags/01890a5d-ac96-774b-bcce-b302099a8057", status: 404 },
      { route: "/me/messages" },
      { route: "/me/messages", path: "/me/messages?show=requests" },
      {
        route: "/me/messages/[id]",
        path: "/me/messages/01890a5d-ac96-774b-bcce-b302099a8057",
        status: 404,
      },
      { route: "/members/[handle]/write", path: "/members/:self/write" },
      { route: "/members/[handle]", path: "/members/:self" },
      { route: "/signout" },
      { route: "/blog/new" },
      { route: "/blog/mine" },
      { route: "/me/discussions" },
      { route: "/me/discussions", path: "/me/discussions?list=new&category=electronic-evidence" },
      { route: "/discussions/new" },
      { route: "/discussions/new", path: "/discussions/new?about=section:ghana/procedural-law" },
      { route: "/discussions/t/[slug]/comment", path: "/discussions/t/33/comment" },
      { route: "/discussions/t/[slug]/manage", path: "/discussions/t/33/manage" },
      { route: "/discussions/t/[slug]/unread", path: "/discussions/t/33/unread" },
      { route: "/rooms/t/[slug]/unread", path: "/rooms/t/1/unread" },
      { route: "/rooms" },
      { route: "/rooms/[category]", path: "/rooms/among-members" },
      { route: "/rooms/[category]", path: "/rooms/no-such-room", status: 404 },
      { route: "/rooms/new", path: "/rooms/new?category=among-members" },
      { route: "/rooms/t/[slug]", path: "/rooms/t/99999", status: 404 },
      { route: "/rooms/t/[slug]/[title]", path: "/rooms/t/1" },
      { route: "/rooms/t/[slug]/history", path: "/rooms/t/1/history" },
      { route: "/rooms/t/[slug]/diff", path: "/rooms/t/1/diff?to=1" },
      { route: "/rooms/t/[slug]/revisions/[number]", path: "/rooms/t/1/revisions/1" },
      { route: "/rooms/t/[slug]/comment", path: "/rooms/t/1/comment" },
      { route: "/rooms/t/[slug]/manage", path: "/rooms/t/1/manage" },
      {
        route: "/rooms/t/[slug]/comments/[id]",
        path: "/rooms/t/1/comments/01890a5d-ac96-774b-bcce-b302099a8057",
        status: 404,
      },
      {
        route: "/rooms/t/[slug]/comments/[id]/reactions",
        path: "/rooms/t/1/comments/01890a5d-ac96-774b-bcce-b302099a8057/reactions",
        status: 404,
      },
      {
        route: "/discussions/t/[slug]/comments/[id]/propose",
        path: "/discussions/t/33/comments/01890a5d-ac96-774b-bcce-b302099a8057/propose",
        status: 404,
      },
      {
        route: "/rooms/t/[slug]/comments/[id]/versions",
        path: "/rooms/t/1/comments/01890a5d-ac96-774b-bcce-b302099a8057/versions",
        status: 404,
      },
      {
        route: "/discussions/t/[slug]/comments/[id]",
        path: "/discussions/t/33/comments/01890a5d-ac96-774b-bcce-b302099a8057",
        status: 404,
      },
      { route: "/blog/[slug]/edit", path: "/blog/no-such-post/edit", status: 404 },
      { route: "/blog/[slug]/amended", path: "/blog/no-such-post/amended", status: 404 },
      { route: "/blog/[slug]/byline", path: "/blog/no-such-post/byline", status: 404 },
      { route: "/blog/[slug]/comment", path: "/blog/no-such-post/comment", status: 404 },
      {
        route: "/blog/[slug]/comments/[id]",
        path: "/blog/no-such-post/comments/01890a5d-ac96-774b-bcce-b302099a8057",
        status: 404,
      },
      { route: "/blog/preview/[token]", path: `/blog/preview/${"x".repeat(32)}`, status: 404 },
    ],
  },
  {
    name: "editors",
    reader: "member",
    addresses: [
      { route: "/countries/[slug]/edit/[section]", path: "/countries/senegal/edit/legislation" },
      { route: "/countries/[slug]/edit/[section]", path: "/countries/senegal/edit/laws" },
      { route: "/countries/copy-law", path: "/countries/copy-law?to=georgia&of=senegal" },
      { route: "/countries/[slug]/import", path: "/countries/senegal/import" },
    ],
  },
  {
    name: "the own library",
    reader: "member",
    addresses: [
      { route: "/training/new" },
      { route: "/training/mine" },
      { route: "/training/review" },
      { route: "/training/review/[slug]", path: "/training/review/no-such-material", status: 404 },
      { route: "/training/[slug]/edit", path: "/training/no-such-material/edit", status: 404 },
      {
        route: "/training/[slug]/take-part",
        path: "/training/preservation-request-checklist/take-part",
      },
      { route: "/training/[slug]/amended", path: "/training/no-such-material/amended", status: 404 },
      {
        route: "/training/[slug]/members-text/[id]",
        path: "/training/no-such-material/members-text/01890a5d-ac96-774b-bcce-b302099a8057",
        status: 404,
      },
    ],
  },
  {
    name: "administration",
    reader: "administrator",
    addresses: [
      { route: "/admin" },
      { route: "/admin/members" },
      { route: "/admin/members/[handle]", path: "/admin/members/:self" },
      { route: "/admin/members/[handle]/access", path: "/admin/members/:self/access" },
      { route: "/admin/setup" },
      { route: "/admin/figures" },
      { route: "/admin/backups" },
      { route: "/admin/invitations" },
      { route: "/admin/invitations/list" },
      { route: "/admin/applications" },
      { route: "/admin/mailbox" },
      { route: "/admin/mailbox", path: "/admin/mailbox?state=all&topic=data" },
      {
        route: "/admin/mailbox/[id]",
        path: "/admin/mailbox/01890a5d-ac96-774b-bcce-b302099a8057",
        status: 404,
      },
      { route: "/admin/categories" },
      { route: "/admin/webhooks" },
      {
        route: "/admin/webhooks/[id]",
        path: "/admin/webhooks/01890a5d-ac96-774b-bcce-b302099a8057",
        status: 404,
      },
      { route: "/admin/categories/[slug]", path: "/admin/categories/electronic-evidence" },
      { route: "/admin/filters" },
      {
        route: "/admin/filters/[id]",
        path: "/admin/filters/01890a5d-ac96-774b-bcce-b302099a8057",
        status: 404,
      },
      { route: "/admin/audit" },
      { route: "/admin/jobs" },
      { route: "/admin/health" },
      { route: "/moderation" },
      { route: "/moderation/members/[handle]", path: "/moderation/members/:self" },
      { route: "/moderation/files" },
      { route: "/moderation/flags" },
      { route: "/moderation/flags", path: "/moderation/flags?kind=topic&code=spam" },
      {
        route: "/moderation/flags/[id]",
        path: "/moderation/flags/01890a5d-ac96-774b-bcce-b302099a8057",
        status: 404,
      },
      { route: "/moderation/messages" },
      {
        route: "/moderation/messages/[id]",
        path: "/moderation/messages/01890a5d-ac96-774b-bcce-b302099a8057",
        status: 404,
      },
      { route: "/moderation/restrictions" },
      { route: "/moderation/reports" },
      { route: "/moderation/edits" },
      { route: "/moderation/patrol" },
      { route: "/moderation/revisions/[slug]/[number]", path: "/moderation/revisions/senegal/1" },
      {
        route: "/moderation/posts/[slug]/[number]",
        path: "/moderation/posts/preserve-first-ask-later/1",
      },
      {
        route: "/moderation/materials/[slug]/[number]",
        path: "/moderation/materials/preservation-request-checklist/1",
      },
      { route: "/moderation/sections/[slug]/[section]", path: "/moderation/sections/senegal/laws" },
      { route: "/countries/[slug]/pending", path: "/countries/senegal/pending" },
      { route: "/admin/search" },
      { route: "/admin/settings" },
      { route: "/admin/settings/pages" },
      { route: "/[slug]/edit", path: "/charter/edit" },
      { route: "/[slug]/edit", path: "/privacy/edit" },
      { route: "/[slug]/product", path: "/charter/product", status: 404 },
      { route: "/[slug]/revisions/[number]/revert", path: "/charter/revisions/1/revert", status: 404 },
      { route: "/moderation/pages/[slug]/[number]", path: "/moderation/pages/charter-en/1", status: 404 },
      { route: "/admin/settings", path: "/admin/settings?part=access" },
      { route: "/admin/settings", path: "/admin/settings?part=look" },
      { route: "/admin/settings", path: "/admin/settings?part=logo" },
      { route: "/admin/settings", path: "/admin/settings?part=notices" },
      { route: "/admin/settings", path: "/admin/settings?part=menu" },
      { route: "/admin/settings", path: "/admin/settings?part=featured" },
      { route: "/discussions/t/[slug]/edit", path: "/discussions/t/33/edit" },
      { route: "/discussions/t/[slug]/split", path: "/discussions/t/33/split" },
      { route: "/discussions/t/[slug]/merge", path: "/discussions/t/33/merge?into=32" },
      { route: "/discussions/t/[slug]/polls", path: "/discussions/t/33/polls" },
      { route: "/rooms/t/[slug]/polls", path: "/rooms/t/1/polls" },
      { route: "/rooms/t/[slug]/split", path: "/rooms/t/1/split" },
      { route: "/rooms/t/[slug]/merge", path: "/rooms/t/1/merge" },
      { route: "/discussions/t/[slug]/manage", path: "/discussions/t/33/manage" },
      { route: "/discussions/review" },
      { route: "/moderation/discussions/[slug]/[number]", path: "/moderation/discussions/1/1" },
      { route: "/moderation/rooms/[slug]/[number]", path: "/moderation/rooms/1/1" },
      { route: "/rooms/t/[slug]/edit", path: "/rooms/t/1/edit" },
      { route: "/admin/categories/[slug]", path: "/admin/categories/among-members" },
      { route: "/blog/review" },
      { route: "/blog/review/[slug]", path: "/blog/review/no-such-post", status: 404 },
      { route: "/countries/[slug]/check/[section]", path: "/countries/senegal/check/treaty-status" },
      { route: "/countries/[slug]/check/[section]", path: "/countries/senegal/check/bills" },
      {
        route: "/countries/[slug]/exports/[id]/mail",
        path: "/countries/senegal/exports/01890a5d-ac96-774b-bcce-b302099a8057/mail",
        status: 404,
      },
      { route: "/countries/[slug]/rollback/[section]", path: "/countries/senegal/rollback/laws" },
    ],
  },
];

interface Signed {
  state: Awaited<ReturnType<BrowserContext["storageState"]>>;
  handle: string;
}

/** Leaves the setup of two-factor at its first step, which is the page to check. */
async function beginTwoFactor(page: Page): Promise<void> {
  await page.goto("/me/security");
  await page.getByRole("button", { name: "Set up two-factor" }).click();
  await page.waitForURL("**/me/security/two-factor");
}

async function signInOnce(browser: Browser, baseURL: string, role: string): Promise<Signed> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await signIn(page, await makePerson({ role }));
  if (role === "administrator") await setUpTwoFactor(page);
  else await beginTwoFactor(page);
  const handle = await ownHandle(page);
  const state = await context.storageState();
  await context.close();
  return { state, handle };
}

async function ownHandle(page: Page): Promise<string> {
  await page.goto("/me");
  const own = await page.getByRole("link", { name: "Your public page" }).getAttribute("href");
  return own?.split("/").at(-1) ?? "";
}

/** Members sign in once per worker; each test uses their cookies. */
const test = base.extend<object, { signed: (reader: Reader) => Promise<Signed | undefined> }>({
  signed: [
    async ({ browser }, use, info) => {
      const baseURL = info.project.use.baseURL ?? "";
      const known = new Map<Reader, Promise<Signed>>();
      await use(async (reader) => {
        if (reader === "anyone") return undefined;
        const one = known.get(reader) ?? signInOnce(browser, baseURL, reader);
        known.set(reader, one);
        return one;
      });
    },
    { scope: "worker" },
  ],
});

function placeOf({ route, path }: Address, signed?: Pick<Signed, "handle">): string {
  return (path ?? route).replace(":self", signed?.handle ?? "");
}

/** Collects errors of scripts and in the browser's console, without those about the page's own status. */
function listen(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    const isOwnStatus = message.location().url === page.url() && /status of 4\d\d/.test(message.text());
    if (message.type() === "error" && !isOwnStatus) complaints.push(message.text());
  });
  return complaints;
}

/** Blocks inline scripts, whatever a page contains. */
const POLICY =
  /default-src 'none'.*script-src 'self'; style-src 'self'; form-action 'self'; report-uri \/api\/[a-z-]+; report-to policy$/;

async function expectSound(page: Page, locale: "en" | "ar"): Promise<void> {
  const html = page.locator("html");
  await expect(html).toHaveAttribute("lang", locale);
  await expect(html).toHaveAttribute("dir", locale === "ar" ? "rtl" : "ltr");
  await expect(page.locator("h1"), page.url()).toHaveCount(1);
  expect((await page.title()).trim(), page.url()).not.toBe("");
}

/** Opens everything that is folded in the page itself; the menus of the header would cover it. */
const unfold = (page: Page) =>
  page.evaluate(() => {
    for (const one of document.querySelectorAll<HTMLDetailsElement>("main details, footer details"))
      one.open = true;
  });

/**
 * English is checked in light and Arabic in dark: colours depend on the theme and not on the language
 * (`tests/design/languages.test.ts`), and they are most of the work of axe.
 */
const LANGUAGES = [
  { locale: "en", colorScheme: "light" },
  { locale: "ar", colorScheme: "dark" },
] as const;

/** The largest first, after the longer stories of errors, so that no browser works alone at the end. */
const LARGEST_FIRST = GROUPS.toSorted((a, b) => b.addresses.length - a.addresses.length);

/** Forms in the page that a person types into, apart from the editors, which save by themselves. */
const TYPED_FORMS =
  'main form[method="post"]:has(:is(textarea, input:not([type="hidden"], [type="checkbox"], [type="radio"], [type="file"])):visible)';

/** Empties every text of a form and sends it by its first button, by keyboard. Returns whether errors are shown. */
async function sendEmpty(page: Page, form: Locator): Promise<boolean> {
  for (const field of await form.locator('textarea, input:not([type="hidden"])').all())
    if ((await field.isVisible()) && (await field.isEditable()) && !(await isChoice(field)))
      await field.fill("");
  const gone = page.waitForEvent("domcontentloaded", { timeout: 3_000 }).catch(() => null);
  await form.locator('button:not([type="button"])').first().press("Enter");
  await gone;
  return (await page.locator('.errsum, main [role="alert"]').filter({ visible: true }).count()) > 0;
}

const isChoice = (field: Locator) =>
  field.evaluate((one) => /^(?:checkbox|radio|file|submit)$/.test((one as HTMLInputElement).type));

async function expectAccessibleInBoth(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: "light" });
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page, ["color-contrast", "link-in-text-block"]);
}

/** Sends each form of a page empty and checks the page with its errors. Returns how many forms were refused. */
async function checkErrorsOf(page: Page, place: string): Promise<number> {
  await page.goto(place);
  const count = await page.locator(TYPED_FORMS).count();
  let refused = 0;
  for (let n = 0; n < count; n += 1) {
    if (n > 0) await page.goto(place);
    if (!(await sendEmpty(page, page.locator(TYPED_FORMS).nth(n)))) continue;
    refused += 1;
    await expectNoSidewaysScroll(page);
    await expectAccessibleInBoth(page);
  }
  return refused;
}

for (const [reader, least] of [
  ["administrator", 18],
  ["member", 18],
  ["anyone", 8],
] as const)
  test(`errors of forms are accessible in both themes and no wider than 320 px, on pages for ${reader}`, async ({
    browser,
  }) => {
    test.setTimeout(600_000);
    // What is accepted empty changes the site, so it is one of its own.
    const site = await OwnSite.begin({ data: "seeded" });
    try {
      const context = await browser.newContext({
        baseURL: site.url,
        viewport: { width: 320, height: 800 },
        reducedMotion: "reduce",
      });
      await carryAxe(context);
      const page = await context.newPage();
      if (reader !== "anyone") {
        await signIn(page, site.makePerson("administrator"));
        await setUpTwoFactor(page);
      }
      const handle = reader === "anyone" ? "" : await ownHandle(page);
      let refused = 0;
      for (const group of GROUPS.filter((one) => one.reader === reader))
        for (const address of group.addresses)
          refused += await checkErrorsOf(page, placeOf(address, { handle }));
      expect(refused).toBeGreaterThanOrEqual(least);
    } finally {
      await site.end();
    }
  });

for (const { name, reader, addresses } of LARGEST_FIRST) {
  for (const { locale, colorScheme } of LANGUAGES) {
    test(`${name}: sound, accessible in ${colorScheme} and no wider than 320 px, ${locale}`, async ({
      browser,
      signed,
    }) => {
      test.slow();
      const who = await signed(reader);
      const context = await browser.newContext({
        viewport: { width: 320, height: 800 },
        reducedMotion: "reduce",
        colorScheme,
        ...(who ? { storageState: who.state } : {}),
      });
      await carryAxe(context);
      const page = await context.newPage();
      const complaints = listen(page);
      for (const address of addresses) {
        const place = placeOf(address, who);
        const answer = await page.goto(locale === "en" ? place : `/ar${place === "/" ? "" : place}`);
        expect(answer?.status(), place).toBe(address.status ?? 200);
        if (address.route.includes("/edit/")) {
          await expect(page.locator("#editor .ProseMirror, #editor .records").first()).toBeVisible();
        }
        expect(answer?.headers()["content-security-policy"], place).toMatch(POLICY);
        await expectOwnMarkup(page);
        await expectSound(page, locale);
        // The HTML as sent: parts for scripts are filled in later.
        expect([place, findEmpties((await answer?.text()) ?? "")]).toEqual([place, []]);
        await expectNoSidewaysScroll(page);
        await unfold(page);
        await expectNoSidewaysScroll(page);
        expect(complaints, place).toEqual([]);
        await expectAccessible(page);
      }
      await context.close();
    });
  }
}

for (const { name, addresses } of LARGEST_FIRST.filter((group) => group.reader === "anyone")) {
  test(`${name}: readable without scripts, in three languages`, async ({ browser }) => {
    test.slow();
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    for (const address of addresses) {
      const place = placeOf(address);
      const answer = await page.goto(place, { waitUntil: "domcontentloaded" });
      const text = (await page.locator("main").allInnerTexts()).join(" ");
      expect(text.trim().length, place).toBeGreaterThan(60);
      await expect(page.locator("main h1"), place).toBeVisible();
      // In the other languages the heading is in the same elements, which the same styles show.
      const { path } = readMain((await answer?.text()) ?? "");
      for (const prefix of ["/fr", "/ar"]) {
        const translated = await page.request.get(prefix + place);
        const main = readMain(await translated.text());
        expect(main.text.length, prefix + place).toBeGreaterThan(60);
        expect(main.headings, prefix + place).toEqual([expect.stringMatching(/\p{L}/u)]);
        expect(main.path, prefix + place).toEqual(path);
      }
    }
  });
}

test("no address is left out of the table", () => {
  const root = join(process.cwd(), "app/[locale]");
  const routes = readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((file) => /^(?:(.*)\/)?(?:route|page)\.tsx$/.exec(file.replaceAll("\\", "/")))
    .flatMap((match) => (match ? [`/${match[1] ?? ""}`] : []));
  const listed = GROUPS.flatMap(({ addresses }) => addresses.map(({ route }) => route));
  expect([...new Set(listed)].sort()).toEqual(routes.sort());
});
