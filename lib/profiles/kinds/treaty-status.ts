import { recordsKind } from "@/lib/revisions/records/records";
import { type AsWritten, wordingsField } from "@/lib/revisions/records/wordings";
import { type AnyRecord, CONFIDENCES, type RecordsContent } from "@/lib/revisions/records-fields";
import type { Problem } from "@/lib/text/problems";
import { isDeclarable } from "@/lib/vocabulary/declared";

/**
 * Treaties whose status a profile gives: the Convention and its two Protocols, by their number in the treaty
 * series, and two other conventions, whose status is unknown unless recorded.
 */
export const STATUS_TREATIES = ["185", "189", "224", "un", "malabo"] as const;
const TREATY_STEPS = ["ratification", "accession", "signature_only", "invited"] as const;
const CONSENT_KINDS = [
  "ratification",
  "acceptance",
  "approval",
  "accession",
  "succession",
  "definitive_signature",
] as const;
const DECLARATION_NATURES = [
  "reservation",
  "declaration",
  "authorities",
  "territorial",
  "objection",
  "communication",
] as const;

const WORDS = ["territorialApplication", "note"] as const;
const SUMMARY = { name: "summary", type: "longtext", max: 2_000, required: true } as const;

/** One record per treaty: the State's status under it, with dates. */
export const treatyStatusKind = recordsKind({
  key: "treaty-status",
  titleField: "treaty",
  isLegal: true,
  words: WORDS,
  maxRecords: 20,
  columns: ["treaty", "how", "signedOn", "consentOn", "inForceOn", "invitedOn"],
  check: findUndeclarable,
  fields: [
    { name: "treaty", type: "enum", options: STATUS_TREATIES, vocabulary: "treaty", required: true },
    { name: "how", type: "enum", options: TREATY_STEPS, vocabulary: "treatyStep", required: true },
    { name: "signedOn", type: "dated" },
    { name: "consentKind", type: "enum", options: CONSENT_KINDS, vocabulary: "consentKind" },
    { name: "consentOn", type: "dated" },
    { name: "inForceOn", type: "dated" },
    { name: "invitedOn", type: "dated", isMore: true },
    // A day by which it had been invited, if the day itself is unknown.
    { name: "invitedNotAfter", type: "dated", isMore: true },
    { name: "denouncedOn", type: "dated", isMore: true },
    { name: "territorialApplication", type: "longtext", max: 1_000, isMore: true },
    {
      name: "declarations",
      type: "records",
      max: 60,
      fields: [
        {
          name: "nature",
          type: "enum",
          options: DECLARATION_NATURES,
          vocabulary: "declarationNature",
          required: true,
        },
        { name: "articles", type: "articles", offers: "declared" },
        SUMMARY,
        { name: "text", type: "longtext", max: 5_000 },
        { name: "lang", type: "lang", isMore: true },
        { name: "translation", type: "longtext", max: 5_000, isMore: true },
        { name: "madeOn", type: "date" },
        { name: "periodFrom", type: "date", isMore: true },
        { name: "periodTo", type: "date", isMore: true },
        { name: "containedIn", type: "text", max: 300, isMore: true },
        { name: "url", type: "url" },
        { name: "sources", type: "sources", max: 20, isShared: true },
        // Optional: older records do not have it.
        {
          name: "confidence",
          type: "enum",
          isMore: true,
          options: CONFIDENCES,
          vocabulary: "confidence",
          isShared: true,
          isSparse: true,
        },
        wordingsField([SUMMARY], ["summary"]),
      ],
    },
  ],
});

/** Finds articles for which the treaty has no provision on declarations of that kind. */
function findUndeclarable(records: readonly AnyRecord[]): Problem[] {
  return records.flatMap((record, n) => {
    const { treaty, declarations } = record as unknown as Pick<TreatyStatusRecord, "treaty" | "declarations">;
    return declarations.flatMap(({ nature, articles }, m) =>
      articles.flatMap((one, at) =>
        isDeclarable(one, treaty, nature, articles)
          ? []
          : [
              {
                path: ["records", n, "declarations", m, "articles", at],
                field: "articles",
                rule: "declared",
              },
            ],
      ),
    );
  });
}

type TreatyContent = ReturnType<typeof treatyStatusKind.empty>;
type TreatyStatus = TreatyContent extends RecordsContent<infer R> ? R : never;
export type DeclarationRecord = AsWritten<TreatyStatus["declarations"][number], "summary">;
export type TreatyStatusRecord = Omit<AsWritten<TreatyStatus, (typeof WORDS)[number]>, "declarations"> & {
  declarations: DeclarationRecord[];
};

/** Returns the Council of Europe number under which a treaty is counted and mapped; null for other treaties. */
export function seriesNumber({ treaty }: Pick<TreatyStatusRecord, "treaty">): 185 | 189 | 224 | null {
  if (treaty === "un" || treaty === "malabo") return null;
  return Number(treaty) as 185 | 189 | 224;
}

export type TreatyStanding = "party" | "ratified" | "signatory" | "invited" | "none";

/** Treaties that have not entered into force: a State that has ratified one is not bound yet. */
const NOT_IN_FORCE: readonly TreatyStatusRecord["treaty"][] = ["224", "un"];

/** Checks whether a treaty has entered into force at all, as far as this version of the code knows. */
export function isTreatyInForce(treaty: TreatyStatusRecord["treaty"]): boolean {
  return !NOT_IN_FORCE.includes(treaty);
}

/**
 * Computes a State's status under a treaty, as the depositary counts: a Party once its instrument is
 * deposited, unless it denounced the treaty. It has only ratified while the treaty itself is not in force.
 */
export function treatyStanding(
  record: Pick<TreatyStatusRecord, "treaty" | "how" | "consentOn" | "inForceOn" | "denouncedOn">,
): TreatyStanding {
  if (record.denouncedOn) return "none";
  if (record.how === "ratification" || record.how === "accession" || record.consentOn)
    return isTreatyInForce(record.treaty) || record.inForceOn ? "party" : "ratified";
  return record.how === "signature_only" ? "signatory" : "invited";
}

/**
 * Checks whether a Party was not yet bound on the date of its record, because entry into force was in the
 * future.
 */
export function isBoundLater({ inForceOn, asOf }: Pick<TreatyStatusRecord, "inForceOn" | "asOf">): boolean {
  return inForceOn !== null && asOf !== null && inForceOn.value > asOf;
}

/** Lists the declarations that name authorities, to which colleagues then send requests: by treaty and own id. */
export function authoritiesNamed(content: TreatyContent): ReadonlyMap<string, unknown> {
  const found = content.records.flatMap((record) =>
    record.declarations
      .filter(({ nature }) => nature === "authorities")
      .map((one): [string, unknown] => [`${record.treaty}.${one.id}`, one]),
  );
  return new Map(found);
}
