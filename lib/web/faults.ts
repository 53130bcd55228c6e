import { z } from "zod";
import type { FieldErrors } from "@/lib/core/errors";

/** A part of the JSON Schema of a parameter: what it may be, as the description of the API says it too. */
export interface Allowed {
  type?: string;
  enum?: readonly string[];
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  format?: string;
  /** Names a sentence that says it to people, where the schema cannot (`errors.problem.allowed`). */
  "x-words"?: string;
  [more: string]: unknown;
}

/** What is wrong with one parameter of a request: its name, what was given, and what is allowed. */
export interface Fault {
  name: string;
  /** As in `fields`: `required`, `format`, `unknown`… */
  reason: string;
  /** What was given, cut; not there when nothing was. */
  given?: string;
  allowed: Allowed;
}

const MOST_GIVEN = 100;

/** Describes each parameter that a schema refused; of one that it does not know, `allowed` lists those it does. */
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
  // Half a surrogate pair is no text.
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
