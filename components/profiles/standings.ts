import { seriesNumber, type TreatyStatusRecord } from "@/lib/profiles/kinds/treaty-status";
import { recordedWord, TREATIES, type Treaty, type TreatyStatus } from "@/lib/profiles/reading/model";

/** How a country stands under a treaty, with the record that says so; none where nothing was done. */
export interface Standing {
  treaty: Treaty | OtherTreaty;
  status: TreatyStatus | "unknown";
  record: TreatyStatusRecord | null;
  /** Whether anything is written of how it stands to treaties. */
  isWritten: boolean;
  /** The newest day of the records of treaties: that of "no treaty action", which has no record. */
  asOf: string | null;
}

/** Treaties beside those of the Council of Europe: what is not recorded of them is not known. */
const OTHERS = ["un", "malabo"] as const;
type OtherTreaty = (typeof OTHERS)[number];

/**
 * How a country stands under each treaty, by the records of its own section: true of old revisions as well. The UN
 * Convention is open to all, so that nothing is known of it is said; the Malabo Convention stands where it is recorded.
 */
export function standingsIn(records: readonly TreatyStatusRecord[] | undefined): Standing[] {
  // Who recorded another treaty alone has said nothing of those of the Council of Europe.
  const isWritten =
    records !== undefined && (records.length === 0 || records.some((one) => seriesNumber(one) !== null));
  const recordOf = (treaty: string) => records?.find((one) => one.treaty === treaty) ?? null;
  const days = (records ?? []).flatMap((one) => (seriesNumber(one) !== null && one.asOf ? [one.asOf] : []));
  const asOf = days.sort().at(-1) ?? null;
  const own = TREATIES.map((treaty): Standing => {
    const record = recordOf(String(treaty));
    return { treaty, record, status: record ? recordedWord(record) : "none", isWritten, asOf };
  });
  const others = OTHERS.map((treaty): Standing => {
    const record = recordOf(treaty);
    return { treaty, record, status: record ? recordedWord(record) : "unknown", isWritten, asOf };
  });
  return [...own, ...others.filter(({ treaty, record }) => treaty === "un" || record)];
}

/** The same of the country of a page. */
export function standingsOf(page: { sections: { "treaty-status"?: { content: unknown } } }): Standing[] {
  const content = page.sections["treaty-status"]?.content as { records: TreatyStatusRecord[] } | undefined;
  return standingsIn(content?.records);
}
