import type { MapStatus, StatusKind } from "@/components/ui/status";
import type { TreatyStatus } from "@/lib/profiles/reading/model";

/** The mark that stands for a treaty status: its class in the style sheet and on the map. */
export function markOf(status: TreatyStatus): StatusKind {
  return status === "signatory" ? "signed" : status;
}

/** The mark of the map, which shows who has deposited an instrument as a Party, as the depositary counts. */
export function mapMarkOf(status: TreatyStatus): MapStatus {
  const mark = markOf(status);
  return mark === "ratified" ? "party" : mark;
}
