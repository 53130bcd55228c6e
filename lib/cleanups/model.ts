import { z } from "zod";
import { SUSPENSION_DAYS } from "@/lib/conduct/model";
import { Handle } from "@/lib/text/handle";
import { atLeast, visibleText } from "@/lib/text/visible";

/** How far back a clean-up looks, in days; `all`: everything. */
export const CLEANUP_DAYS = ["1", "7", "30", "all"] as const;
export type CleanupDays = (typeof CLEANUP_DAYS)[number];

/** Sorts of contributions, in the order in which they are cleaned up. Files are last, so that they are back before what uses them. */
export const CLEANED = ["pending", "comment", "topic", "post", "training", "edit", "file"] as const;
export type Cleaned = (typeof CLEANED)[number];

/** `suspendFor`: empty to suspend nobody. */
export const StartCleanup = z.object({
  handle: Handle,
  cleanupDays: z.enum(CLEANUP_DAYS, "choose"),
  cleanupReason: atLeast(1, visibleText(1_000)),
  suspendFor: z.enum(["", ...SUSPENSION_DAYS], "choose").default(""),
});
export type StartCleanup = z.infer<typeof StartCleanup>;

export const UndoCleanup = z.object({ handle: Handle, cleanupId: z.uuid() });
export type UndoCleanup = z.infer<typeof UndoCleanup>;

/** Days in which a clean-up can be undone, and after which its record is deleted. */
export const UNDO_DAYS = 7;
export const CLEANUP_KEPT_DAYS = 730;

/** A clean-up for moderators: its steps, counted by sort and state. */
export interface CleanupLine {
  id: string;
  reason: string;
  by: string | null;
  state: "running" | "done" | "undoing" | "undone";
  startedAt: Date;
  doneAt: Date | null;
  undoneAt: Date | null;
  mayUndo: boolean;
  steps: { kind: Cleaned; state: string; count: number }[];
  /** Steps that were not taken or not undone, with why. */
  left: { kind: Cleaned; why: string; path: string | null }[];
}
