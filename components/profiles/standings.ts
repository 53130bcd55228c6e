import { INSTRUMENTS, type Instrument, STATES_AS_OF } from "@/lib/convention/model";
import { seriesNumber, type TreatyStatusRecord } from "@/lib/profiles/kinds/treaty-status";
import { recordedWord, TREATIES, type Treaty, type TreatyStatus } from "@/lib/profiles/reading/model";

/** A country's status under a treaty, with its record; none if no action was taken. */
export interface Standing {
  treaty: Treaty | OtherTreaty;
  status: TreatyStatus | "unknown";
  record: TreatyStatusRecord | null;
  /** Whether treaty status is recorded at all. */
  isWritten: boolean;
  /** The day as of which "no treaty action" is known, for a treaty without a record of its own. */
  asOf: string | null;
}

/** Treaties not of the Council of Europe: without a record their status is unknown. */
const OTHERS = ["un", "malabo"] as const;
type OtherTreaty = (typeof OTHERS)[number];

/** The newest day of any list of States in the starting data. */
const LAST_LIST = INSTRUMENTS.map((one) => STATES_AS_OF[one] ?? "")
  .sort()
  .at(-1) as string;

/**
 * Returns a country's status under each treaty from the records of its own section; also for old revisions. The
 * UN Convention is open to all States, so a missing record is shown as unknown; the Malabo Convention is only
 * shown if recorded.
 */
export function standingsIn(records: readonly TreatyStatusRecord[] | undefined): Standing[] {
  // A record of only another treaty says nothing about those of the Council of Europe.
  const isWritten =
    records !== undefined && (records.length === 0 || records.some((one) => seriesNumber(one) !== null));
  const recordOf = (treaty: string) => records?.find((one) => one.treaty === treaty) ?? null;
  const days = (records ?? []).flatMap((one) => (seriesNumber(one) !== null && one.asOf ? [one.asOf] : []));
  const newest = days.sort().at(-1) ?? null;
  const own = TREATIES.map((treaty): Standing => {
    const record = recordOf(String(treaty));
    const status = record ? recordedWord(record) : "none";
    return { treaty, record, status, isWritten, asOf: dayOfNone(String(treaty) as Instrument, newest) };
  });
  const others = OTHERS.map((treaty): Standing => {
    const record = recordOf(treaty);
    const status = record ? recordedWord(record) : "unknown";
    return { treaty, record, status, isWritten, asOf: dayOfNone(treaty, newest) };
  });
  return [...own, ...others.filter(({ treaty, record }) => treaty === "un" || record)];
}

/**
 * Returns the day of the list of States of a treaty. An editor who checked the section after all lists checked
 * for this treaty too, so the newest day of the section's records counts then.
 */
function dayOfNone(treaty: Instrument, newest: string | null): string | null {
  return newest !== null && newest > LAST_LIST ? newest : STATES_AS_OF[treaty];
}

/** The same for the country of a page. */
export function standingsOf(page: { sections: { "treaty-status"?: { content: unknown } } }): Standing[] {
  const content = page.sections["treaty-status"]?.content as { records: TreatyStatusRecord[] } | undefined;
  return standingsIn(content?.records);
}
