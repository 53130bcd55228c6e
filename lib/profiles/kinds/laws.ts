import { recordsKind } from "@/lib/revisions/records/records";
import type { AsWritten } from "@/lib/revisions/records/wordings";
import { CONFIDENCES, type RecordsContent } from "@/lib/revisions/records-fields";
import { findSuccessorFaults } from "./successors";
import { LAW_TOPICS } from "./topics";
import { TRANSLATION_KINDS, upgradeLaw } from "./translations";

/** State of a provision, if it differs from its law's. */
const PROVISION_STATES = ["in_force", "struck_down", "repealed"] as const;

const LAW_KINDS = [
  "constitution",
  "code",
  "act",
  "decree",
  "regulation",
  "guideline",
  "court_rules",
] as const;
const LAW_STATES = [
  "in_force",
  "not_yet_in_force",
  "amending_act",
  "partly_replaced",
  "replaced",
  "repealed",
] as const;

const WORDS = ["title", "summary", "note"] as const;

/**
 * Laws with their provisions. A provision has a permanent id and names the articles that it
 * answers; this is stored nowhere else.
 */
export const lawsKind = recordsKind({
  key: "laws",
  titleField: "title",
  isLegal: true,
  words: WORDS,
  version: 2,
  upgrade: upgradeLaw,
  check: findSuccessorFaults,
  fields: [
    { name: "title", type: "text", max: 300, required: true },
    { name: "titleOriginal", type: "text", max: 300, isMore: true },
    { name: "number", type: "text", max: 80 },
    { name: "kind", type: "enum", options: LAW_KINDS, vocabulary: "lawKind" },
    { name: "status", type: "enum", options: LAW_STATES, vocabulary: "lawState", isExpected: true },
    { name: "topics", type: "enumList", options: LAW_TOPICS, vocabulary: "lawTopic", isMore: true },
    { name: "adoptedOn", type: "date", isExpected: true, isMore: true },
    { name: "inForceFrom", type: "date", isExpected: true },
    { name: "amendedBy", type: "list", max: 30, offers: "laws", isMore: true },
    { name: "repealedOn", type: "date", isMore: true },
    { name: "lang", type: "langList", max: 10, isMore: true },
    { name: "summary", type: "longtext", max: 3_000, isMore: true },
    { name: "officialUrl", type: "url", isExpected: true },
    { name: "consolidatedUrl", type: "url", isMore: true },
    { name: "archiveUrl", type: "url", isMore: true },
    {
      name: "translations",
      type: "records",
      isMore: true,
      max: 20,
      fields: [
        { name: "lang", type: "lang", required: true },
        { name: "url", type: "url", required: true },
        { name: "translator", type: "text", max: 200 },
        { name: "madeOn", type: "date" },
      ],
    },
    {
      name: "provisions",
      type: "records",
      max: 300,
      pastes: ["locator", "articles", "heading", "text", "note"],
      fields: [
        { name: "locator", type: "text", max: 120, required: true },
        { name: "heading", type: "text", max: 300 },
        { name: "articles", type: "articles", max: 20 },
        { name: "text", type: "longtext", max: 5_000 },
        { name: "lang", type: "lang", isShared: true, isMore: true },
        {
          name: "translations",
          type: "records",
          isMore: true,
          max: 10,
          fields: [
            { name: "lang", type: "lang", required: true, isShared: true },
            { name: "heading", type: "text", max: 300, isSparse: true },
            { name: "text", type: "longtext", max: 5_000 },
            { name: "note", type: "longtext", max: 1_000, isShared: true, isSparse: true },
            { name: "kind", type: "enum", options: TRANSLATION_KINDS, vocabulary: "translationKind" },
            { name: "by", type: "text", max: 200 },
            { name: "date", type: "date" },
          ],
        },
        { name: "inForceFrom", type: "date", isMore: true },
        { name: "inForceTo", type: "date", isMore: true },
        {
          name: "state",
          type: "enum",
          isMore: true,
          options: PROVISION_STATES,
          vocabulary: "provisionState",
          isSparse: true,
        },
        { name: "supersededBy", type: "provision", isMore: true },
        { name: "note", type: "longtext", max: 1_000, isShared: true, isMore: true },
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
      ],
    },
  ],
});

/** The fields of a provision within its law. */
export const PROVISION_FIELDS = lawsKind.fields.find(({ name }) => name === "provisions")?.fields ?? [];

type LawsContent = ReturnType<typeof lawsKind.empty>;
type Law = LawsContent extends RecordsContent<infer R> ? R : never;
export type ProvisionRecord = AsWritten<Law["provisions"][number], "heading" | "note">;
export type LawRecord = Omit<AsWritten<Law, (typeof WORDS)[number]>, "provisions"> & {
  provisions: ProvisionRecord[];
};
