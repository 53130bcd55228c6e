import type { Group } from "./address";

/** What everybody reads: pages of the site itself. */
export const READING: readonly Group[] = [
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
    name: "verifying",
    reader: "anyone",
    addresses: [
      { route: "/cooperation/verify" },
      { route: "/cooperation/verify", path: "/cooperation/verify?sha256=no-hash" },
      { route: "/cooperation/verify", path: `/cooperation/verify?sha256=${"0".repeat(64)}` },
    ],
  },
];
