import type { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { DEFAULT_LOCALE, isLocale, type Locale, splitLocale } from "@/lib/i18n/locales";
import { readableQuery } from "@/lib/text/readable";
import { readSearch } from "./fields";
import { requestContext } from "./request-context";
import type { RouteContext } from "./view";

/** Address of a request: language, path without it (in its canonical spelling, `spelling.ts`), and query. */
export interface Address {
  locale: Locale;
  pathname: string;
  path: string;
  search: URLSearchParams;
}

/** Parses the address as the reader typed it, before any rewrite. */
export function addressOf(request: Request): Address {
  const context = requestContext();
  const url = new URL(request.url);
  const pathname = context?.pathname ?? url.pathname;
  const search = readSearch(context?.search ?? url.search);
  return { ...splitLocale(pathname), pathname, search };
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Parses the parts of the address. Throws `not_found` for an unknown language and for invalid parts. */
export async function readInput(
  route: RouteContext,
  search: URLSearchParams,
  schemas: { params?: z.ZodObject | undefined; query?: z.ZodObject | undefined },
): Promise<Record<string, unknown>> {
  const { locale, ...parts } = (await route.params) ?? {};
  if (typeof locale === "string" && !isLocale(locale)) throw new DomainError("not_found");
  // No name contains NUL, and Postgres cannot be queried for it.
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
 * Checks that the parts are written canonically. "7", "07" and "7e0" are one number, and ids ignore case;
 * without this, each spelling would count as a separate page wherever addresses are compared.
 */
function areAsWritten(typed: Awaited<RouteContext["params"]>, read: Record<string, unknown>): boolean {
  return Object.entries(typed).every(([name, text]) => {
    const value = read[name];
    if (typeof text !== "string" || (typeof value !== "string" && typeof value !== "number")) return true;
    return String(value) === text && !(UUID.test(text) && text !== text.toLowerCase());
  });
}

/** Reads declared parameters only; repeated ones are joined by commas, empty ones dropped. */
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

/** Builds the path with its declared parameters, for canonical links and the language switch. */
export function canonicalPath(address: Address, query: z.ZodObject | undefined): string {
  const kept = new URLSearchParams(query ? queryFields(query, address.search) : {});
  const tail = readableQuery(kept);
  return tail ? `${address.path}?${tail}` : address.path;
}

export function localeOf(pathname: string): Locale {
  return pathname ? splitLocale(pathname).locale : DEFAULT_LOCALE;
}
