import { precisionOf } from "@/lib/revisions/records/records-schema";
import { written } from "@/lib/revisions/records/wordings";
import type { Confidence, DatedFact } from "@/lib/revisions/records-fields";
import type { Basis } from "./read";
import { confidenceOf, type SeedSource } from "./sources";

/*
 * What several files of data say of their facts in the same way: the country, the sources, the confidence.
 */
export type Sources = ReadonlyMap<string, SeedSource>;

interface Known {
  confidence: Exclude<Basis, "derived">;
  sources: string[];
}

/** Make a record of each item, by country, in the order of the items. */
export function recordsByCountry<Item extends { country: string }, R>(
  items: readonly Item[],
  toRecord: (item: Item) => R,
): Map<string, R[]> {
  const byCountry = new Map<string, R[]>();
  for (const item of items) {
    const records = byCountry.get(item.country) ?? [];
    records.push(toRecord(item));
    byCountry.set(item.country, records);
  }
  return byCountry;
}

/** Where a record was seen, as of when, and how sure it is as a whole. */
export function provenanceOf(item: Known & { note: string | null }, asOf: string, sources: Sources) {
  const sourceState: "cited" | "none_found" = item.sources.length > 0 ? "cited" : "none_found";
  return {
    note: written(item.note),
    sources: item.sources,
    sourceState,
    asOf,
    confidence: confidenceOf(item.confidence, null, item.sources, sources),
  };
}

/**
 * A day or a month of an item, as sure as the item says of it, or else of itself; null where there is none. A day that
 * is derived from another one, `from`, is unverified where that is.
 */
export function datedFact<Field extends string>(
  item: Known & Record<Field, string | null> & { fieldConfidence: Partial<Record<Field, Basis>> },
  field: Field,
  sources: Sources,
  from: Field | null = null,
): DatedFact | null {
  const value: string | null = item[field];
  if (value === null) return null;
  const basisOf = (one: Field) => item.fieldConfidence[one] ?? item.confidence;
  const own = basisOf(field);
  const basis = own === "derived" && from !== null && basisOf(from) === "memory" ? "memory" : own;
  return {
    value,
    precision: precisionOf(value),
    confidence: confidenceOf(basis, value, item.sources, sources),
  };
}

/**
 * How sure the standing of a State is, by what proves it: of a Party its deposit or its entry into force, whichever is
 * surer; of a signatory its signature. Without such a day it was seen announced, or is from memory.
 */
export function confidenceOfStanding(
  basis: Known["confidence"],
  proof: readonly (DatedFact | null)[],
): Confidence {
  if (basis === "memory") return "unverified";
  return proof.some((fact) => fact?.confidence === "confirmed") ? "confirmed" : "likely";
}
