import type { Passage, SearchEntry } from "@/lib/search";
import { sectionEntries } from "./search/section-entries";
import { profileEntryOf } from "./search-entries";

const PLACE = {
  pageId: "00000000-0000-4000-8000-000000000001",
  slug: "senegal",
  iso2: "SN",
  region: "Africa",
  aliases: ["sample-name"],
};
const AT = new Date("2026-01-02T03:04:05Z");
const WRITTEN = { language: "en", isTranslation: false, verifiedOn: null };
const CONTENTS = [
  { title: "Sample", name: "Sample", asOf: "2026-01-02", confidence: "confirmed" },
  { title: "Sample", name: "Sample", asOf: "2026-01-02", confidence: "unverified" },
] as const;

const PROVISIONS = [
  { id: "first", locator: "Art. 1", articles: ["185-2"], confidence: "confirmed", text: "Sample" },
  { id: "second", locator: "Art. 2", articles: [], confidence: "unverified", heading: "Sample" },
];

const records = (...more: object[]) => ({
  schemaVersion: 1,
  records: CONTENTS.map((one, n) => Object.assign({ id: `sample-${n}` }, one, ...more)),
});

const PROSE = {
  schemaVersion: 1,
  doc: {
    type: "doc",
    content: [
      { type: "heading", attrs: { id: "sample1", level: 3 }, content: [{ type: "text", text: "Sample" }] },
      { type: "paragraph", attrs: { id: "sample2" }, content: [{ type: "text", text: "Sample" }] },
    ],
  },
};

const STATES: Passage[] = [{ text: "Sample", anchor: "state-of-play" }];

/** Makes the entries of a fixed profile: when they change, a worker rewrites all search entries (`searchFormat`). */
export function profileSamples(): SearchEntry[] {
  const treaties = { treaty: 185, how: "signed", signedOn: "2026-01-02", sources: [] };
  const standings = [
    { treaty: 185, status: "party", isInForceLater: true, confidence: "confirmed" },
    { treaty: 189, status: "signatory", isInForceLater: false, confidence: "unverified" },
  ] as const;
  return [
    profileEntryOf(PLACE, [...standings], STATES),
    ...sectionEntries(PLACE, "laws", records({ number: "2008-11", provisions: PROVISIONS }), AT),
    ...sectionEntries(PLACE, "institutions", records({ mandate: "Sample" }), AT),
    ...sectionEntries(PLACE, "treaty-status", records(treaties), AT),
    ...sectionEntries(PLACE, "state-of-play", PROSE, AT, WRITTEN),
    ...sectionEntries(PLACE, "legislation", PROSE, AT, {
      language: "fr",
      isTranslation: true,
      verifiedOn: "2026-01-03",
    }),
  ];
}
