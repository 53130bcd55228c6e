import { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { localePath } from "@/lib/i18n/locales";
import { findSlugOf } from "@/lib/profiles/reading";
import type { Leading, PageTools } from "@/lib/web/view";

/** The part of an address that names a country or area, as typed: a slug, or any name that leads to one. */
export const SlugParams = z.object({ slug: z.string().min(1).max(80) });

/**
 * Redirects an address that names a country in another way to the same page under its slug, permanently,
 * with its language and parameters. Throws `not_found` for an unknown name.
 */
export async function leadToSlug(typed: string, { locale, path, search }: PageTools): Promise<Leading> {
  const slug = await findSlugOf(typed);
  if (!slug) throw new DomainError("not_found", "profile");
  const [, , , ...rest] = path.split("/");
  const query = search.size > 0 ? `?${search}` : "";
  return { to: localePath(locale, ["/countries", slug, ...rest].join("/")) + query, status: 308 };
}
