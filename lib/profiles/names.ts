import { profile } from "@/db/schema/profiles";

/** Columns with the name of a country or area in each language of the interface. */
export const PROFILE_NAMES = { en: profile.nameEn, fr: profile.nameFr, ar: profile.nameAr } as const;
