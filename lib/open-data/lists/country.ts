import type { Queryable } from "@/db/client";
import { invalidFields } from "@/lib/core/errors";
import { findCountryCodes, findSlugsOf } from "@/lib/profiles/reading";

/*
 * A country in a filter: its slug, or its ISO code of two or three letters. An unknown one is refused, because
 * an empty list would mean that there are no data.
 */

/** Finds the slug of the country in a filter; undefined if the filter is empty. */
export async function slugOf(country: string | undefined, on: Queryable): Promise<string | undefined> {
  if (country === undefined) return undefined;
  return known((await findSlugsOf([country], on)).get(country));
}

/** Finds the two-letter code of the country in a filter; undefined if the filter is empty. */
export async function codeOf(country: string | undefined, on: Queryable): Promise<string | undefined> {
  if (country === undefined) return undefined;
  return known((await findCountryCodes([country], on)).get(country));
}

function known(found: string | undefined): string {
  if (found === undefined) throw invalidFields({ country: ["unknown_country"] });
  return found;
}
