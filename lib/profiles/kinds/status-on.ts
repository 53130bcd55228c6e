import type { DatedFact } from "@/lib/revisions/records-fields";
import {
  isTreatyInForce,
  type TreatyStanding,
  type TreatyStatusRecord,
  treatyStanding,
} from "./treaty-status";

/**
 * Computes a State's status under a treaty at the end of a day (ISO date) from its record; null: now. It is a
 * Party from the deposit of its instrument, or from entry into force if the deposit is unknown; for a treaty
 * that is not in force it has only ratified. A date with only a month or year counts from the start of that; a
 * step without a date, from the date for which the record was checked.
 */
export function statusOn(
  record: Pick<
    TreatyStatusRecord,
    | "treaty"
    | "how"
    | "signedOn"
    | "consentOn"
    | "inForceOn"
    | "invitedOn"
    | "invitedNotAfter"
    | "denouncedOn"
    | "asOf"
  >,
  day: string | null,
): TreatyStanding {
  if (day === null) return treatyStanding(record);
  const isBy = (fact: DatedFact | null) => fact !== null && fact.value <= day;
  const wasChecked = record.asOf !== null && record.asOf <= day;
  if (isBy(record.denouncedOn)) return "none";
  const consent = record.consentOn ?? record.inForceOn;
  const isParty = record.how === "ratification" || record.how === "accession" || record.consentOn !== null;
  if (isParty && (consent ? isBy(consent) : wasChecked))
    return isTreatyInForce(record.treaty) || record.inForceOn ? "party" : "ratified";
  if (record.signedOn ? isBy(record.signedOn) : record.how === "signature_only" && wasChecked)
    return "signatory";
  if (record.invitedOn ? isBy(record.invitedOn) : isBy(record.invitedNotAfter)) return "invited";
  if (!record.invitedOn && record.how === "invited" && wasChecked) return "invited";
  return "none";
}
