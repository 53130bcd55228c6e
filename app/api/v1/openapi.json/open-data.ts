import { PostRow } from "@/lib/blog/open/model";
import { DumpKeyAnswer, DumpsAnswer } from "@/lib/open-data/dumps/model";
import * as open from "@/lib/open-data/model";
import { MaterialRow } from "@/lib/training/open/model";
import type { Operation } from "@/lib/web/api/openapi";
import * as article from "../articles/[id]/route";
import * as articles from "../articles/route";
import * as changes from "../changes/route";
import * as contributions from "../contributions/route";
import * as country from "../countries/[slug]/route";
import * as ownSections from "../countries/[slug]/sections/route";
import * as countries from "../countries/route";
import * as dumpFile from "../dumps/[id]/[file]/route";
import * as dumpKey from "../dumps/key/route";
import * as dumps from "../dumps/route";
import * as material from "../materials/[slug]/route";
import * as materials from "../materials/route";
import * as member from "../members/[handle]/route";
import * as members from "../members/route";
import * as post from "../posts/[slug]/route";
import * as posts from "../posts/route";
import * as provisions from "../provisions/route";
import * as sections from "../sections/route";
import { ALWAYS, BAD_TOKEN, KNOWN, MAY_NOT, NONE, REFUSED, reads, SIGN_IN } from "./answers";

/** A list of public data; unknown filters are refused with `unknown_filter`. */
const list = (path: string, schema: string, handler: Operation["handler"], summary: string): Operation => ({
  method: "get",
  path: `/api/v1/${path}`,
  summary,
  handler,
  isPublic: true,
  answers: { ...reads({ is: "A page of the list.", schema }), 304: KNOWN },
});
/** One item, or a part of one, which may not exist. */
const item = (...of: Parameters<typeof list>): Operation => {
  const listed = list(...of);
  return { ...listed, answers: { ...listed.answers, 404: NONE } };
};

export const OPEN_DATA: Operation[] = [
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
    summary: "Your edits to profiles, with their status.",
    handler: contributions.GET,
    scope: "contributions:read",
    answers: {
      ...reads({ is: "A page of the list.", schema: "ContributionList" }),
      401: SIGN_IN,
      403: MAY_NOT,
    },
  },
  {
    method: "get",
    path: "/api/v1/dumps",
    summary: "The stored weekly dumps of all public data, with sizes, checksums and signatures.",
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
      "A file of a dump: JSON Lines, compressed with gzip. Each line is a row of the list with the same name. Also the files to verify it: SHA256SUMS, its Ed25519 signature (SHA256SUMS.sig) and public-key.pem.",
    handler: dumpFile.GET,
    isPublic: true,
    answers: {
      200: { is: "The file.", type: "application/gzip", otherType: "application/octet-stream" },
      304: KNOWN,
      400: REFUSED,
      401: BAD_TOKEN,
      404: { is: "The file does not exist, or was deleted.", schema: "Problem" },
      ...ALWAYS,
    },
  },
];

export const OPEN_SCHEMAS = {
  Country: open.CountryRow,
  CountryList: open.listOf(open.CountryRow),
  SectionRow: open.SectionRow,
  SectionList: open.listOf(open.SectionRow),
  Article: open.ArticleRow,
  ArticleList: open.listOf(open.ArticleRow),
  Provision: open.ProvisionRow,
  ProvisionList: open.listOf(open.ProvisionRow),
  Post: PostRow,
  PostList: open.listOf(PostRow),
  Material: MaterialRow,
  MaterialList: open.listOf(MaterialRow),
  Change: open.ChangeRow,
  ChangeList: open.listOf(open.ChangeRow),
  Member: open.MemberRow,
  MemberList: open.listOf(open.MemberRow),
  Contribution: open.ContributionRow,
  ContributionList: open.listOf(open.ContributionRow),
  Dumps: DumpsAnswer,
  DumpKey: DumpKeyAnswer,
};
