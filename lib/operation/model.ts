import { z } from "zod";
import { day } from "@/lib/core/moments";
import { visibleLine } from "@/lib/text/visible";

/** Read-only mode: members can keep drafts and see a notice; nothing else is saved. */
export const ReadOnlyMode = z.object({
  isOn: z.boolean(),
  /** Shown on every page if set, in the administrator's language. */
  banner: visibleLine(300).default(""),
});
export type ReadOnlyMode = z.infer<typeof ReadOnlyMode>;

/** Form of read-only mode. Switching it on needs a banner that explains it. */
export const ChangeReadOnlyMode = z
  .object({
    isOn: z.literal("on").optional(),
    banner: visibleLine(300).default(""),
  })
  .refine((input) => input.isOn !== "on" || input.banner !== "", { path: ["banner"], message: "required" });
export type ChangeReadOnlyMode = z.infer<typeof ChangeReadOnlyMode>;

const text = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((value) => (value === "" ? undefined : value))
    .optional()
    .catch(undefined);
const Day = day().optional().catch(undefined);

/** Filters of the audit log. `who` and `about` are handles, slugs or ids; days are UTC, inclusive. */
export const AuditQuery = z.object({
  fact: text(60),
  who: text(80),
  about: text(80),
  from: Day,
  to: Day,
  before: z.uuid().optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const JOB_STATES = ["waiting", "failed"] as const;
export type JobState = (typeof JOB_STATES)[number];

export const JobsQuery = z.object({ state: z.enum(JOB_STATES).optional().catch(undefined) });
export type JobsQuery = z.infer<typeof JobsQuery>;

export const OfJob = z.object({ jobId: z.string().regex(/^\d{1,18}$/) });
export type OfJob = z.infer<typeof OfJob>;
