import { inArray } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { profile } from "@/db/schema/profiles";
import type { Place } from "./directory/model";

/** Lists countries and areas by code, in order; those without a profile are left out. */
export async function listPlaces(codes: readonly string[], on: Queryable = db()): Promise<Place[]> {
  if (codes.length === 0) return [];
  const rows = await on
    .select({
      iso2: profile.iso2,
      slug: profile.slug,
      en: profile.nameEn,
      fr: profile.nameFr,
      ar: profile.nameAr,
      designation: profile.designation,
    })
    .from(profile)
    .where(inArray(profile.iso2, [...codes]));
  const places = new Map(rows.map(({ en, fr, ar, ...row }) => [row.iso2, { ...row, names: { en, fr, ar } }]));
  return codes.flatMap((code) => places.get(code) ?? []);
}

/** Finds a country or area by code; null without a profile. */
export async function findPlace(code: string, on: Queryable = db()): Promise<Place | null> {
  return (await listPlaces([code], on))[0] ?? null;
}
