import * as profile from "@/app/[locale]/countries/[slug]/export.json/route";
import { ProfileData } from "@/lib/exports";
import * as open from "@/lib/open-data/model";
import * as answers from "@/lib/profiles/api/model";
import { KINDS } from "@/lib/profiles/kinds";
import { SuggestionsAnswer } from "@/lib/search/model";
import { json, reading } from "@/lib/web/api/endpoint";
import { type Operation, openApi } from "@/lib/web/api/openapi";
import * as article from "../articles/[id]/route";
import * as articles from "../articles/route";
import * as changes from "../changes/route";
import * as contributions from "../contributions/route";
import * as country from "../countries/[slug]/route";
import * as draft from "../countries/[slug]/sections/[section]/draft/route";
import * as presence from "../countries/[slug]/sections/[section]/presence/route";
import * as preview from "../countries/[slug]/sections/[section]/preview/route";
import * as section from "../countries/[slug]/sections/[section]/route";
import * as ownSections from "../countries/[slug]/sections/route";
import * as sources from "../countries/[slug]/sources/route";
import * as countries from "../countries/route";
import * as dumpFile from "../dumps/[id]/[file]/route";
import * as dumpKey from "../dumps/key/route";
import * as dumps from "../dumps/route";
import * as links from "../links/route";
import * as material from "../materials/[slug]/route";
import * as materials from "../materials/route";
import * as member from "../members/[handle]/route";
import * as members from "../members/route";
import * as post from "../posts/[slug]/route";
import * as posts from "../posts/route";
import * as provisions from "../provisions/route";
import * as sections from "../sections/route";
import * as suggestions from "../suggestions/route";
import { OPEN_EXAMPLES } from "./open-examples";
import { SECTION_EXAMPLES } from "./section-examples";

const SECTION = "/api/v1/countries/{slug}/sections/{section}";
const REFUSED = {
  is: "Something is not as it should be; `reason` and `fields` say what.",
  schema: "Problem",
};
const UNKNOWN = { is: "There is no such profile.", schema: "Problem" };
const SIGN_IN = { is: "A session or a personal token is needed.", schema: "Problem" };
const MAY_NOT = { is: "The right to do this is missing.", schema: "Problem" };
const IN_FLIGHT = { is: "The same request, by its Idempotency-Key, is being answered.", schema: "Problem" };
const USED = { is: "The token or the key was used for another request.", schema: "Problem" };
const TOO_OFTEN = { is: "Too often; Retry-After says when to try again.", schema: "Problem" };

/** What any operation may answer, whatever it is asked. */
const ALWAYS = {
  429: TOO_OFTEN,
  500: { is: "An error of the site. It was recorded under `id`.", schema: "Problem" },
  503: { is: "Busy, starting or in read-only mode. Retry-After says when to try again.", schema: "Problem" },
};
const writes = (answer: { is: string; schema: string }) => ({
  200: answer,
  400: REFUSED,
  401: SIGN_IN,
  403: MAY_NOT,
  404: UNKNOWN,
  409: IN_FLIGHT,
  413: { is: "More than is accepted.", schema: "Problem" },
  415: { is: "The body is not JSON.", schema: "Problem" },
  422: USED,
  ...ALWAYS,
});
const BAD_TOKEN = { is: "A token was sent that is wrong, revoked or expired.", schema: "Problem" };
const reads = (answer: { is: string; schema: string }) => ({
  200: answer,
  400: REFUSED,
  401: BAD_TOKEN,
  ...ALWAYS,
});

const NONE = { is: "There is none of that name.", schema: "Problem" };
const KNOWN = { is: "As in the copy that you have." };

/** A list of public data; a filter that it does not know is refused with `unknown_filter`. */
const list = (path: string, schema: string, handler: Operation["handler"], summary: string): Operation => ({
  method: "get",
  path: `/api/v1/${path}`,
  summary,
  handler,
  isPublic: true,
  answers: { ...reads({ is: "A page of it.", schema }), 304: KNOWN },
});
/** One thing, or what belongs to one, which may not be there. */
const item = (...of: Parameters<typeof list>): Operation => {
  const listed = list(...of);
  return { ...listed, answers: { ...listed.answers, 404: NONE } };
};

const OPEN_DATA: Operation[] = [
  list(
    "countries",
    "CountryList",
    countries.GET,
    "Countries and areas, by slug, with the sections that are written.",
  ),
  item("countries/{slug}", "Country", country.GET, "A country or area."),
  item(
    "countries/{slug}/sections",
    "SectionList",
    ownSections.GET,
    "The sections of a profile, with their texts.",
  ),
  list("sections", "SectionList", sections.GET, "Sections of all profiles, with their texts."),
  list("articles", "ArticleList", articles.GET, "Articles of the instruments that this site tells of."),
  item("articles/{id}", "Article", article.GET, "An article of an instrument."),
  list(
    "provisions",
    "ProvisionList",
    provisions.GET,
    "Provisions of laws, with the articles that they answer to.",
  ),
  list("posts", "PostList", posts.GET, "Published posts, with their texts."),
  item("posts/{slug}", "Post", post.GET, "A published post."),
  list("materials", "MaterialList", materials.GET, "Training materials that are for everybody."),
  item("materials/{slug}", "Material", material.GET, "A training material that is for everybody."),
  list("changes", "ChangeList", changes.GET, "Published revisions of profiles, newest first."),
  list(
    "members",
    "MemberList",
    members.GET,
    "Members who chose to be listed, with what they show to everybody.",
  ),
  item("members/{handle}", "Member", member.GET, "A member who chose to be listed."),
  {
    method: "get",
    path: "/api/v1/contributions",
    summary: "Your edits of profiles, with what became of them.",
    handler: contributions.GET,
    scope: "contributions:read",
    answers: { ...reads({ is: "A page of them.", schema: "ContributionList" }), 401: SIGN_IN, 403: MAY_NOT },
  },
  {
    method: "get",
    path: "/api/v1/dumps",
    summary: "The dumps of all public data that are kept, made each week, with sizes, sums and signatures.",
    handler: dumps.GET,
    isPublic: true,
    answers: { ...reads({ is: "The dumps, newest first.", schema: "Dumps" }), 304: KNOWN },
  },
  {
    method: "get",
    path: "/api/v1/dumps/key",
    summary: "The public key that dumps are signed with.",
    handler: dumpKey.GET,
    isPublic: true,
    answers: { ...reads({ is: "The key, as PEM.", schema: "DumpKey" }), 304: KNOWN },
  },
  {
    method: "get",
    path: "/api/v1/dumps/{id}/{file}",
    summary:
      "A file of a dump: JSON Lines, compressed with gzip; each line is a row as its list gives it. Also what it is checked with: SHA256SUMS, the Ed25519 signature of its bytes (SHA256SUMS.sig) and public-key.pem.",
    handler: dumpFile.GET,
    isPublic: true,
    answers: {
      200: { is: "The file.", type: "application/gzip", otherType: "application/octet-stream" },
      304: KNOWN,
      400: REFUSED,
      401: BAD_TOKEN,
      404: { is: "There is no such file, or it was given up.", schema: "Problem" },
      ...ALWAYS,
    },
  },
];

const OPERATIONS: Operation[] = [
  ...OPEN_DATA,
  {
    method: "get",
    path: "/api/v1/openapi.json",
    summary: "This description.",
    handler: { octopus: {} },
    isPublic: true,
    answers: { 200: { is: "The description.", type: "application/json" }, 401: BAD_TOKEN, ...ALWAYS },
  },
  {
    method: "get",
    path: "/countries/{slug}/export.json",
    summary:
      "A profile with its sections, sources and projects: as it stands, or as it stood after a revision. The ETag is the revision with the beginning of the SHA-256 of the answer, which documents of that revision have printed in them.",
    handler: profile.GET,
    isPublic: true,
    answers: {
      200: { is: "The profile.", schema: "Profile" },
      304: { is: "As in the copy that you have." },
      308: { is: "The profile under its own name." },
      404: { is: "There is no such profile, or no such published revision; a page says so." },
    },
  },
  {
    method: "get",
    path: SECTION,
    summary: "A section as it stands. The ETag is its revision.",
    handler: section.GET,
    isPublic: true,
    answers: {
      ...reads({ is: "The section.", schema: "Section" }),
      304: { is: "As in the copy that you have." },
      404: UNKNOWN,
    },
  },
  {
    method: "put",
    path: SECTION,
    scope: "profiles:write",
    summary:
      "Save a section. Give the revision that your text was made from; what others wrote since is merged with it. The same clientToken again is the same save.",
    handler: section.PUT,
    answers: {
      ...writes({ is: "Published, or nothing differed.", schema: "Saved" }),
      202: { is: "Saved; it waits for review.", schema: "Saved" },
      409: {
        is: "Two edits collide: base, theirs and mine, for a person to merge. Nothing was saved.",
        schema: "Conflict",
      },
    },
  },
  {
    method: "get",
    path: `${SECTION}/draft`,
    summary: "Your unfinished text of a section. Needs a session.",
    handler: draft.GET,
    answers: {
      ...reads({ is: "The draft, or null.", schema: "Draft" }),
      401: SIGN_IN,
      403: MAY_NOT,
      404: UNKNOWN,
    },
  },
  {
    method: "put",
    path: `${SECTION}/draft`,
    summary: "Keep your unfinished text. `sequence` must rise, or `force` must be given. Needs a session.",
    handler: draft.PUT,
    answers: {
      ...writes({ is: "Kept.", schema: "DraftSaved" }),
      409: { is: "A newer draft is kept; it is given back.", schema: "Problem" },
    },
  },
  {
    method: "delete",
    path: `${SECTION}/draft`,
    summary: "Throw your unfinished text away. Needs a session.",
    handler: draft.DELETE,
    answers: writes({ is: "Gone.", schema: "DraftDiscarded" }),
  },
  {
    method: "get",
    path: `${SECTION}/presence`,
    summary: "Who else has the section's editor open. Needs a session.",
    handler: presence.GET,
    answers: {
      ...reads({ is: "Members, by name.", schema: "Presence" }),
      401: SIGN_IN,
      403: MAY_NOT,
      404: UNKNOWN,
    },
  },
  {
    method: "post",
    path: `${SECTION}/presence`,
    summary: "Say that you have the section's editor open, for half a minute. Needs a session.",
    handler: presence.POST,
    answers: writes({ is: "Who else has.", schema: "Presence" }),
  },
  {
    method: "delete",
    path: `${SECTION}/presence`,
    summary: "Say that you have closed the section's editor. Needs a session.",
    handler: presence.DELETE,
    answers: writes({ is: "Noted.", schema: "PresenceLeft" }),
  },
  {
    method: "post",
    path: `${SECTION}/preview`,
    scope: "profiles:write",
    summary: "What saving a text would change, without saving it.",
    handler: preview.POST,
    answers: writes({ is: "The difference.", schema: "Preview" }),
  },
  {
    method: "get",
    path: "/api/v1/countries/{slug}/sources",
    summary: "Sources of a profile that hold the words of a text: at most 50.",
    handler: sources.GET,
    isPublic: true,
    answers: { ...reads({ is: "Sources, in their order.", schema: "Sources" }), 404: UNKNOWN },
  },
  {
    method: "get",
    path: "/api/v1/links",
    summary: "Pages of this site by name: at most 20.",
    handler: links.GET,
    isPublic: true,
    answers: reads({ is: "Addresses and names.", schema: "Links" }),
  },
  {
    method: "get",
    path: "/api/v1/suggestions",
    summary: "Things whose names hold what is being typed, of what you may find: at most 8.",
    handler: suggestions.GET,
    isPublic: true,
    answers: reads({ is: "Names, kinds and addresses.", schema: "Suggestions" }),
  },
];

/** The forms of content: one for all prose, one for each records section. */
function contents() {
  const records = Object.values(KINDS).filter((kind) => kind.family === "records");
  const named = records.map((kind) => [`Content_${kind.key}`, kind.schema] as const);
  return { Content_prose: KINDS.legislation.schema, ...Object.fromEntries(named) };
}

const OPEN_SCHEMAS = {
  Country: open.CountryRow,
  CountryList: open.listOf(open.CountryRow),
  SectionRow: open.SectionRow,
  SectionList: open.listOf(open.SectionRow),
  Article: open.ArticleRow,
  ArticleList: open.listOf(open.ArticleRow),
  Provision: open.ProvisionRow,
  ProvisionList: open.listOf(open.ProvisionRow),
  Post: open.PostRow,
  PostList: open.listOf(open.PostRow),
  Material: open.MaterialRow,
  MaterialList: open.listOf(open.MaterialRow),
  Change: open.ChangeRow,
  ChangeList: open.listOf(open.ChangeRow),
  Member: open.MemberRow,
  MemberList: open.listOf(open.MemberRow),
  Contribution: open.ContributionRow,
  ContributionList: open.listOf(open.ContributionRow),
  Dumps: open.DumpsAnswer,
  DumpKey: open.DumpKeyAnswer,
};

let drawn: Record<string, unknown> | undefined;

function description(): Record<string, unknown> {
  drawn ??= openApi({
    title: "Octopus Community",
    version: "1",
    description:
      "All public data of this site, page by page or whole as dumps, and the writing of country profiles. How to use it is told at /help/api. Content is described by the schemas Content_…: prose has one, each section of records its own.",
    schemas: {
      ...contents(),
      Profile: ProfileData,
      Section: answers.SectionAnswer,
      Saved: answers.SavedAnswer,
      Draft: answers.DraftAnswer,
      DraftSaved: answers.DraftSavedAnswer,
      DraftDiscarded: answers.DraftDiscardedAnswer,
      Presence: answers.PresenceAnswer,
      PresenceLeft: answers.PresenceLeftAnswer,
      Preview: answers.PreviewAnswer,
      Sources: answers.SourcesAnswer,
      Links: answers.LinksAnswer,
      Suggestions: SuggestionsAnswer,
      ...OPEN_SCHEMAS,
      Problem: answers.ProblemAnswer,
      Conflict: answers.ConflictAnswer,
    },
    examples: { ...SECTION_EXAMPLES, ...OPEN_EXAMPLES },
    operations: OPERATIONS,
  });
  return drawn;
}

/** The description of the API, made from the schemas by which it reads requests. */
export const GET = reading({
  limit: "public-api",
  isPublic: true,
  read: async () => json(description(), 200, { "cache-control": "public, max-age=0, must-revalidate" }),
});
