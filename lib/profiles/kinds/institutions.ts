import { recordsKind } from "@/lib/revisions/records/records";

const INSTITUTION_KINDS = [
  "police_unit",
  "prosecution_unit",
  "court",
  "forensic_laboratory",
  "csirt",
  "cybersecurity_authority",
  "ministry_of_justice",
  "central_authority",
  "financial_intelligence",
  "asset_recovery",
  "data_protection",
  "telecom_regulator",
  "training_institute",
  "hotline",
  "victim_support",
  "coordination",
  "other",
] as const;
const STAFF_SIZES = ["under_10", "10_to_49", "50_to_199", "200_or_more"] as const;

/** Specialised institutions. Public contact details only, no names of persons. */
export const institutionsKind = recordsKind({
  key: "institutions",
  titleField: "name",
  isLegal: false,
  words: ["name", "parent", "mandate", "legalBasis", "powers", "note"],
  fields: [
    { name: "name", type: "text", max: 300, required: true },
    { name: "nameOriginal", type: "text", max: 300, isMore: true },
    { name: "lang", type: "lang", isMore: true },
    { name: "kind", type: "enum", options: INSTITUTION_KINDS, vocabulary: "institutionKind", required: true },
    { name: "parent", type: "text", max: 300, isMore: true },
    { name: "mandate", type: "longtext", max: 3_000, isExpected: true },
    { name: "legalBasis", type: "text", max: 300, isExpected: true },
    { name: "foundedOn", type: "date", isMore: true },
    { name: "staffSize", type: "enum", options: STAFF_SIZES, vocabulary: "staffSize", isMore: true },
    { name: "powers", type: "list", max: 20, isMore: true },
    { name: "roundTheClock", type: "fact4", isMore: true },
    { name: "website", type: "url", isExpected: true },
    { name: "publicPhone", type: "phone" },
    { name: "publicEmail", type: "email" },
    { name: "address", type: "longtext", max: 500, isMore: true },
    { name: "languages", type: "langList", max: 20 },
  ],
});
