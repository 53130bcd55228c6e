import { type TreatyStatusRecord, treatyStanding } from "@/lib/profiles/kinds/treaty-status";
import { type ProfilePage, TREATIES, type Treaty, type TreatyStatus } from "@/lib/profiles/reading/model";

/** How a country stands under a treaty, with the record that says so; none where nothing was done. */
export interface Standing {
  treaty: Treaty;
  status: TreatyStatus;
  record: TreatyStatusRecord | null;
  /** Whether anything is written of how it stands to treaties. */
  isWritten: boolean;
}

/** How the country of a page stands under each treaty, by the page's own section: true of old revisions as well. */
export function standingsOf(page: ProfilePage): Standing[] {
  const content = page.sections["treaty-status"]?.content as { records: TreatyStatusRecord[] } | undefined;
  return TREATIES.map((treaty) => {
    const record = content?.records.find((one) => one.treaty === String(treaty)) ?? null;
    const status = record ? treatyStanding(record) : "none";
    return { treaty, record, status, isWritten: content !== undefined };
  });
}
