import { z } from "zod";
import { Claim, TokenText } from "@/lib/accounts/model";
import { visibleText } from "@/lib/text/visible";

/** Maximum of new applications after a refusal. */
export const MAX_AGAIN = 3;

/** Maximum of changes before a decision, as administrators see each one. */
export const MAX_CHANGES = 20;

/** A question, answer, change or decision. */
export interface StepLine {
  kind: "question" | "answer" | "amended" | "again" | "accepted" | "refused";
  text: string | null;
  at: Date;
}

/** The state an administrator saw: an application changed since must be read again. */
const Seen = z
  .string()
  .max(40)
  .regex(/^[\dTZ:.-]*$/)
  .default("");

/** A reason is required to refuse and to reverse a refusal. `isReversal`: it was refused before. */
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

/** What an applicant can change: everything except the address. */
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

/** Identifies the state of an application that somebody saw: the time of its last change. */
export function seenMark(row: { createdAt: Date; changedAt: Date | null }): string {
  return (row.changedAt ?? row.createdAt).toISOString();
}
