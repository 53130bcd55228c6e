import type { RecordsContent } from "@/lib/revisions/records-fields";
import type { Seed, SeedProfile } from "./index";

/** A record for counting. */
interface Counted {
  confidence?: unknown;
  declarations?: readonly unknown[];
  provisions?: readonly unknown[];
}

/** Counts of one country's starting data. */
export interface Recorded {
  country: string;
  treaties: number;
  declarations: number;
  laws: number;
  provisions: number;
  institutions: number;
  strategies: number;
  reporting: number;
  authorities: number;
  rules: number;
  /** Number of prose sections. */
  texts: number;
  sources: number;
  /** Number of records whose confidence is "unverified". */
  unverified: number;
}

const RECORD_SECTIONS = [
  "treaty-status",
  "laws",
  "institutions",
  "strategies",
  "reporting",
  "authorities",
  "cooperation-rules",
] as const;
type RecordSection = (typeof RECORD_SECTIONS)[number];

function recordsOf({ sections }: SeedProfile, key: RecordSection): readonly Counted[] {
  const content = sections.find((one) => one.key === key)?.content as RecordsContent | undefined;
  return (content?.records ?? []) as readonly Counted[];
}

const within = (records: readonly Counted[], field: "declarations" | "provisions") =>
  records.reduce((sum, record) => sum + (record[field]?.length ?? 0), 0);

const NO_TEXT: readonly string[] = ["sources", ...RECORD_SECTIONS];

/** Counts the starting data of each country, in the order of the seed. */
export function listRecorded({ countries, profiles }: Seed): Recorded[] {
  return profiles.map((profile, at) => {
    const of = (key: RecordSection) => recordsOf(profile, key);
    const facts = RECORD_SECTIONS.flatMap(of);
    return {
      country: countries[at]?.nameEn ?? profile.slug,
      treaties: of("treaty-status").length,
      declarations: within(of("treaty-status"), "declarations"),
      laws: of("laws").length,
      provisions: within(of("laws"), "provisions"),
      institutions: of("institutions").length,
      strategies: of("strategies").length,
      reporting: of("reporting").length,
      authorities: of("authorities").length,
      rules: of("cooperation-rules").length,
      texts: profile.sections.filter(({ key }) => !NO_TEXT.includes(key)).length,
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
  ["authorities", "Authorities"],
  ["rules", "Rules of cooperation"],
  ["texts", "Sections of text"],
  ["sources", "Sources"],
  ["unverified", "Unverified records"],
];

/** Returns the text of `docs/recorded.md`: a row for each country with its counts, and the totals. */
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
