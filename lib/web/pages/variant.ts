import type { z } from "zod";
import { canonicalJson } from "@/lib/text/canonical";
import { queryFields } from "../address";

/** Which of the documents of an address is asked for. */
export interface DocumentVariant {
  /** What was understood of the declared parameters; empty for the address without any. */
  name: string;
  /** The parameters as the site itself would write them. */
  search: URLSearchParams;
  /** Whether the reader wrote something that was not understood, or written otherwise. */
  isOdd: boolean;
}

/**
 * Names a variant of a document by what was parsed: however many values somebody makes up for a parameter, all that
 * the view does not know are the document without it.
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

/** A value as it is written in an address; what has no such form stays as it was typed. */
function writtenAs(value: unknown, typed: string): string {
  if (Array.isArray(value) && value.every((one) => typeof one === "string" || typeof one === "number"))
    return value.join(",");
  return typeof value === "string" || typeof value === "number" ? String(value) : typed;
}
