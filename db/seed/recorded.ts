import type { RecordsContent } from "@/lib/revisions/records-fields";
import type { Seed, SeedProfile } from "./index";

/** A record as the table counts it. */
interface Counted {
  confidence?: unknown;
  declarations?: readonly unknown[];
  provisions?: readonly unknown[];
}

/** What one country's starting data hold, in numbers. */
export interface Recorded {
  country: string;
  treaties: number;
  declarations: number;
  laws: number;
  provisions: number;
  institutions: number;
  strategies: number;
  reporting: number;
  /** Sections of prose. */
  texts: number;
  sources: number;
  /** Records other than sources that are not verified. */
  unverified: number;
}

const RECORD_SECTIONS = ["treaty-status", "laws", "institutions", "strategies", "reporting"] as const;

function recordsOf({ sections }: SeedProfile, key: string): readonly Counted[] {
  const content = sections.find((one) => one.key === key)?.content as RecordsContent | undefined;
  return (content?.records ?? []) as readonly Counted[];
}

function within(records: readonly Counted[], field: "declarations" | "provisions"): number {
  return records.reduce((sum, record) => sum + (record[field]?.length ?? 0), 0);
}

/** Counts what the starting data hold of each country, in the order of the seed. */
export function listRecorded({ countries, profiles }: Seed): Recorded[] {
  return profiles.map((profile, at) => {
    const [treaties, laws, institutions, strategies, reporting] = RECORD_SECTIONS.map((key) =>
      recordsOf(profile, key),
    ) as [Counted[], Counted[], Counted[], Counted[], Counted[]];
    const facts = [treaties, laws, institutions, strategies, reporting].flat();
    const isText = ({ key }: { key: string }) =>
      key !== "sources" && !RECORD_SECTIONS.some((section) => section === key);
    return {
      country: countries[at]?.nameEn ?? profile.slug,
      treaties: treaties.length,
      declarations: within(treaties, "declarations"),
      laws: laws.length,
      provisions: within(laws, "provisions"),
      institutions: institutions.length,
      strategies: strategies.length,
      reporting: reporting.length,
      texts: profile.sections.filter(isText).length,
      sources: profile.sourcesRecords.length,
      unverified: facts.filter(({ confidence }) => confidence === "unverified").length,
    };
  });
}

const COLUMNS: readonly [keyof Recorded, string][] = [
  ["country", "Country or area"],
  ["treaties", "Treaty records"],
  ["declarations", "Reservations and declarations"],
  ["laws", "Laws"],
  ["provisions", "Provisions"],
  ["institutions", "Institutions"],
  ["strategies", "Strategies"],
  ["reporting", "Reporting"],
  ["texts", "Sections of text"],
  ["sources", "Sources"],
  ["unverified", "Unverified records"],
];

/** Writes `docs/recorded.md`: a row for each country with what is recorded of it, and the sums. */
export function recordedPage(seed: Seed): string {
  const rows = listRecorded(seed);
  const row = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
  const sum = (key: keyof Recorded) => rows.reduce((total, one) => total + Number(one[key]), 0);
  const head = COLUMNS.map(([, label]) => label);
  const sums = COLUMNS.map(([key]) => (key === "country" ? `All ${rows.length}` : sum(key)));
  const silent = rows.filter((one) => one.treaties + one.laws + one.institutions + one.texts === 0);
  return [
    "# What is recorded of each country",
    "",
    "Generated from the starting data by `npm run recorded`; a test fails when it is out of date. Edits by members are not counted here: `npm run octopus -- doctor` counts what a site contains.",
    "",
    `${rows.filter((one) => one.laws > 0).length} countries have laws, ${rows.filter((one) => one.texts > 0).length} have sections of text, and of ${silent.length} nothing is recorded.`,
    "",
    row(head),
    row(COLUMNS.map(([key]) => (key === "country" ? "---" : "--:"))),
    row(sums),
    ...rows.map((one) => row(COLUMNS.map(([key]) => (one[key] === 0 ? "" : one[key])))),
    "",
  ].join("\n");
}
