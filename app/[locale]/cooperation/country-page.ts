import { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { localePath } from "@/lib/i18n/locales";
import { findProfilePage, findSlugsOf } from "@/lib/profiles/reading";
import type { ProfilePage } from "@/lib/profiles/reading/model";
import type { Leading, PageTools } from "@/lib/web/view";

/** The part of an address that names a country or area: a slug, or any name that leads to one. */
export const CountryParams = z.object({ country: z.string().min(1).max(80) });

/**
 * Finds the profile that a page on cooperation is about, in the reader's language. Another name of the country leads to
 * the address of its slug. Throws `not_found` for an unknown name.
 */
export async function pageAbout(
  typed: string,
  { locale }: Pick<PageTools, "locale">,
  pathOf: (slug: string) => string,
): Promise<ProfilePage | Leading> {
  const page = await findProfilePage(typed, { language: locale });
  return page ?? { to: localePath(locale, pathOf(await slugNamed(typed))), status: 308 };
}

/** Finds a country by any of its names, its slug included. Throws `not_found`. */
export async function slugNamed(typed: string): Promise<string> {
  const slug = (await findSlugsOf([typed])).get(typed);
  if (!slug) throw new DomainError("not_found", "profile");
  return slug;
}
