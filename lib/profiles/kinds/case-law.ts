import { recordsKind } from "@/lib/revisions/records/records";
import { LAW_TOPICS } from "./topics";

const COURT_LEVELS = ["first_instance", "appeal", "supreme", "constitutional", "international"] as const;
const CASE_STATES = ["final", "appealed", "overturned"] as const;

/** Decisions of courts. Each needs the confirmation that it identifies no person. */
export const caseLawKind = recordsKind({
  key: "case-law",
  titleField: "title",
  isLegal: true,
  words: ["title", "court", "facts", "holding", "significance", "note"],
  fields: [
    { name: "title", type: "text", max: 300, required: true },
    { name: "court", type: "text", max: 300, required: true },
    { name: "level", type: "enum", options: COURT_LEVELS, vocabulary: "courtLevel", isMore: true },
    { name: "decidedOn", type: "date", isExpected: true },
    { name: "reference", type: "text", max: 120, isExpected: true },
    { name: "ecli", type: "text", max: 80, isMore: true },
    { name: "articles", type: "articles" },
    { name: "topics", type: "enumList", options: LAW_TOPICS, vocabulary: "lawTopic", isMore: true },
    { name: "facts", type: "longtext", max: 3_000, isMore: true },
    { name: "holding", type: "longtext", max: 3_000, isExpected: true },
    { name: "significance", type: "longtext", max: 3_000, isMore: true },
    {
      name: "status",
      type: "enum",
      options: CASE_STATES,
      vocabulary: "caseState",
      isExpected: true,
      isMore: true,
    },
    { name: "lang", type: "lang", isMore: true },
    { name: "url", type: "url" },
    { name: "anonymised", type: "confirm", required: true },
  ],
});
