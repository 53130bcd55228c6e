import type { Group } from "./address";

/** Country profiles and the law. */
export const PROFILES: readonly Group[] = [
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
];
