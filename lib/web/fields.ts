import type { z } from "zod";
import { DomainError, type FieldErrors } from "@/lib/core/errors";

const MAX_FIELDS = 400;
const MAX_FIELD_LENGTH = 600_000;

export type Fields = Record<string, string | string[]>;

/** A text without NUL, which the database can't hold and no one can type. */
const withoutNul = (text: string) => (text.includes("\0") ? text.replaceAll("\0", "") : text);

const HALF_PAIR = /\p{Surrogate}/u;
const HALF_PAIRS = /\p{Surrogate}/gu;

/** The parameters of an address, without NUL. */
export function readSearch(search: string): URLSearchParams {
  const read = new URLSearchParams(search);
  if (!search.includes("%00")) return read;
  return new URLSearchParams([...read].map((pair) => pair.map(withoutNul)));
}

/**
 * JSON as the database can hold it: NUL is taken out of its texts, half a surrogate pair becomes U+FFFD, and a key
 * that holds either is refused. Throws `SyntaxError`, as for any text that is no JSON of ours.
 */
export function parseStorable(text: string): unknown {
  // Only an escape can bring either in: decoded UTF-8 has no half pairs, and JSON no bare controls.
  if (!/\\u(?:0000|d[89a-f])/i.test(text)) return JSON.parse(text);
  return JSON.parse(text, (key: string, value: unknown) => {
    if (key.includes("\0") || HALF_PAIR.test(key)) throw new SyntaxError("a key that can't be stored");
    return typeof value === "string" ? withoutNul(value).replaceAll(HALF_PAIRS, "\ufffd") : value;
  });
}

/**
 * The text fields of a form, without NUL. A repeated name, or one that ends with `[]`, is a list. Throws `unsupported` for a body
 * that is no form, `too_large` for more fields or longer ones than any form of ours has.
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
    // No field of ours is called so, and none could be kept under it.
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
 * What zod found in `value`, as a code for each field (`errors.invalid.<code>`); a schema may give its own code as
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

/** What was given at a place: the issue of a value that was made a number first does not say it. */
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
