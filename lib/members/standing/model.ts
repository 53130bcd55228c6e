/** Accepted edits, and minimum days they must span, to become trusted. */
export const TRUST = { edits: 5, days: 7 } as const;

/** A member's progress: accepted edits since the last rejected one, and the days they span. */
export interface TrustProgress {
  accepted: number;
  days: number;
  isReached: boolean;
}

const DAY = 86_400_000;

/** Computes the progress of a run of accepted edits; `first` and `newest`: their dates, null for none. */
export function progressOf(run: {
  accepted: number;
  first: Date | null;
  newest: Date | null;
}): TrustProgress {
  const { accepted, first, newest } = run;
  const days = first && newest ? Math.floor((newest.getTime() - first.getTime()) / DAY) : 0;
  return { accepted, days, isReached: accepted >= TRUST.edits && days >= TRUST.days };
}
