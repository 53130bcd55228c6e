import { COVERAGES, type Coverage } from "@/lib/profiles/kinds/mappings";
import { briefly } from "@/lib/revisions/doubt";
import type { Confidence } from "@/lib/revisions/records-fields";
import type { Force } from "../force/model";
import { answeredSureness } from "../reading/model";

type Provisions = readonly { force: Force; confidence: Confidence }[];

/**
 * What is recorded for an unassessed article: a provision in force stated by a source ("found"), or not yet
 * stated by one ("recorded").
 */
export const RECORDED = ["found", "recorded"] as const;

export interface Recorded {
  is: (typeof RECORDED)[number];
  confidence: Confidence;
}

/**
 * Returns what the provisions of an unassessed article show; null if none is in force. A provision is "found"
 * if its confidence is confirmed or likely, which records use for what a source states (decision 37).
 */
export function recordedOf(provisions: Provisions): Recorded | null {
  const confidence = answeredSureness(provisions);
  if (confidence === null) return null;
  return { is: briefly(confidence) === "confirmed" ? "found" : "recorded", confidence };
}

interface Answered {
  coverage: Coverage;
  provisions: Provisions;
}

/** The first thing shown for an article: the assessment, else what is recorded, else that there is neither. */
export const ANSWER_STATES = [
  ...RECORDED,
  ...COVERAGES.filter((one) => one !== "not_assessed"),
  "not_assessed",
] as const;
export type AnswerState = (typeof ANSWER_STATES)[number];

/** Returns which of these an article has. */
export function answerState({ coverage, provisions }: Answered): AnswerState {
  return coverage === "not_assessed" ? (recordedOf(provisions)?.is ?? coverage) : coverage;
}

/** Counts articles or countries by this state. */
export function countStates(rows: readonly Answered[]): (state: AnswerState) => number {
  const states = rows.map(answerState);
  return (state) => states.filter((one) => one === state).length;
}
