import { statusOn } from "@/lib/profiles/kinds/status-on";
import { isTreatyInForce, type TreatyStatusRecord } from "@/lib/profiles/kinds/treaty-status";
import { leastSure } from "@/lib/revisions/doubt";
import { heldTogether, isOther, type OtherInstrument } from "./instruments";
import type { Bond, CountryFacts, Side, StatusTreaty } from "./model";

export type Instrument = StatusTreaty | OtherInstrument;

/** Tells whether an instrument binds both States at the end of a day, by what is recorded of them. */
export function bondUnder(instrument: Instrument, from: CountryFacts, to: CountryFacts, day: string): Bond {
  if (isOther(instrument)) {
    const held = heldTogether(instrument, [from, to], day);
    return held
      ? { state: "bound", since: held.since, confidence: "unverified" }
      : { state: "unbound", sides: ["from", "to"] };
  }
  return treatyBond(instrument, { from: standing(from, instrument, day), to: standing(to, instrument, day) });
}

interface Standing {
  state: "bound" | "later" | "unbound" | "unknown";
  since: string | null;
  record: TreatyStatusRecord | null;
}

/** A Party is bound from entry into force for it; if that day is unknown, from the deposit of its instrument. */
function standing({ treaties }: CountryFacts, treaty: StatusTreaty, day: string): Standing {
  const record = treaties.find((one) => one.treaty === treaty) ?? null;
  // Of the Council of Europe's treaties every action is recorded; of the others what is not recorded is unknown.
  if (!record) {
    return { state: treaty === "un" || treaty === "malabo" ? "unknown" : "unbound", since: null, record };
  }
  const status = statusOn(record, day);
  const since = (record.inForceOn ?? record.consentOn)?.value ?? null;
  if (status !== "party") return { state: "unbound", since: null, record };
  return { state: since !== null && since > day ? "later" : "bound", since, record };
}

function treatyBond(treaty: StatusTreaty, of: Record<Side, Standing>): Bond {
  const both = [of.from, of.to];
  const sidesIn = (state: Standing["state"]) =>
    (["from", "to"] as const).filter((side) => of[side].state === state);
  const sinceAll = both.flatMap(({ since }) => since ?? []).sort();
  if (both.every(({ state }) => state === "bound")) {
    return { state: "bound", since: sinceAll.at(-1) ?? null, confidence: surenessOf(both) };
  }
  if (!isTreatyInForce(treaty)) return { state: "not_in_force" };
  if (sidesIn("unbound").length > 0) return { state: "unbound", sides: sidesIn("unbound") };
  if (sidesIn("unknown").length > 0) return { state: "unknown", sides: sidesIn("unknown") };
  return { state: "later", from: sinceAll.at(-1) ?? "" };
}

/** Two States are bound only if both records are right. */
const surenessOf = (both: readonly Standing[]) =>
  leastSure(
    both.flatMap(({ record }) => [record?.confidence, (record?.inForceOn ?? record?.consentOn)?.confidence]),
  );
