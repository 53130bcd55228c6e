import type { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { DEFAULT_LOCALE, isLocale, type Locale, splitLocale } from "@/lib/i18n/locales";
import { readableQuery } from "@/lib/text/readable";
import { readSearch } from "./fields";
import { requestContext } from "./request-context";
import type { RouteContext } from "./view";

/** Where a request stands: its language, its bare path (in its one spelling, `spelling.ts`), and what was asked of it. */
export interface Address {
  locale: Locale;
  pathname: string;
  path: string;
  search: URLSearchParams;
}

/** The address as the reader typed it; rewrites are not seen. */
export function addressOf(request: Request): Address {
  const context = requestContext();
  const url = new URL(request.url);
  const pathname = context?.pathname ?? url.pathname;
  const search = readSearch(context?.search ?? url.search);
  return { ...splitLocale(pathname), pathname, search };
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** The parts of the address, parsed. Throws `not_found` for an unknown language and for parts that don't fit. */
export async function readInput(
  route: RouteContext,
  search: URLSearchParams,
  schemas: { params?: z.ZodObject | undefined; query?: z.ZodObject | undefined },
): Promise<Record<string, unknown>> {
  const { locale, ...parts } = (await route.params) ?? {};
  if (typeof locale === "string" && !isLocale(locale)) throw new DomainError("not_found");
  // No name of ours holds it, and the database can't be asked for it.
  if (
    Object.values(parts)
      .flat()
      .some((part) => part?.includes("\0"))
  )
    throw new DomainError("not_found");
  const params = schemas.params?.safeParse(parts);
  if (params && (!params.success || !areAsWritten(parts, params.data))) throw new DomainError("not_found");
  const query = schemas.query?.safeParse(queryFields(schemas.query, search));
  if (query && !query.success) throw new DomainError("not_found");
  return { ...query?.data, ...params?.data };
}

/**
 * Whether the parts of an address stand in it as the site itself writes them. "7", "07" and "7e0" are one number, and
 * an id in capitals is the same id: each would be a page of its own to whatever compares addresses.
 */
function areAsWritten(typed: Awaited<RouteContext["params"]>, read: Record<string, unknown>): boolean {
  return Object.entries(typed).every(([name, text]) => {
    const value = read[name];
    if (typeof text !== "string" || (typeof value !== "string" && typeof value !== "number")) return true;
    return String(value) === text && !(UUID.test(text) && text !== text.toLowerCase());
  });
}

/** Reads declared parameters only; a repeated one is joined by commas, an empty one is absent. */
export function queryFields(schema: z.ZodObject, search: URLSearchParams): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const name of Object.keys(schema.shape)) {
    const value = search
      .getAll(name)
      .filter((part) => part !== "")
      .join(",");
    if (value !== "") fields[name] = value;
  }
  return fields;
}

/** The bare path with the parameters that belong to it, for canonical links and the language switch. */
export function canonicalPath(address: Address, query: z.ZodObject | undefined): string {
  const kept = new URLSearchParams(query ? queryFields(query, address.search) : {});
  const tail = readableQuery(kept);
  return tail ? `${address.path}?${tail}` : address.path;
}

export function localeOf(pathname: string): Locale {
  return pathname ? splitLocale(pathname).locale : DEFAULT_LOCALE;
}
