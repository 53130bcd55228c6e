import { recordsKind } from "@/lib/revisions/records/records";
import { type AsWritten, wordingsField } from "@/lib/revisions/records/wordings";
import { CONFIDENCES, type RecordsContent } from "@/lib/revisions/records-fields";
import { CHANNELS, MEASURES } from "./measures";

export const AUTHORITY_KINDS = [
  "central_authority",
  "ministry_of_justice",
  "prosecution",
  "court",
  "police",
  "interpol_ncb",
  "ministry_of_interior",
  "ministry_of_foreign_affairs",
  "agency",
  "other",
] as const;

const DIRECTIONS = ["both", "send", "receive"] as const;
const STAGES = ["before_proceedings", "investigation", "trial", "enforcement"] as const;
const URGENCIES = ["urgent_only", "non_urgent"] as const;

const WORDS = ["name", "unit", "note"] as const;
const TASK = { name: "task", type: "text", max: 300, required: true } as const;
const TERRITORY = { name: "territory", type: "text", max: 200, isMore: true } as const;
const LEGAL_BASIS = { name: "legalBasis", type: "text", max: 300 } as const;

/**
 * Institutions that a State named for cooperation. One institution can have several functions, and several can share
 * one: by the stage of proceedings, by urgency, by territory. Only what declarations and the institutions publish.
 */
export const authoritiesKind = recordsKind({
  key: "authorities",
  titleField: "name",
  isLegal: true,
  words: WORDS,
  fields: [
    { name: "name", type: "text", max: 300, required: true },
    { name: "nameOriginal", type: "text", max: 300, isMore: true },
    { name: "lang", type: "lang", isMore: true },
    { name: "unit", type: "text", max: 300 },
    { name: "kind", type: "enum", options: AUTHORITY_KINDS, vocabulary: "authorityKind", required: true },
    {
      name: "functions",
      type: "records",
      max: 40,
      fields: [
        TASK,
        { name: "articles", type: "articles", max: 10 },
        {
          name: "direction",
          type: "enum",
          options: DIRECTIONS,
          vocabulary: "authorityDirection",
          required: true,
        },
        // Without a stage or an urgency it is for all.
        { name: "stage", type: "enum", options: STAGES, vocabulary: "authorityStage" },
        { name: "urgency", type: "enum", options: URGENCIES, vocabulary: "authorityUrgency" },
        // Forms of assistance to which the function is limited.
        { name: "measures", type: "enumList", options: MEASURES, vocabulary: "measure", isMore: true },
        TERRITORY,
        LEGAL_BASIS,
        { name: "declaredOn", type: "date" },
        { name: "updatedOn", type: "date", isMore: true },
        { name: "sources", type: "sources", max: 20, isShared: true, isMore: true },
        {
          name: "confidence",
          type: "enum",
          isMore: true,
          options: CONFIDENCES,
          vocabulary: "confidence",
          required: true,
          isShared: true,
        },
        wordingsField([TASK, TERRITORY, LEGAL_BASIS], ["task", "territory", "legalBasis"]),
      ],
    },
    { name: "channels", type: "enumList", options: CHANNELS, vocabulary: "authorityChannel" },
    { name: "languages", type: "langList", max: 20 },
    { name: "website", type: "url" },
    { name: "publicPhone", type: "phone", isMore: true },
    { name: "publicEmail", type: "email", isMore: true },
    { name: "address", type: "longtext", max: 500, isMore: true },
  ],
});

type AuthoritiesContent = ReturnType<typeof authoritiesKind.empty>;
type Authority = AuthoritiesContent extends RecordsContent<infer R> ? R : never;
export type AuthorityFunction = AsWritten<
  Authority["functions"][number],
  "task" | "territory" | "legalBasis"
>;
export type AuthorityRecord = Omit<AsWritten<Authority, (typeof WORDS)[number]>, "functions"> & {
  functions: AuthorityFunction[];
};
