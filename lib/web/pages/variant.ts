import type { z } from "zod";
import { canonicalJson } from "@/lib/text/canonical";
import { queryFields } from "../address";

/** Which document of an address is requested. */
export interface DocumentVariant {
  /** The declared parameters as parsed; empty without any. */
  name: string;
  /** The parameters in canonical form. */
  search: URLSearchParams;
  /** Whether something typed was not understood or not canonical. */
  isOdd: boolean;
}

/**
 * Names a variant by its parsed parameters: all values a view does not know give the document without the
 * parameter.
 */
export function variantOf(
  query: z.ZodObject | undefined,
  input: Readonly<Record<string, unknown>>,
  typed: URLSearchParams,
): DocumentVariant {
  if (!query) return { name: "", search: new URLSearchParams(), isOdd: false };
  const given = queryFields(query, typed);
  const search = new URLSearchParams();
  const understood: Record<string, unknown> = {};
  let isOdd = false;
  const defaults = Object.keys(given).length > 0 ? query.safeParse({}) : null;
  for (const [name, text] of Object.entries(given)) {
    const value = input[name];
    const written = isStandard(value, defaults?.data?.[name]) ? null : writtenAs(value, text);
    if (written !== text) isOdd = true;
    if (written === null) continue;
    understood[name] = value;
    search.set(name, written);
  }
  const name = search.size > 0 ? canonicalJson(JSON.parse(JSON.stringify(understood))) : "";
  return { name, search, isOdd };
}

function isStandard(value: unknown, standard: unknown): boolean {
  return value === undefined || JSON.stringify(value) === JSON.stringify(standard);
}

/** A value as written in an address; a value without such a form stays as typed. */
function writtenAs(value: unknown, typed: string): string {
  if (Array.isArray(value) && value.every((one) => typeof one === "string" || typeof one === "number"))
    return value.join(",");
  return typeof value === "string" || typeof value === "number" ? String(value) : typed;
}
