import { recordsKind } from "@/lib/revisions/records/records";
import { type AsWritten, wordingsField } from "@/lib/revisions/records/wordings";
import type { AnyRecord, RecordsContent } from "@/lib/revisions/records-fields";
import type { Problem } from "@/lib/text/problems";
import { elementsOfReference, LAW_ELEMENTS } from "@/lib/vocabulary/elements";

/** How far domestic law covers an article: six marks, including "not assessed". */
export const COVERAGES = [
  "full",
  "partial",
  "general_provision",
  "draft_only",
  "none",
  "not_assessed",
] as const;
export type Coverage = (typeof COVERAGES)[number];

export const ELEMENT_ANSWERS = ["yes", "no", "unclear", "not_applicable"] as const;
export type ElementAnswer = (typeof ELEMENT_ANSWERS)[number];

const ASSESSORS = ["self", "national_editor", "peer_reviewed", "secretariat"] as const;

const WORDS = ["fine", "thresholds", "dualCriminality", "comment", "note"] as const;
const REMARK = { name: "remark", type: "text", max: 300 } as const;

/**
 * One record for each article that the country's law was assessed against. Provisions in `laws`
 * name the articles that they answer; a mapping adds the assessment.
 */
export const mappingsKind = recordsKind({
  key: "mappings",
  titleField: "articles",
  isLegal: true,
  words: WORDS,
  // From version 2 on, with reservation and reviewers.
  version: 2,
  columns: ["articles", "coverage", "assessedBy", "assessedOn"],
  check: (records) => [...findForeignElements(records), ...findUnclearFines(records)],
  fields: [
    { name: "articles", type: "articles", max: 1, required: true, isKey: true },
    { name: "coverage", type: "enum", options: COVERAGES, vocabulary: "coverage", required: true },
    {
      name: "elements",
      type: "records",
      max: 30,
      fields: [
        {
          name: "element",
          type: "enum",
          options: LAW_ELEMENTS,
          vocabulary: "lawElement",
          required: true,
          isKey: true,
          offers: "elements",
        },
        {
          name: "answer",
          type: "enum",
          options: ELEMENT_ANSWERS,
          vocabulary: "elementAnswer",
          required: true,
        },
        REMARK,
        wordingsField([REMARK], ["remark"]),
      ],
    },
    { name: "penaltyMinMonths", type: "number", max: 1_200 },
    { name: "penaltyMaxMonths", type: "number", max: 1_200 },
    { name: "fineMin", type: "number", isMore: true },
    { name: "fineMax", type: "number", isMore: true },
    { name: "fineCurrency", type: "text", max: 3, offers: "currencies", isMore: true },
    { name: "fine", type: "text", max: 300, isMore: true },
    { name: "legalPersons", type: "fact4", isMore: true },
    { name: "thresholds", type: "longtext", max: 1_000, isMore: true },
    { name: "dualCriminality", type: "longtext", max: 1_000, isMore: true },
    // A declaration of the same country on the same article; checked on save.
    { name: "reservation", type: "declaration", isMore: true },
    { name: "comment", type: "longtext", max: 2_000 },
    { name: "assessedBy", type: "enum", options: ASSESSORS, vocabulary: "assessor", isMore: true },
    { name: "assessedOn", type: "date", precision: "day", isMore: true },
    {
      name: "reviewers",
      type: "records",
      isMore: true,
      max: 20,
      fields: [
        { name: "name", type: "text", max: 200, required: true },
        { name: "reviewedOn", type: "date" },
      ],
    },
  ],
});

/** Finds elements of another article than their mapping's. */
function findForeignElements(records: readonly AnyRecord[]): Problem[] {
  return records.flatMap((record, n) => {
    const { articles, elements } = record as unknown as Pick<MappingRecord, "articles" | "elements">;
    const own: readonly string[] = elementsOfReference(articles[0]);
    return elements.flatMap(({ element }, m) =>
      own.includes(element)
        ? []
        : [{ path: ["records", n, "elements", m, "element"], field: "element", rule: "element" }],
    );
  });
}

/** Finds amounts without a currency, and currencies that are not three capital letters (as in ISO 4217). */
function findUnclearFines(records: readonly AnyRecord[]): Problem[] {
  return (records as readonly (AnyRecord & Partial<MappingRecord>)[]).flatMap((record, n) => {
    const { fineMin = null, fineMax = null, fineCurrency = null } = record;
    const invalid = (field: string, rule: string) => [{ path: ["records", n, field], field, rule }];
    if (fineCurrency !== null && !/^[A-Z]{3}$/.test(fineCurrency)) return invalid("fineCurrency", "currency");
    if (fineCurrency === null && (fineMin !== null || fineMax !== null))
      return invalid("fineCurrency", "currency");
    return [];
  });
}

type MappingsContent = ReturnType<typeof mappingsKind.empty>;
type Mapping = MappingsContent extends RecordsContent<infer R> ? R : never;
type ElementRecord = AsWritten<Mapping["elements"][number], "remark">;
export type MappingRecord = Omit<AsWritten<Mapping, (typeof WORDS)[number]>, "elements"> & {
  elements: ElementRecord[];
};
