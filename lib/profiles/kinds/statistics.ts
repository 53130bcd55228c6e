import { recordsKind } from "@/lib/revisions/records/records";

const INDICATORS = [
  "reports",
  "cases_opened",
  "indictments",
  "convictions",
  "requests_sent",
  "requests_received",
  "preservation_requests",
  "median_days",
] as const;

/** Figures with their period and definition. */
export const statisticsKind = recordsKind({
  key: "statistics",
  titleField: "indicator",
  isLegal: false,
  words: ["period", "unit", "definition", "note"],
  columns: ["indicator", "period", "value", "unit"],
  fields: [
    { name: "indicator", type: "enum", options: INDICATORS, vocabulary: "indicator", required: true },
    { name: "period", type: "text", max: 60, required: true },
    { name: "value", type: "number", required: true },
    { name: "unit", type: "text", max: 60 },
    { name: "definition", type: "longtext", max: 1_000, isExpected: true },
  ],
});
