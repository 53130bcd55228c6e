import { profile } from "@/db/schema/profiles";

/** The name of a country or area in each language of the interface, as a query selects it. */
export const PROFILE_NAMES = { en: profile.nameEn, fr: profile.nameFr, ar: profile.nameAr } as const;
