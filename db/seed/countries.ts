import { z } from "zod";
import { countryName } from "@/lib/i18n/country-names";
import slugs from "./data/slugs.json";
import { Iso3, type ReadData, readData } from "./read";

const Slug = z.string().regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
export const CountryItem = z.strictObject({
  iso2: z.string().regex(/^[A-Z]{2}$/),
  iso3: Iso3,
  /** ISO 3166-1 numeric; null for Kosovo*, which has none. */
  numeric: z
    .string()
    .regex(/^\d{3}$/)
    .nullable(),
  /** United Nations M49. */
  region: z.enum(["Africa", "Americas", "Asia", "Europe", "Oceania"]),
  subregion: z.string().min(1),
  unStatus: z.enum(["member", "observer", "none"]),
  coeMember: z.boolean(),
  designation: z.enum(["kosovo", "palestine"]).nullable(),
  formerName: z.string().min(1).nullable(),
  /** Empty if the constitution names working languages only. */
  languages: z.array(z.string().regex(/^[a-z]{3}$/)),
  aliases: z.array(Slug),
});

/** A country or area with a profile, as it is seeded. */
export interface SeedCountry {
  iso2: string;
  iso3: string;
  numeric: string | null;
  slug: string;
  nameEn: string;
  nameFr: string;
  nameAr: string;
  /** Its designation at the end of 2016, if different. */
  formerName: string | null;
  region: z.infer<typeof CountryItem>["region"];
  subregion: string;
  unStatus: z.infer<typeof CountryItem>["unStatus"];
  isUnMember: boolean;
  isCoeMember: boolean;
  /** The note on the name: `profiles.designation.<key>`. */
  designation: z.infer<typeof CountryItem>["designation"];
  /** ISO 639-3. */
  languages: string[];
  /** Legal family: not in the data yet. */
  legalSystem: "unknown";
  /** Slugs that redirect to the profile: both ISO codes, other short names, and the names in English and French. */
  aliases: string[];
}

/**
 * Converts a name into a slug: ASCII-folded, lower case, without apostrophe and asterisk. The slugs in use are in
 * `data/slugs.json` and never change, even if a name does.
 */
export function slugOf(name: string): string {
  return name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/['’*]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** Loads all countries and areas with a profile, sorted by code. Throws if a code lacks its slug or names. */
export function loadCountries(read: ReadData = readData): SeedCountry[] {
  return read("countries.json", CountryItem, {}).items.map(toSeedCountry);
}

function toSeedCountry(country: z.infer<typeof CountryItem>): SeedCountry {
  const { iso2, iso3, unStatus, coeMember, aliases, ...rest } = country;
  const slug = (slugs as Record<string, string>)[iso2];
  const [nameEn, nameFr, nameAr] = [
    countryName(iso2, "en"),
    countryName(iso2, "fr"),
    countryName(iso2, "ar"),
  ];
  if (!slug || nameEn === iso2) throw new Error(`No slug or no names for ${iso2}`);
  const others = [iso2.toLowerCase(), iso3.toLowerCase(), ...aliases, slugOf(nameEn), slugOf(nameFr)];
  return {
    ...rest,
    iso2,
    iso3,
    slug,
    nameEn,
    nameFr,
    nameAr,
    unStatus,
    isUnMember: unStatus === "member",
    isCoeMember: coeMember,
    legalSystem: "unknown",
    aliases: [...new Set(others)].filter((alias) => alias !== slug),
  };
}
