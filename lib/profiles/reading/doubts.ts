import data from "@/db/seed/data/treaty-status.json";
import { TREATIES, type TreatyDoubt } from "./model";

type Checkpoint = (typeof data.checkpoints)[number];

const SOURCES: Readonly<Record<string, { title: string; url?: string | null }>> = data.sources;

/**
 * Known gaps of the records on a day (ISO date): for each treaty the count of the newest source up to that
 * day, if the records differ. Without a day: now.
 */
export function doubtsOn(
  day: string | null,
  checkpoints: readonly Checkpoint[] = data.checkpoints,
): TreatyDoubt[] {
  return TREATIES.flatMap((treaty) =>
    (["parties", "signatories"] as const).flatMap((measure) => {
      const newest = checkpoints
        .filter(
          (one) => one.treaty === treaty && one.measure === measure && (day === null || one.date <= day),
        )
        .sort((a, b) => (a.date < b.date ? -1 : 1))
        .at(-1);
      if (!newest || newest.agrees) return [];
      const { title = newest.source, url } = SOURCES[newest.source] ?? {};
      const { date, expected: given, computed: counted } = newest;
      return [{ treaty, measure, day: date, given, counted, source: { title, url: url ?? "" } }];
    }),
  );
}
