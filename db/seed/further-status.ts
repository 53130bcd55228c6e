import type { TreatyStatusRecord } from "@/lib/profiles/kinds/treaty-status";
import { precisionOf } from "@/lib/revisions/records/records-schema";
import { written } from "@/lib/revisions/records/wordings";
import type { DatedFact } from "@/lib/revisions/records-fields";
import { FurtherExtra, FurtherItem } from "./data-shapes";
import { readData } from "./read";
import { confidenceOf, type SeedSource } from "./sources";

type Sources = ReadonlyMap<string, SeedSource>;

/** How States stand to the United Nations and the Malabo Convention: records of `treaty-status` by country. */
export function loadFurtherStatus(sources: Sources): Map<string, Partial<TreatyStatusRecord>[]> {
  const { items, lastSeen } = readData("further-status.json", FurtherItem, FurtherExtra);
  const byCountry = new Map<string, Partial<TreatyStatusRecord>[]>();
  for (const item of items) {
    const record = toRecord(item, lastSeen[item.treaty], sources);
    byCountry.set(item.country, [...(byCountry.get(item.country) ?? []), record]);
  }
  return byCountry;
}

function toRecord(item: FurtherItem, asOf: string, sources: Sources): Partial<TreatyStatusRecord> {
  const { treaty, status, confidence } = item;
  const sure = confidenceOf(confidence, null, item.sources, sources);
  return {
    id: `treaty-${treaty}`,
    treaty,
    how: status === "party" ? "ratification" : "signature_only",
    signedOn: datedFact(item, "signatureDate", sources),
    consentOn: datedFact(item, "depositDate", sources),
    inForceOn: datedFact(item, "entryIntoForce", sources),
    note: written(item.notes),
    sources: item.sources,
    sourceState: item.sources.length > 0 ? "cited" : "none_found",
    asOf,
    confidence: status === "uncertain" ? "disputed" : sure,
  };
}

function datedFact(
  item: FurtherItem,
  field: "signatureDate" | "depositDate" | "entryIntoForce",
  sources: Sources,
): DatedFact | null {
  const value = item[field];
  if (value === null) return null;
  const basis = item.fieldConfidence[field] ?? item.confidence;
  return {
    value,
    precision: precisionOf(value),
    confidence: confidenceOf(basis, value, item.sources, sources),
  };
}
