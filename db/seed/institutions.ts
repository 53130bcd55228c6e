import { written } from "@/lib/revisions/records/wordings";
import { SourceTitles } from "./data-shapes";
import { provenanceOf, type Sources } from "./facts";
import { type DataInstitution, type DataPolicy, IndexItem } from "./legislation-shapes";
import { type ReadData, readData } from "./read";

const ROLES = {
  "specialised-unit": "police_unit",
  "contact-point-24-7": "police_unit",
  prosecution: "prosecution_unit",
  "cybersecurity-authority": "cybersecurity_authority",
  csirt: "csirt",
  "data-protection": "data_protection",
} as const;

const POLICIES = { policy: "digital_policy", "action-plan": "action_plan" } as const;

/**
 * Loads records of the sections `institutions` and `strategies`, for the countries of the index that have some.
 */
export function loadInstitutions(sources: Sources, read: ReadData = readData) {
  const { items, asOf } = read("legislation-index.json", IndexItem, { sources: SourceTitles });
  const listed = <R>(list: (item: IndexItem) => R[]) =>
    new Map(
      items.flatMap((item): [string, R[]][] => {
        const records = list(item);
        return records.length > 0 ? [[item.country, records]] : [];
      }),
    );
  return {
    institutions: listed((item) => item.institutions.map((one) => toInstitution(one, asOf, sources))),
    strategies: listed((item) => item.policies.map((one) => toStrategy(one, asOf, sources))),
  };
}

function toInstitution(data: DataInstitution, asOf: string, sources: Sources) {
  const isContact = data.role === "contact-point-24-7";
  return {
    id: data.id,
    ...provenanceOf(data, asOf, sources),
    name: written(data.nameEn ?? data.name),
    nameOriginal: data.nameEn === null ? null : data.name,
    kind: /\bcoordination\b/i.test(data.nameEn ?? "") ? "coordination" : ROLES[data.role],
    mandate: written(isContact ? "Point of contact of the 24/7 network (Article 35)." : null),
  };
}

/** A strategy is about cybercrime if its name says so, otherwise about cybersecurity. */
function toStrategy(data: DataPolicy, asOf: string, sources: Sources) {
  const name = data.titleEn ?? data.title;
  const strategy = /crime/i.test(name) ? "cybercrime_strategy" : "cybersecurity_strategy";
  return {
    id: data.id,
    ...provenanceOf(data, asOf, sources),
    title: written(name),
    titleOriginal: data.titleEn === null ? null : data.title,
    kind: data.kind === "strategy" ? strategy : POLICIES[data.kind],
    adoptedOn: data.year === null ? null : `${data.year}`,
    periodTo: data.yearEnd === null ? null : `${data.yearEnd}`,
  };
}
