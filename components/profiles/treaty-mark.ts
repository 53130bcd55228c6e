import type { MapStatus, StatusKind } from "@/components/ui/status";
import type { TreatyStatus } from "@/lib/profiles/reading/model";

/** Returns the mark of a treaty status: its class in the style sheet and on the map. */
export function markOf(status: TreatyStatus): StatusKind {
  return status === "signatory" ? "signed" : status;
}

/** Mark on the map: counts as Parties all that have deposited an instrument, as the depositary does. */
export function mapMarkOf(status: TreatyStatus): MapStatus {
  const mark = markOf(status);
  return mark === "ratified" ? "party" : mark;
}
