import { recordsKind } from "@/lib/revisions/records/records";

const STRATEGY_KINDS = [
  "cybercrime_strategy",
  "cybersecurity_strategy",
  "action_plan",
  "digital_policy",
  "child_protection_plan",
  "statistics_strategy",
  "training_strategy",
] as const;
const STRATEGY_STATES = ["draft", "consultation", "adopted", "in_force", "expired", "replaced"] as const;

/** Policy documents. */
export const strategiesKind = recordsKind({
  key: "strategies",
  titleField: "title",
  isLegal: false,
  words: ["title", "responsibleBody", "summary", "relevantParts", "note"],
  fields: [
    { name: "title", type: "text", max: 300, required: true },
    { name: "titleOriginal", type: "text", max: 300, isMore: true },
    { name: "lang", type: "langList", max: 10, isMore: true },
    { name: "kind", type: "enum", options: STRATEGY_KINDS, vocabulary: "strategyKind", required: true },
    { name: "status", type: "enum", options: STRATEGY_STATES, vocabulary: "strategyState", isExpected: true },
    { name: "adoptedOn", type: "date", isExpected: true },
    { name: "periodFrom", type: "date", isMore: true },
    { name: "periodTo", type: "date", isMore: true },
    { name: "responsibleBody", type: "text", max: 300, isExpected: true },
    { name: "summary", type: "longtext", max: 3_000 },
    { name: "relevantParts", type: "longtext", max: 3_000, isMore: true },
    { name: "url", type: "url", isExpected: true },
    { name: "archiveUrl", type: "url", isMore: true },
  ],
});
