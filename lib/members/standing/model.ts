/** How many accepted edits make a member trusted, and over how many days they must lie. */
export const TRUST = { edits: 5, days: 7 } as const;

/** How far a member is: their accepted edits since the last one that was not, and the days between the first and the last. */
export interface TrustProgress {
  accepted: number;
  days: number;
  isReached: boolean;
}

const DAY = 86_400_000;

/** What a run of accepted edits comes to; `first` and `newest`: when the edits were made, null where there are none. */
export function progressOf(run: {
  accepted: number;
  first: Date | null;
  newest: Date | null;
}): TrustProgress {
  const { accepted, first, newest } = run;
  const days = first && newest ? Math.floor((newest.getTime() - first.getTime()) / DAY) : 0;
  return { accepted, days, isReached: accepted >= TRUST.edits && days >= TRUST.days };
}
