import { dayOf } from "@/lib/core/moments";

/**
 * Whether a provision is law on a day. A repealed or ended one stays recorded but never counts as an answer.
 * Without a date or a state, a provision is assumed to be in force.
 */
export const FORCE_STATES = ["current", "future", "past"] as const;
export type ForceState = (typeof FORCE_STATES)[number];

/** The recorded facts about when a provision is law. Dates may be years or months. */
export interface ForceFacts {
  from: string | null;
  to: string | null;
  /** State of the law that contains it. */
  law: string | null;
  /** State of the provision itself, "in_force", "struck_down" or "repealed"; null if only its law has one. */
  own: string | null;
  /** Id of the provision of the same country that replaced it. */
  supersededBy: string | null;
}

export interface Force extends ForceFacts {
  state: ForceState;
}

/** States of a law or a provision that is no longer in force. */
const ENDED: readonly (string | null)[] = ["repealed", "replaced", "struck_down"];

interface ProvisionDates {
  inForceFrom: string | null;
  inForceTo: string | null;
  supersededBy: string | null;
  state?: string | null | undefined;
}

/** Reads a provision's own dates and state, else those of its law. */
export function forceFacts(
  law: { status: string | null; inForceFrom: string | null; repealedOn: string | null },
  provision: ProvisionDates,
): ForceFacts {
  return {
    from: provision.inForceFrom ?? law.inForceFrom,
    to: provision.inForceTo ?? law.repealedOn,
    law: law.status,
    own: provision.state ?? null,
    // Rows of earlier versions have no successors.
    supersededBy: provision.supersededBy ?? null,
  };
}

/**
 * Computes the state of a provision on a day ("2026-11-28"). A known date decides; else its own state, its
 * law's, or that another provision replaced it. The last day counts as in force, and so does a year or month
 * that is not over.
 */
export function forceOn(day: string, facts: ForceFacts): ForceState {
  const { from, to, law, own, supersededBy } = facts;
  // A year or month is compared with the same part of the day.
  const isBefore = (date: string) => date < day.slice(0, date.length);
  const isAfter = (date: string) => date > day.slice(0, date.length);
  if (to !== null && isBefore(to)) return "past";
  if (to === null && (ENDED.includes(own ?? law) || supersededBy !== null)) return "past";
  if (from !== null ? isAfter(from) : law === "not_yet_in_force") return "future";
  return "current";
}

/** Returns the recorded facts of a provision, with its state today. */
export function forceOf(facts: ForceFacts, now: Date = new Date()): Force {
  return { ...facts, state: forceOn(dayOf(now), facts) };
}
