import type { Group } from "./address";

/** Training material, discussions and posts. */
export const WORKS: readonly Group[] = [
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
];
