import { z } from "zod";
import { Handle } from "@/lib/text/handle";
import { atLeast, visibleText } from "@/lib/text/visible";

/** The words of a decision for the member. */
const Reason = atLeast(1, visibleText(1_000));

/** How long a suspension takes, in days; `none`: until somebody lifts it. Each repeated suspension is a step longer. */
export const SUSPENSION_DAYS = ["1", "3", "7", "30", "none"] as const;
export type SuspensionDays = (typeof SUSPENSION_DAYS)[number];

/** Proposes the length of the next suspension from the number of those before it. */
export function nextStep(before: number): SuspensionDays {
  return SUSPENSION_DAYS[Math.min(before, SUSPENSION_DAYS.length - 1)] ?? "none";
}

/** Returns when a suspension ends by itself; null if it does not. */
export function untilOf(now: Date, days: SuspensionDays = "none"): Date | null {
  return days === "none" ? null : new Date(now.getTime() + Number(days) * 86_400_000);
}

/** `suspensionDays`: missing in pages that were open before there was a choice; the suspension then has no end. */
export const SuspendMember = z.object({
  handle: Handle,
  suspensionDays: z.enum(SUSPENSION_DAYS, "choose").optional(),
  suspensionReason: Reason,
});
export type SuspendMember = z.infer<typeof SuspendMember>;

/** The words of an appeal, with the secret of the link that a suspended member gets after signing in. */
export const AppealSuspension = z.object({
  token: z.string().max(200),
  appealText: atLeast(3, visibleText(1_000)),
});
export type AppealSuspension = z.infer<typeof AppealSuspension>;

export const WarnMember = z.object({ handle: Handle, warningReason: Reason });
export type WarnMember = z.infer<typeof WarnMember>;

/** Names a warning. */
export const OfWarning = z.object({ warningId: z.uuid() });
export type OfWarning = z.infer<typeof OfWarning>;

export const AddNote = z.object({ handle: Handle, noteText: atLeast(3, visibleText(2_000)) });
export type AddNote = z.infer<typeof AddNote>;

export const RemoveNote = z.object({ handle: Handle, noteId: z.uuid() });
export type RemoveNote = z.infer<typeof RemoveNote>;

/** Days after which notes, read warnings and ended suspensions are deleted. */
export const CONDUCT_DAYS = 730;

/** Where a member reads their warnings and suspensions, and where a suspended one reads why and appeals. */
export const CONDUCT_PATH = "/me/conduct";
export const SUSPENDED_PATH = "/signin/suspended";

/** A note, a warning and a suspension, for staff. `by`: null for somebody who left, or the operator. */
export interface NoteLine {
  id: string;
  text: string;
  by: string | null;
  createdAt: Date;
}

export interface WarningLine {
  id: string;
  reason: string;
  by: string | null;
  createdAt: Date;
  readAt: Date | null;
}

export interface SuspensionLine {
  id: string;
  reason: string;
  startedAt: Date;
  until: Date | null;
  endedAt: Date | null;
  ended: "time" | "lifted" | "appeal" | null;
  by: string | null;
}
