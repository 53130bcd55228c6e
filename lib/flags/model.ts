import { z } from "zod";
import { atLeast, visibleLine, visibleText } from "@/lib/text/visible";

/** Days for an appeal after a decision. */
export const APPEAL_DAYS = 30;

/** Reasons for a flag. */
export const FLAG_CODES = [
  "spam",
  "off-topic",
  "personal-data",
  "unlawful",
  "insulting",
  "wrong",
  "other",
] as const;
export type FlagCode = (typeof FLAG_CODES)[number];

const MOST_WORDS = 1_000;
const Words = visibleText(MOST_WORDS);
const Reason = atLeast(3, visibleText(MOST_WORDS));
const blank = (value: unknown) => (value === undefined ? "" : value);

/** The fields of a flag. Forms of earlier pages have words only. */
export const FLAG_FIELDS = {
  flagCode: z.enum(FLAG_CODES, "choose").default("other"),
  flagReason: z.preprocess(blank, Words),
};

interface FlagInput {
  flagCode: FlagCode;
  flagReason: string;
}

/** Whether a flag says enough: "other" needs words. */
export function saysWhy(given: object): boolean {
  const { flagCode, flagReason } = given as FlagInput;
  return flagCode !== "other" || flagReason.length >= 3;
}
export const NEEDS_WORDS = { path: ["flagReason"], message: "too_short" };

/** A kind of thing, as its domain calls it. */
const Kind = z.string().regex(/^[a-z]{1,20}$/);

/** Names a thing to flag. */
export const FlagTarget = z.object({ kind: Kind, id: z.uuid() });
export type FlagTarget = z.infer<typeof FlagTarget>;

export const RaiseFlag = FlagTarget.extend(FLAG_FIELDS).refine(saysWhy, NEEDS_WORDS);
export type RaiseFlag = z.infer<typeof RaiseFlag>;

/** Names a case. */
export const OfCase = z.object({ id: z.uuid() });
export type OfCase = z.infer<typeof OfCase>;

/** Reserves a case, or releases it. */
export const ClaimCase = OfCase.extend({ claim: z.enum(["reserve", "release"], "choose") });
export type ClaimCase = z.infer<typeof ClaimCase>;

/** A decision with its statement of reasons. `basis`: of an upheld one; `law`: which law, in words. */
const DECISION = {
  outcome: z.enum(["dismissed", "upheld"], "choose"),
  reason: z.preprocess(blank, Words),
  basis: z.enum(["charter", "law"], "choose").optional(),
  law: visibleLine(200).optional(),
};

/** `version`: that of the case that the moderator saw. */
export const DecideCase = OfCase.extend({
  version: z.coerce.number().int(),
  ...DECISION,
}).refine(({ outcome, reason }) => outcome === "dismissed" || reason.length >= 3, {
  path: ["reason"],
  message: "too_short",
});
export type DecideCase = z.infer<typeof DecideCase>;

/** The most cases decided together. */
export const MOST_TOGETHER = 50;

const toList = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);

/** A decision on several cases. Each is named with its version: "id:3". `count`: how many the moderator says they are. */
export const DecideCases = z
  .object({
    cases: z.preprocess(
      toList,
      z
        .array(z.string().regex(/^[0-9a-f-]{36}:\d{1,6}$/))
        .min(1, "choose")
        .max(MOST_TOGETHER),
    ),
    count: z.coerce.number("required").int(),
    ...DECISION,
  })
  .refine(({ outcome, reason }) => outcome === "dismissed" || reason.length >= 3, {
    path: ["reason"],
    message: "too_short",
  })
  .refine(({ cases, count }) => cases.length === count, { path: ["count"], message: "wrong_count" });
export type DecideCases = z.infer<typeof DecideCases>;

/** The author's new text for a hidden thing. */
export const ReturnFlagged = OfCase.extend({ text: atLeast(1, visibleText(10_000)) });
export type ReturnFlagged = z.infer<typeof ReturnFlagged>;

/** A checkbox: its value if it is ticked. */
const Ticked = z.literal("yes").optional();

/** An appeal; a counter-notice if the thing was reported at `/report`. `appealShares`: with the author's name and words. */
export const Appeal = OfCase.extend({ appealText: Reason, appealFaith: Ticked, appealShares: Ticked });
export type Appeal = z.infer<typeof Appeal>;

export const DecideAppeal = OfCase.extend({
  appealOutcome: z.enum(["kept", "overturned"], "choose"),
  appealReason: Reason,
});
export type DecideAppeal = z.infer<typeof DecideAppeal>;

/** Which cases a moderator lists. Unknown values are ignored. */
export const CasesQuery = z.object({
  kind: Kind.optional().catch(undefined),
  code: z.enum(FLAG_CODES).optional().catch(undefined),
});
export type CasesQuery = z.infer<typeof CasesQuery>;

/** Where moderators decide, where one thing is flagged, and where its author reads what became of it. */
export const CASES_PATH = "/moderation/flags";
export const casePath = (id: string) => `${CASES_PATH}/${id}`;
export const flagPath = (kind: string, id: string) => `/flag/${kind}/${id}`;
export const ownCasePath = (id: string) => `/me/flags/${id}`;

/** One flag, for moderators. */
export interface FlagLine {
  id: string;
  caseId: string;
  code: FlagCode;
  words: string;
  weight: number;
  createdAt: Date;
  by: { handle: string; displayName: string };
}

/** The reader's own flag of a thing, and what became of it. */
export interface CaseOfThing {
  id: string;
  state: "open" | "dismissed" | "upheld" | "gone";
  createdAt: Date;
}
