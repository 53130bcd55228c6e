import type { z } from "zod";
import { DomainError, type FieldErrors } from "@/lib/core/errors";

const MAX_FIELDS = 400;
const MAX_FIELD_LENGTH = 600_000;

export type Fields = Record<string, string | string[]>;

/** Removes NUL, which Postgres rejects and no one can type. */
const withoutNul = (text: string) => (text.includes("\0") ? text.replaceAll("\0", "") : text);

const HALF_PAIR = /\p{Surrogate}/u;
const HALF_PAIRS = /\p{Surrogate}/gu;

/** Parses the query of an address, without NUL. */
export function readSearch(search: string): URLSearchParams {
  const read = new URLSearchParams(search);
  if (!search.includes("%00")) return read;
  return new URLSearchParams([...read].map((pair) => pair.map(withoutNul)));
}

/**
 * Parses JSON for storage: NUL is removed from strings, unpaired surrogates become U+FFFD, and keys with
 * either are rejected. Throws `SyntaxError` for invalid JSON.
 */
export function parseStorable(text: string): unknown {
  // Only escapes can contain either: decoded UTF-8 has no unpaired surrogates, and JSON no raw control
  // characters.
  if (!/\\u(?:0000|d[89a-f])/i.test(text)) return JSON.parse(text);
  return JSON.parse(text, (key: string, value: unknown) => {
    if (key.includes("\0") || HALF_PAIR.test(key)) throw new SyntaxError("a key that can't be stored");
    return typeof value === "string" ? withoutNul(value).replaceAll(HALF_PAIRS, "\ufffd") : value;
  });
}

/**
 * Reads the text fields of a form, without NUL. A repeated name, or one ending with `[]`, is a list. Throws
 * `unsupported` if the body is not a form, `too_large` for more or longer fields than any form has.
 */
export async function readFields(request: Request): Promise<Fields> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type))
    throw new DomainError("unsupported", "form");
  let form: FormData;
  try {
    form = await request.formData();
  } catch {
    throw new DomainError("unsupported", "form");
  }
  const fields: Fields = Object.create(null) as Fields;
  let count = 0;
  for (const name of new Set(form.keys())) {
    // No field has such a name, and it could not be stored.
    if (name.includes("\0")) continue;
    const texts = form.getAll(name).filter((value): value is string => typeof value === "string");
    const values = texts.map(withoutNul);
    count += values.length;
    if (count > MAX_FIELDS || values.some((value) => value.length > MAX_FIELD_LENGTH))
      throw new DomainError("too_large", "form");
    const isList = name.endsWith("[]");
    if (isList) fields[name.slice(0, -2)] = values;
    else fields[name] = values.length > 1 ? values : (values[0] ?? "");
  }
  return { ...fields };
}

const CODE = /^[a-z][a-z0-9_]*$/;

/**
 * Converts zod's issues to a code for each field (`errors.invalid.<code>`); a schema can set its own code as
 * message.
 */
export function fieldErrors(error: z.ZodError, value: unknown): FieldErrors {
  const fields: FieldErrors = {};
  for (const issue of error.issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) fields[[...issue.path, key].join(".")] = ["unknown"];
      continue;
    }
    const name = issue.path.length > 0 ? issue.path.join(".") : "form";
    const list = fields[name] ?? [];
    list.push(codeOf(issue, valueAt(value, issue.path)));
    fields[name] = list;
  }
  return fields;
}

/** The given value at a path: the issue lacks it if the value was coerced to a number. */
function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let found = value;
  for (const key of path) {
    if (!Object.hasOwn(Object(found), key)) return undefined;
    found = (found as Record<PropertyKey, unknown>)[key];
  }
  return found;
}

const isMissing = (given: unknown) => given === undefined || given === null || given === "";

function codeOf(issue: z.core.$ZodIssue, given: unknown): string {
  if (CODE.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "invalid_type":
      return isMissing(given) ? "required" : "format";
    case "too_small":
      if (issue.origin === "number") return isMissing(given) ? "required" : "range";
      return issue.minimum === 1 ? "required" : "too_short";
    case "too_big":
      return issue.origin === "number" ? "range" : "too_long";
    case "invalid_value":
      return "choose";
    case "unrecognized_keys":
      return "unknown";
    default:
      return "format";
  }
}
