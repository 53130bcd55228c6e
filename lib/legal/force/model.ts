/**
 * Whether a provision is the law of a day. What was repealed or has ended stays recorded, and never counts as an answer;
 * where no date and no state says otherwise, a provision is taken to be in force.
 */
export const FORCE_STATES = ["current", "future", "past"] as const;
export type ForceState = (typeof FORCE_STATES)[number];

/** What is recorded of when a provision is law. Dates may be years or months. */
export interface ForceFacts {
  from: string | null;
  to: string | null;
  /** The state of the law that it stands in. */
  law: string | null;
  /** The state of the provision itself, "in_force", "struck_down" or "repealed"; null where only its law has one. */
  own: string | null;
  /** The provision of the same country that took its place, by its id. */
  supersededBy: string | null;
}

export interface Force extends ForceFacts {
  state: ForceState;
}

/** The states of a law, or of a provision alone, that is not in force any more. */
const ENDED: readonly (string | null)[] = ["repealed", "replaced", "struck_down"];

interface ProvisionDates {
  inForceFrom: string | null;
  inForceTo: string | null;
  supersededBy: string | null;
  state?: string | null | undefined;
}

/** Read what the records say of a provision: its own dates and state, else those of its law. */
export function forceFacts(
  law: { status: string | null; inForceFrom: string | null; repealedOn: string | null },
  provision: ProvisionDates,
): ForceFacts {
  return {
    from: provision.inForceFrom ?? law.inForceFrom,
    to: provision.inForceTo ?? law.repealedOn,
    law: law.status,
    own: provision.state ?? null,
    // Rows of an earlier version know of no successors.
    supersededBy: provision.supersededBy ?? null,
  };
}

/**
 * Say how a provision stands on a day ("2026-11-28"). A known date decides; without one its own state does, or that of
 * its law, or that another provision took its place. The last day is still one of it, and so is a year or a month that has not passed.
 */
export function forceOn(day: string, facts: ForceFacts): ForceState {
  const { from, to, law, own, supersededBy } = facts;
  // A year or a month is compared with as much of the day.
  const isBefore = (date: string) => date < day.slice(0, date.length);
  const isAfter = (date: string) => date > day.slice(0, date.length);
  if (to !== null && isBefore(to)) return "past";
  if (to === null && (ENDED.includes(own ?? law) || supersededBy !== null)) return "past";
  if (from !== null ? isAfter(from) : law === "not_yet_in_force") return "future";
  return "current";
}

/** The calendar's day in UTC. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** What is recorded of a provision, and how it stands today. */
export function forceOf(facts: ForceFacts, now: Date = new Date()): Force {
  return { ...facts, state: forceOn(dayOf(now), facts) };
}
