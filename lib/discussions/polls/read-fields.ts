import { invalidFields } from "@/lib/core/errors";
import { momentIn } from "@/lib/core/zones";
import { MOST_AHEAD } from "../ahead";
import { FEWEST_OPTIONS, MOST_OPTIONS, OPTION_LENGTH, type PollFields } from "./model";

const DAY = 86_400_000;

/** A poll to store. */
export interface NewPoll {
  question: string;
  options: string[];
  most: number;
  results: PollFields["pollResults"];
  closesAt: Date | null;
  zone: string | null;
}

/**
 * Reads the fields of a poll together. Null if neither a question nor options were typed. Throws `invalid` for what makes no
 * poll.
 */
export function pollOf(fields: PollFields, now: Date): NewPoll | null {
  const question = fields.pollQuestion;
  const options = fields.pollOptions
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (question === "" && options.length === 0) return null;
  if (question === "") throw invalidFields({ pollQuestion: ["required"] });
  requireOptions(options);
  if (fields.pollMost > options.length) throw invalidFields({ pollMost: ["poll_most"] });
  const closesAt = closingTime(fields, now);
  return {
    question,
    options,
    most: fields.pollMost,
    results: fields.pollResults,
    closesAt,
    zone: closesAt && fields.pollZone,
  };
}

function requireOptions(options: readonly string[]): void {
  const refuse = (code: string) => invalidFields({ pollOptions: [code] });
  if (options.length < FEWEST_OPTIONS || options.length > MOST_OPTIONS) throw refuse("poll_options");
  if (options.some((option) => [...option].length > OPTION_LENGTH)) throw refuse("poll_option_long");
  if (new Set(options.map((option) => option.toLocaleLowerCase())).size < options.length)
    throw refuse("poll_option_twice");
}

/** Returns the end of the last day in its zone. */
function closingTime({ pollDay, pollZone: zone }: PollFields, now: Date): Date | null {
  if (pollDay === null) return null;
  const after = new Date(Date.parse(`${pollDay}T00:00:00Z`) + DAY).toISOString().slice(0, 10);
  const at = momentIn({ day: after, time: "00:00", zone });
  if (at <= now) throw invalidFields({ pollDay: ["past"] });
  if (at.getTime() > now.getTime() + MOST_AHEAD) throw invalidFields({ pollDay: ["far"] });
  return at;
}
