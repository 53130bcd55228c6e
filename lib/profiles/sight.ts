import { eq } from "drizzle-orm";
import { profile } from "@/db/schema/profiles";
import type { SeenAt } from "@/lib/sight";

/** Pages of a country: some are for its own focal points. */
export const countrySight: SeenAt = async ([area, slug], _target, on) => {
  if (area !== "countries" || !slug) return null;
  const [row] = await on.select({ country: profile.iso2 }).from(profile).where(eq(profile.slug, slug));
  return row ? { ...row, isBelow: true } : null;
};
