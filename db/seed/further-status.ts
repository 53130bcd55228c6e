import type { TreatyStatusRecord } from "@/lib/profiles/kinds/treaty-status";
import { FurtherExtra, FurtherItem } from "./data-shapes";
import { confidenceOfStanding, datedFact, provenanceOf, recordsByCountry, type Sources } from "./facts";
import { type ReadData, readData } from "./read";

/** Loads States' status under the United Nations and Malabo Conventions: records of `treaty-status` by country. */
export function loadFurtherStatus(
  sources: Sources,
  read: ReadData = readData,
): Map<string, Partial<TreatyStatusRecord>[]> {
  const { items, lastSeen } = read("further-status.json", FurtherItem, FurtherExtra);
  return recordsByCountry(items, (item) => toRecord(item, lastSeen[item.treaty], sources));
}

function toRecord(item: FurtherItem, asOf: string, sources: Sources): Partial<TreatyStatusRecord> {
  const { treaty, status, confidence } = item;
  const dated = (field: keyof FurtherItem["fieldConfidence"]) =>
    datedFact(item, field, sources, "depositDate");
  const signedOn = dated("signatureDate");
  const [consentOn, inForceOn] = [dated("depositDate"), dated("entryIntoForce")];
  const isParty = status === "party";
  return {
    id: `treaty-${treaty}`,
    treaty,
    how: isParty ? "ratification" : "signature_only",
    signedOn,
    consentOn,
    inForceOn,
    ...provenanceOf({ ...item, note: item.notes }, asOf, sources),
    confidence:
      status === "uncertain"
        ? "disputed"
        : confidenceOfStanding(confidence, isParty ? [consentOn, inForceOn] : [signedOn]),
  };
}
