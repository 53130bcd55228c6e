import { recordsKind } from "@/lib/revisions/records/records";

const REPORTING_KINDS = ["platform", "hotline", "emergency_number", "police_station", "other"] as const;
const REPORTING_AUDIENCES = ["public", "children", "businesses", "authorities", "abroad"] as const;
export const REPORTABLE = [
  "attacks",
  "fraud",
  "child_abuse",
  "hate_speech",
  "threats",
  "spam",
  "identity_theft",
  "terrorism",
  "other",
] as const;

export type Reportable = (typeof REPORTABLE)[number];

/** Where a crime can be reported. */
export const reportingKind = recordsKind({
  key: "reporting",
  titleField: "name",
  isLegal: false,
  words: ["name", "operatedBy", "note"],
  fields: [
    { name: "name", type: "text", max: 300, required: true },
    { name: "kind", type: "enum", options: REPORTING_KINDS, vocabulary: "reportingKind", required: true },
    { name: "url", type: "url", isExpected: true },
    { name: "phone", type: "phone" },
    {
      name: "forWhom",
      type: "enumList",
      options: REPORTING_AUDIENCES,
      vocabulary: "reportingAudience",
      isMore: true,
    },
    { name: "accepts", type: "enumList", options: REPORTABLE, vocabulary: "reportable", isExpected: true },
    { name: "languages", type: "langList", max: 20, isExpected: true },
    { name: "anonymous", type: "fact4", isMore: true },
    { name: "inhopeMember", type: "fact4", isMore: true },
    { name: "businessDuty", type: "fact4", isMore: true },
    { name: "operatedBy", type: "text", max: 300, isMore: true },
  ],
});
