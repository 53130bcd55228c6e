import { z } from "zod";
import { Claim, TokenText } from "@/lib/accounts/model";
import { visibleText } from "@/lib/text/visible";

/** How often an applicant can apply again after a refusal. */
export const MAX_AGAIN = 3;

/** How often an application can be changed before it is decided: each change stands on the administrators' page. */
export const MAX_CHANGES = 20;

/** A question, an answer, an amendment or a decision. */
export interface StepLine {
  kind: "question" | "answer" | "amended" | "again" | "accepted" | "refused";
  text: string | null;
  at: Date;
}

/** What an administrator saw when they decided: an application that was changed since is read again first. */
const Seen = z
  .string()
  .max(40)
  .regex(/^[\dTZ:.-]*$/)
  .default("");

/** Accepting needs no reason; refusing does, and so does reversing a refusal. `isReversal`: it was refused before. */
export const DecideApplication = z
  .object({
    applicationId: z.uuid(),
    decision: z.enum(["accept", "refuse"], "choose"),
    decisionReason: visibleText(1000).default(""),
    seen: Seen,
    isReversal: z.literal("yes").optional(),
  })
  .refine((input) => !needsReason(input) || input.decisionReason.length >= 3, {
    path: ["decisionReason"],
    message: "required",
  });
export type DecideApplication = z.infer<typeof DecideApplication>;

const needsReason = (input: { decision: string; isReversal?: string | undefined }) =>
  input.decision === "refuse" || input.isReversal !== undefined;

export const AskApplicant = z.object({
  applicationId: z.uuid(),
  question: visibleText(1000).refine((text) => text.length >= 3, "required"),
  seen: Seen,
});
export type AskApplicant = z.infer<typeof AskApplicant>;

export const AnswerQuestion = z.object({
  token: TokenText,
  answer: visibleText(2000).refine((text) => text.length >= 2, "required"),
});
export type AnswerQuestion = z.infer<typeof AnswerQuestion>;

/** What an applicant can change: everything that an administrator decides by, except the address. */
export const AmendApplication = Claim.pick({
  token: true,
  fullName: true,
  country: true,
  institution: true,
  sector: true,
  reason: true,
});
export type AmendApplication = z.infer<typeof AmendApplication>;

export const WithdrawApplication = z.object({
  token: TokenText,
  isSure: z.literal("on", { error: "confirm_withdrawal" }),
});
export type WithdrawApplication = z.infer<typeof WithdrawApplication>;

/** What names an application as somebody saw it: the moment of its last change. */
export function seenMark(row: { createdAt: Date; changedAt: Date | null }): string {
  return (row.changedAt ?? row.createdAt).toISOString();
}
