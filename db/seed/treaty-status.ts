import type { z } from "zod";
import type { TreatyStatusRecord } from "@/lib/profiles/kinds/treaty-status";
import { written } from "@/lib/revisions/records/wordings";
import type { DatedFact } from "@/lib/revisions/records-fields";
import { DeclarationItem, SourceTitles, TreatyExtra, TreatyItem } from "./data-shapes";
import { confidenceOfStanding, datedFact, provenanceOf, recordsByCountry, type Sources } from "./facts";
import { type ReadData, readData } from "./read";
import { confidenceOf } from "./sources";

const STEPS = {
  ratification: "ratification",
  accession: "accession",
  "signature only": "signature_only",
  "invited to accede": "invited",
} as const;
const DERIVED = "Entry into force derived from the date of deposit.";

/** Loads records of the section `treaty-status` by country (ISO 3166-1 alpha-3), in the order of treaties. */
export function loadTreatyStatus(
  sources: Sources,
  read: ReadData = readData,
): Map<string, TreatyStatusRecord[]> {
  const data = read("treaty-status.json", TreatyItem, TreatyExtra);
  const declared = read("declarations.json", DeclarationItem, { sources: SourceTitles }).items;
  const asOf = new Map(data.treaties.map((treaty) => [treaty.number, treaty.asOf]));
  const byCountry = recordsByCountry(data.items, (item) =>
    toRecord(item, asOf.get(item.treaty) ?? data.asOf, sources, declared),
  );
  for (const records of byCountry.values()) records.sort((a, b) => a.treaty.localeCompare(b.treaty));
  return byCountry;
}

function toRecord(
  item: z.infer<typeof TreatyItem>,
  asOf: string,
  sources: Sources,
  declared: readonly DeclarationItem[],
): TreatyStatusRecord {
  const dated = (field: keyof TreatyItem["fieldConfidence"]) =>
    datedFact(item, field, sources, "consentDate");
  const [signedOn, consentOn] = [dated("signatureDate"), dated("consentDate")];
  const [inForceOn, invitedOn] = [dated("entryIntoForce"), dated("invitedDate")];
  return {
    id: `treaty-${item.treaty}`,
    treaty: `${item.treaty}`,
    how: STEPS[item.how],
    signedOn,
    // The data do not distinguish ratification, acceptance and approval.
    consentKind: item.how === "accession" ? "accession" : null,
    consentOn,
    inForceOn,
    invitedOn,
    invitedNotAfter: invitedByEndOf2016(item),
    denouncedOn: null,
    territorialApplication: null,
    declarations: declared
      .filter((one) => one.country === item.country && one.treaty === item.treaty)
      .map((one) => toDeclaration(one, sources)),
    ...provenanceOf({ ...item, note: noteOf(item) }, asOf, sources),
    confidence: confidenceOfStanding(
      item.confidence,
      item.how === "signature only" ? [signedOn] : [consentOn, inForceOn],
    ),
  };
}

/** Some States are known to have been invited by the end of 2016, without a date. */
function invitedByEndOf2016(item: TreatyItem): DatedFact | null {
  if (item.statusAtEnd2016 !== "invited") return null;
  const confidence = item.statusAtEnd2016Confidence === "source" ? "likely" : "unverified";
  return { value: "2016-12-31", precision: "day", confidence };
}

function toDeclaration(item: DeclarationItem, sources: Sources): TreatyStatusRecord["declarations"][number] {
  return {
    id: item.id,
    nature: item.nature,
    articles: item.articles,
    summary: written(item.summary),
    text: item.quotation,
    lang: item.quotation === null ? null : "en",
    translation: null,
    madeOn: item.madeOn,
    periodFrom: null,
    periodTo: item.withdrawnOn,
    containedIn: null,
    url: null,
    sources: item.sources,
    confidence: confidenceOf(item.basis, item.madeOn, item.sources, sources),
  };
}

function noteOf(item: TreatyItem): string | null {
  const isDerived = item.fieldConfidence.entryIntoForce === "derived" && !item.notes?.includes("erived");
  return [item.notes, isDerived ? DERIVED : null].filter((note) => note !== null).join(" ") || null;
}
