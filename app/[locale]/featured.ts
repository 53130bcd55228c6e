import { invalidFields } from "@/lib/core/errors";
import type { Locale } from "@/lib/i18n/locales";
import { findTitleAt } from "@/lib/search";
import type { ChangeFeatured } from "@/lib/site-settings/forms/model";

/** A page that visitors can read: its path without language, and its title. */
interface FeaturedPage {
  path: string;
  title: string;
}

/** Finds the title of a page that visitors can read; null for any other address. */
async function findTitle(path: string, locale: Locale): Promise<string | null> {
  // The information pages have an entry for each language.
  return (await findTitleAt(path, locale)) ?? (await findTitleAt(`${locale}:${path}`, locale));
}

/** Lists the featured pages that visitors can read, in their order. */
export async function listFeatured(paths: readonly string[], locale: Locale): Promise<FeaturedPage[]> {
  const titles = await Promise.all(paths.map((path) => findTitle(path, locale)));
  return paths.flatMap((path, index) => {
    const title = titles[index];
    return title ? [{ path, title }] : [];
  });
}

/** Refuses addresses at which visitors find no page. Throws `invalid` for their fields. */
export async function checkFeatured(
  input: ChangeFeatured,
  { locale }: { locale: Locale },
): Promise<ChangeFeatured> {
  const titles = await Promise.all(input.pages.map(({ path }) => findTitle(path, locale)));
  const missing = input.pages.filter((_, index) => titles[index] === null);
  if (missing.length > 0)
    throw invalidFields(Object.fromEntries(missing.map(({ field }) => [field, ["not_public"]])));
  return input;
}
