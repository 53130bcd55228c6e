import type { z } from "zod";
import { loadCountries } from "./countries";
import type { DeclarationItem, FurtherItem, SourceTitles, TreatyExtra, TreatyItem } from "./data-shapes";
import type { EditionFile } from "./editions";
import type { IndexItem, LegislationItem } from "./legislation-shapes";

/*
 * Checks that files agree with each other, which schemas cannot express. An item that no loader reads, such as
 * a provision of an unlisted law, is an error.
 */

type Files = Partial<Record<EditionFile, { items: unknown[] } & Record<string, unknown>>>;
interface Common {
  country: string;
  id?: string;
}
type Law = z.infer<typeof LegislationItem> & Partial<Pick<IndexItem, "institutions" | "policies">>;

/** Lists inconsistencies in a newer edition; each names its file and item. */
export function checkEdition(files: Files): string[] {
  const laws = [...lawsOf(files, "legislation.json"), ...lawsOf(files, "legislation-index.json")];
  return [
    ...checkCountries(files),
    ...checkRepeats(files, laws),
    ...checkSources(files),
    ...checkTreaties(files),
    ...laws.flatMap(({ name, item }) => checkLaws(name, item)),
  ];
}

const itemsOf = <Item>(files: Files, name: EditionFile) => (files[name]?.items ?? []) as Item[];
const lawsOf = (files: Files, name: EditionFile) => itemsOf<Law>(files, name).map((item) => ({ name, item }));

function checkCountries(files: Files): string[] {
  const known = new Set(loadCountries().map(({ iso3 }) => iso3));
  const faults = Object.entries(files).flatMap(([name, { items }]) =>
    (items as Partial<Common>[]).flatMap(({ country }, at) =>
      country && !known.has(country) ? [`${name}, items.${at}: there is no profile of ${country}`] : [],
    ),
  );
  if (!files["countries.json"]) return faults;
  const given = new Set(itemsOf<{ iso3: string }>(files, "countries.json").map(({ iso3 }) => iso3));
  const missing = [...known].filter((iso3) => !given.has(iso3));
  const added = [...given].filter((iso3) => !known.has(iso3));
  return [
    ...faults,
    ...missing.map((iso3) => `countries.json: ${iso3} is missing`),
    ...added.map(
      (iso3) => `countries.json: ${iso3} has no profile; profiles come with a version of the product`,
    ),
  ];
}

function checkRepeats(files: Files, laws: readonly { name: string; item: Law }[]): string[] {
  const keys = [
    ...itemsOf<TreatyItem>(files, "treaty-status.json").map(
      (item) => `treaty-status.json: treaty ${item.treaty} of ${item.country}`,
    ),
    ...itemsOf<FurtherItem>(files, "further-status.json").map(
      (item) => `further-status.json: treaty ${item.treaty} of ${item.country}`,
    ),
    ...itemsOf<Common>(files, "declarations.json").map(({ id }) => `declarations.json: id ${id}`),
    ...itemsOf<Common>(files, "reporting.json").map(({ id }) => `reporting.json: id ${id}`),
    ...itemsOf<Common>(files, "authorities.json").map(({ id }) => `authorities.json: id ${id}`),
    ...itemsOf<Common>(files, "cooperation-rules.json").map(({ id }) => `cooperation-rules.json: id ${id}`),
    ...itemsOf<Common>(files, "source-details.json").map(({ id }) => `source-details.json: id ${id}`),
    ...laws.map(({ item }) => `laws of ${item.country}`),
    ...laws.flatMap(({ name, item }) =>
      [item.laws, item.provisions, item.institutions ?? [], item.policies ?? []]
        .flat()
        .map(({ id }) => `${name}, ${item.country}: id ${id}`),
    ),
  ];
  const seen = new Set<string>();
  const repeated = keys.filter((key) => seen.has(key) || !seen.add(key));
  return [...new Set(repeated)].map((key) => `${key} is there twice`);
}

function checkSources(files: Files): string[] {
  return Object.entries(files).flatMap(([name, file]) => {
    const known = new Set(Object.keys((file.sources ?? {}) as z.infer<typeof SourceTitles>));
    if (!file.sources) return [];
    return file.items.flatMap((item, at) =>
      [...new Set(citedIn(item))]
        .filter((id) => !known.has(id))
        .map((id) => `${name}, items.${at} (${(item as Common).country}): source ${id} is not listed`),
    );
  });
}

/** Lists ids of sources anywhere in an item. */
function citedIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(citedIn);
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "sources" && Array.isArray(inner) ? (inner as string[]) : citedIn(inner),
  );
}

function checkTreaties(files: Files): string[] {
  const items = itemsOf<TreatyItem>(files, "treaty-status.json");
  const standing = new Set(items.map(({ treaty, country }) => `${treaty} ${country}`));
  const alone = itemsOf<DeclarationItem>(files, "declarations.json")
    .filter(({ treaty, country }) => !standing.has(`${treaty} ${country}`))
    .map(
      ({ id, treaty, country }) => `declarations.json, ${id}: ${country} has no status of treaty ${treaty}`,
    );
  const heads = (files["treaty-status.json"]?.treaties ?? []) as z.infer<(typeof TreatyExtra)["treaties"]>;
  const fileDay = String(files["treaty-status.json"]?.asOf ?? "");
  return [
    ...alone,
    ...items.flatMap((item) => {
      const head = heads.find(({ number }) => number === item.treaty);
      const asOf = [head?.asOf ?? "", fileDay].sort().at(-1) ?? "";
      return checkDates(item, head?.opened ?? "", asOf).map(
        (what) => `treaty-status.json, treaty ${item.treaty} of ${item.country}: ${what}`,
      );
    }),
  ];
}

/** A month is compared with days at its own precision: 2026-03 equals any day in it. */
const isAfter = (one: string, other: string) => one.slice(0, other.length) > other.slice(0, one.length);

function checkDates(item: TreatyItem, opened: string, asOf: string): string[] {
  const { signatureDate, consentDate, entryIntoForce } = item;
  const acts = Object.entries({ signatureDate, consentDate }).flatMap(([field, day]) => {
    if (day === null) return [];
    if (isAfter(day, asOf)) return [`${field} ${day} is later than the data's own day ${asOf}`];
    return isAfter(opened, day) ? [`${field} ${day} is before the treaty was opened`] : [];
  });
  const isLate = signatureDate !== null && consentDate !== null && isAfter(signatureDate, consentDate);
  const isEarly = consentDate !== null && entryIntoForce !== null && isAfter(consentDate, entryIntoForce);
  return [
    ...acts,
    ...(isLate ? [`consentDate ${consentDate} is before signatureDate ${signatureDate}`] : []),
    ...(isEarly ? [`entryIntoForce ${entryIntoForce} is before consentDate ${consentDate}`] : []),
  ];
}

function checkLaws(name: string, item: Law): string[] {
  const ids = new Set(item.laws.map(({ id }) => id));
  return item.provisions
    .filter(({ law }) => !ids.has(law))
    .map(({ id, law }) => `${name}, ${item.country}, provision ${id}: law ${law} is not listed`);
}
