import { precisionOf } from "@/lib/revisions/records/records-values";
import { written } from "@/lib/revisions/records/wordings";
import type { Confidence, DatedFact } from "@/lib/revisions/records-fields";
import type { Basis } from "./read";
import { confidenceOf, type SeedSource } from "./sources";

/* Facts that several data files express in the same way: country, sources, confidence. */
export type Sources = ReadonlyMap<string, SeedSource>;

interface Known {
  confidence: Exclude<Basis, "derived">;
  sources: string[];
}

/** Makes a record of each item, by country, in the order of the items. */
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

/** Returns a record's note, sources and their state, date, and confidence as a whole. */
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
 * Converts an item's day or month, with the confidence that the item gives for it, or its own; null if there is
 * none. A day derived from `from` is unverified if that is.
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
 * Returns the confidence of a State's status: unverified if it is from memory, confirmed if one of the dates in `proof`
 * is, else likely. For a Party, `proof` has deposit and entry into force; for a signatory, the signature.
 */
export function confidenceOfStanding(
  basis: Known["confidence"],
  proof: readonly (DatedFact | null)[],
): Confidence {
  if (basis === "memory") return "unverified";
  return proof.some((fact) => fact?.confidence === "confirmed") ? "confirmed" : "likely";
}
