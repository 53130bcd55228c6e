import { z } from "zod";
import type { FieldErrors } from "@/lib/core/errors";

/** Part of a parameter's JSON Schema: allowed values, as in the API's description. */
export interface Allowed {
  type?: string;
  enum?: readonly string[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  format?: string;
  /** Key of a sentence for people, if the schema cannot express it (`errors.problem.allowed`). */
  "x-words"?: string;
  [more: string]: unknown;
}

/** An invalid request parameter: its name, the given and the allowed values. */
export interface Fault {
  name: string;
  /** As in `fields`: `required`, `format`, `unknown`… */
  reason: string;
  /** The given value, truncated; missing if none was given. */
  given?: string;
  allowed: Allowed;
}

const MOST_GIVEN = 100;

/** Describes each parameter that a schema rejected; for an unknown one, `allowed` lists the known ones. */
export function faultsOf(fields: FieldErrors, schema: z.ZodType, value: unknown): Fault[] {
  const own = schema instanceof z.ZodObject ? (schema.shape as Record<string, z.ZodType>) : {};
  const faults = new Map<string, Fault>();
  for (const [path, [reason = "generic"]] of Object.entries(fields)) {
    const name = path.split(".")[0] ?? "";
    if (faults.has(name)) continue;
    const field = Object.hasOwn(own, name) ? own[name] : undefined;
    const given = givenAt(value, name);
    const allowed = field ? allowedBy(field) : { enum: Object.keys(own) };
    faults.set(name, { name, reason, ...(given === undefined ? {} : { given }), allowed });
  }
  return [...faults.values()];
}

function givenAt(value: unknown, name: string): string | undefined {
  const found = Object.hasOwn(Object(value), name) ? (value as Record<string, unknown>)[name] : undefined;
  if (found === undefined) return undefined;
  const text = typeof found === "string" ? found : JSON.stringify(found);
  // A truncated surrogate pair is invalid text.
  return text.length > MOST_GIVEN ? `${text.slice(0, MOST_GIVEN).replace(/[\uD800-\uDBFF]$/, "")}…` : text;
}

function allowedBy(schema: z.ZodType): Allowed {
  const {
    $schema: _own,
    default: _default,
    ...allowed
  } = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
  });
  return allowed as Allowed;
}
