import { recordsKind } from "@/lib/revisions/records/records";
import type { AsWritten } from "@/lib/revisions/records/wordings";
import type { RecordsContent } from "@/lib/revisions/records-fields";
import { CHANNELS, MEASURES } from "./measures";

const GRANTED = ["yes", "partly", "no"] as const;
export const ORDERED_BY = ["police", "prosecutor", "investigating_judge", "court", "ministry"] as const;
export const DUAL_CRIMINALITY_RULES = [
  "required",
  "required_for_coercive",
  "required_outside_convention",
  "discretionary",
  "not_required",
] as const;

const WORDS = [
  "subject",
  "instrument",
  "alternative",
  "execution",
  "legalBasis",
  "documents",
  "useLimits",
  "refusal",
  "advice",
  "note",
] as const;

/** Answered only where it is known: a form of assistance without an answer has none to show. */
const KNOWN = { type: "enum", options: ["yes", "no"], vocabulary: "fact" } as const;
const DAYS = { type: "number", min: 0, max: 3_650 } as const;

/**
 * What a State demands of requests from other countries. The questions are those of the country forms of the Council
 * of Europe's committee of experts on cooperation in criminal matters (PC-OC), and what the Convention adds to them.
 * A rule for some forms of assistance names them; without one it is for all, and without a treaty for all treaties.
 */
export const cooperationRulesKind = recordsKind({
  key: "cooperation-rules",
  titleField: "subject",
  isLegal: true,
  words: WORDS,
  fields: [
    { name: "subject", type: "text", max: 300, required: true },
    { name: "measures", type: "enumList", options: MEASURES, vocabulary: "measure" },
    { name: "instrument", type: "text", max: 300, isMore: true },
    { name: "granted", type: "enum", options: GRANTED, vocabulary: "measureGranted" },
    { name: "alternative", type: "text", max: 500, isMore: true },
    { name: "languages", type: "langList", max: 20 },
    { name: "urgentUntranslated", ...KNOWN, isMore: true },
    { name: "certifiedTranslation", ...KNOWN, isMore: true },
    {
      name: "dualCriminalityRule",
      type: "enum",
      options: DUAL_CRIMINALITY_RULES,
      vocabulary: "dualCriminalityRule",
    },
    { name: "minPenaltyMonths", type: "number", min: 0, max: 600, isMore: true },
    { name: "orderedBy", type: "enumList", options: ORDERED_BY, vocabulary: "measureOrderedBy" },
    { name: "execution", type: "text", max: 500 },
    { name: "legalBasis", type: "text", max: 500 },
    { name: "channels", type: "enumList", options: CHANNELS, vocabulary: "authorityChannel" },
    { name: "directContact", ...KNOWN, isMore: true },
    { name: "encryption", ...KNOWN, isMore: true },
    { name: "electronicSignature", ...KNOWN, isMore: true },
    { name: "originals", ...KNOWN, isMore: true },
    { name: "documents", type: "longtext", max: 1_000, isMore: true },
    // Of preservation: how long data stay preserved, by how much that can be extended, and when a formal request is due.
    { name: "initialDays", ...DAYS },
    { name: "extensionDays", ...DAYS },
    { name: "followUpDays", ...DAYS, isMore: true },
    { name: "confidential", ...KNOWN, isMore: true },
    { name: "userNotified", ...KNOWN, isMore: true },
    { name: "useLimits", type: "longtext", max: 1_000, isMore: true },
    { name: "refusal", type: "longtext", max: 1_000, isMore: true },
    { name: "usualDays", ...DAYS, isMore: true },
    { name: "guide", type: "url", isMore: true },
    { name: "advice", type: "longtext", max: 1_000, isMore: true },
  ],
});

type RulesContent = ReturnType<typeof cooperationRulesKind.empty>;
export type CooperationRuleRecord = AsWritten<
  RulesContent extends RecordsContent<infer R> ? R : never,
  (typeof WORDS)[number]
>;
