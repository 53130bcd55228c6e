import { KINDS } from "@/lib/profiles/kinds";
import type { LawRecord } from "@/lib/profiles/kinds/laws";
import type { MappingRecord } from "@/lib/profiles/kinds/mappings";
import type { TreatyStatusRecord } from "@/lib/profiles/kinds/treaty-status";
import { declarationRows, mappingRows, provisionRows } from "./projections";

const OF = "sample";
const NOW = new Date("2026-01-02T03:04:05Z");

const provision = (id: string, more: object) =>
  Object.assign({ id, locator: `Art. ${id}`, articles: ["185-2"], confidence: "confirmed" }, more);
const LAW = {
  id: "sample",
  title: "Sample",
  titleOriginal: "Sample",
  status: "in_force",
  inForceFrom: "2020-01-01",
  lang: ["en"],
  asOf: "2026-01-01",
  sourceState: "none_found",
  confidence: "unverified",
};
const PROVISIONS = [
  provision("first", { heading: "Sample", text: "Sample", note: "Sample" }),
  provision("second", { inForceTo: "2021-01-01", articles: ["185-2", "185-3"] }),
];
const laws = [
  Object.assign({}, LAW, { provisions: PROVISIONS }),
  Object.assign({}, LAW, { id: "repealed", status: "repealed", provisions: [provision("third", {})] }),
];
const mapping = {
  id: "sample",
  articles: ["185-2"],
  coverage: "full",
  comment: "Sample",
  sources: ["sample"],
  confidence: "confirmed",
};
const treaty = {
  id: "sample",
  treaty: "185",
  how: "ratification",
  sources: ["sample"],
  consentOn: { value: "2020-01-01", precision: "day", confidence: "confirmed" },
  declarations: [{ id: "declared", nature: "declaration", articles: ["185-2"], summary: "Sample" }],
  confidence: "confirmed",
};

const parsed = <Record>(key: "laws" | "mappings" | "treaty-status", records: readonly object[]) =>
  (KINDS[key].parse({ schemaVersion: 1, records }) as unknown as { records: Record[] }).records;

/** Makes the rows of a fixed country's law: when they change, those of all countries are written again. */
export function lawProjectionSamples(): object[] {
  return [
    ...provisionRows(OF, parsed<LawRecord>("laws", laws), NOW),
    ...mappingRows(OF, parsed<MappingRecord>("mappings", [mapping])),
    ...declarationRows(OF, parsed<TreatyStatusRecord>("treaty-status", [treaty])),
  ];
}
