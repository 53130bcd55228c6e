import { z } from "zod";
import { Email } from "@/lib/accounts/model";
import { cleanLines } from "@/lib/text/clean";
import { ContentLanguage, ProfileSlug, SectionName } from "../editing/model";
import type { SectionKey } from "../model";

const Words = (min: number, max: number) =>
  z.string().overwrite(cleanLines).min(min, "too_short").max(max, "too_long");

/** Outcomes of a report. */
export const OUTCOMES = ["corrected", "declined"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The section that a report is about, if any, and the language of the translation that was read. */
export const ReportQuery = z.object({
  section: SectionName.optional().catch(undefined),
  lang: ContentLanguage.optional().catch(undefined),
  done: z.literal("sent").optional().catch(undefined),
});

/** A report of an error. `homepage` is a honeypot for bots. */
export const ReportError = z.object({
  slug: ProfileSlug,
  on: z.union([z.literal("").transform(() => null), SectionName]).default(null),
  lang: z.union([z.literal("").transform(() => null), ContentLanguage]).default(null),
  text: Words(10, 2_000),
  email: z.union([z.literal("").transform(() => null), Email]).default(null),
  homepage: z.string().max(200).default(""),
});
export type ReportError = z.infer<typeof ReportError>;

/** A decision on a report, with the answer for the reporter. */
export const DecideReport = z.object({
  reportId: z.uuid(),
  outcome: z.enum(OUTCOMES),
  answer: Words(3, 1_000),
});
export type DecideReport = z.infer<typeof DecideReport>;

/** A waiting report, as reviewers see it. The address is never shown, only whether there is one. */
export interface ReportLine {
  id: string;
  slug: string;
  names: { en: string; fr: string; ar: string };
  section: SectionKey | null;
  /** The translation that was read; null: the source, or not stated. */
  language: string | null;
  text: string;
  wantsAnswer: boolean;
  createdAt: Date;
}
