import { z } from "zod";

/** What an administrator does after the installation, in the order of the page. */
export const SETUP_STEPS = [
  ...(["identity", "contact", "mail", "storage", "backups"] as const),
  ...(["administrators", "focal-points", "texts"] as const),
] as const;
export type SetupStep = (typeof SETUP_STEPS)[number];

/** `unknown`: nobody has tried it yet. */
export type StepState = "done" | "todo" | "unknown";

/** Steps that a person says are done, because the site cannot know. */
const CONFIRMABLE: readonly SetupStep[] = ["identity", "texts"];

/** How an administrator marked a step: not needed on this site, or done. */
export const STEP_MARKS = ["aside", "confirmed"] as const;
export type StepMark = (typeof STEP_MARKS)[number];

/** A change of a step's mark; "none" removes it. */
export const MarkStep = z
  .object({ step: z.enum(SETUP_STEPS, "choose"), mark: z.enum([...STEP_MARKS, "none"], "choose") })
  .refine(({ step, mark }) => mark !== "confirmed" || CONFIRMABLE.includes(step), {
    path: ["mark"],
    error: "choose",
  });
export type MarkStep = z.infer<typeof MarkStep>;

/** Returns the key of a step's mark in the table of settings. */
export const markKey = (step: SetupStep) => `setup-${step}`;

export const MAIL_TRY_KEY = "setup-mail-try";
export const STORAGE_TRY_KEY = "setup-storage-try";

/** Why a mail server did not accept the test mail. */
export const MAIL_REASONS = ["unreachable", "sign-in", "encryption", "refused", "address", "other"] as const;
export type MailReason = (typeof MAIL_REASONS)[number];

/** The last test mail. `file`: no mail server is set, so it was written to a file on the server. */
export const MailTry = z.object({
  id: z.uuid(),
  state: z.enum(["waiting", "sent", "file", "failed"]),
  reason: z.enum(MAIL_REASONS).nullable(),
  askedAt: z.coerce.date(),
});
export type MailTry = z.infer<typeof MailTry>;

/** The last try of the store of files. `isSound` is false if it refused, or gave other bytes back. */
export const StorageTry = z.object({ isSound: z.boolean(), at: z.coerce.date() });
export type StorageTry = z.infer<typeof StorageTry>;

/** Days for which a backup, and its test restore, count as recent. */
export const BACKUP_DAYS = 3;
export const DRILL_DAYS = 30;
