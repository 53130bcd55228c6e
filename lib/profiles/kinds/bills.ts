import { recordsKind } from "@/lib/revisions/records/records";
import { LAW_TOPICS } from "./topics";

const BILL_STAGES = [
  "drafting",
  "consultation",
  "tabled",
  "committee",
  "adopted",
  "promulgated",
  "withdrawn",
] as const;

/** Bills in progress. */
export const billsKind = recordsKind({
  key: "bills",
  titleField: "title",
  isLegal: true,
  words: ["title", "nextStep", "summary", "note"],
  fields: [
    { name: "title", type: "text", max: 300, required: true },
    { name: "titleOriginal", type: "text", max: 300, isMore: true },
    { name: "lang", type: "langList", max: 10, isMore: true },
    { name: "topics", type: "enumList", options: LAW_TOPICS, vocabulary: "lawTopic", isMore: true },
    { name: "stage", type: "enum", options: BILL_STAGES, vocabulary: "billStage", required: true },
    { name: "introducedOn", type: "date", isExpected: true },
    { name: "nextStep", type: "text", max: 300, isMore: true },
    { name: "expectedOn", type: "date", isMore: true },
    { name: "summary", type: "longtext", max: 3_000 },
    { name: "url", type: "url", isExpected: true },
  ],
});
