import type { z } from "zod";
import { DomainError, type FieldErrors } from "@/lib/core/errors";

const MAX_FIELDS = 400;
const MAX_FIELD_LENGTH = 600_000;

export type Fields = Record<string, string | string[]>;

/**
 * The text fields of a form. A repeated name, or one that ends with `[]`, is a list. Throws `unsupported` for a body
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
    const values = form.getAll(name).filter((value): value is string => typeof value === "string");
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

/** What zod found, as a code for each field (`errors.invalid.<code>`); a schema may give its own code as message. */
export function fieldErrors(error: z.ZodError): FieldErrors {
  const fields: FieldErrors = {};
  for (const issue of error.issues) {
    const name = issue.path.length > 0 ? issue.path.join(".") : "form";
    const list = fields[name] ?? [];
    list.push(codeOf(issue));
    fields[name] = list;
  }
  return fields;
}

function codeOf(issue: z.core.$ZodIssue): string {
  if (CODE.test(issue.message)) return issue.message;
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined || issue.message.includes("undefined") ? "required" : "format";
    case "too_small":
      return issue.minimum === 1 ? "required" : "too_short";
    case "too_big":
      return "too_long";
    case "invalid_value":
      return "choose";
    case "unrecognized_keys":
      return "unknown";
    default:
      return "format";
  }
}
