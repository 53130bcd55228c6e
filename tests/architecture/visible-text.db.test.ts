import { describe, expect, it } from "vitest";
import { z } from "zod";
import { useDatabase } from "@/tests/support/database";
import { listDoors } from "../proofs/doors";

useDatabase({ keep: true });
process.env.DATABASE_URL ??= "postgres://placeholder";

/** Texts with a control character, a direction override and an isolate, in the lengths that fields require. */
const HOSTILE = [3, 12, 40].map((length) => `a\u0007${"b ".repeat(length / 2)}\u202ec\u2066d\u009b`);
const UNWANTED = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;

/**
 * Text fields that nobody reads as someone's words, by name, each with its reason. A field that people read
 * is never listed here: it is `visibleLine`, `visibleText` or `visibleName`.
 */
const READ_BY_PROGRAMS: Record<string, string> = {
  password: "is hashed as it was typed",
  newPassword: "is hashed as it was typed",
  currentPassword: "is compared with a hash",
  code: "is compared with a code",
  email: "at sign-in it is looked up; where it is kept, `Email` refuses such characters",
  token: "is looked up by its hash",
  stamp: "is compared with our signature",
  homepage: "is bait for programs and never kept",
  next: "`placeAfter` reads it as an address of this site",
  typedHandle: "is compared with the own handle",
  text: "a document, cleaned by its strict schema when it is parsed",
  content: "a document, cleaned by its strict schema when it is parsed",
  q: "is searched for and not kept",
  to: "is looked up as a handle",
  slug: "is looked up",
  items: "keys of a list, each looked up",
  value: "part of a document, cleaned by its strict schema when it is merged",
  newSources: "records, cleaned by their strict schema when they are saved",
  handle: "is looked up",
};

/** Returns the paths of the fields where a schema accepts such a text. */
function findLeaks(schema: z.ZodType, path: string[] = []): string[] {
  for (const text of HOSTILE) {
    const parsed = schema.safeParse(text);
    if (parsed.success && holdsUnwanted(parsed.data)) return [path.join(".")];
  }
  const { def } = schema._zod as unknown as { def: Record<string, unknown> };
  const shape = (schema as unknown as { shape?: Record<string, z.ZodType> }).shape;
  if (shape) return Object.entries(shape).flatMap(([name, field]) => findLeaks(field, [...path, name]));
  // One side of a pipe says nothing alone: the whole pipe was tested above. Objects that are transformed as a
  // whole are checked inside.
  const changed = (def.in as { shape?: unknown } | undefined)?.shape ? def.in : undefined;
  const inner = [changed, def.innerType, def.element, def.valueType, ...((def.options as unknown[]) ?? [])];
  return inner.flatMap((one) => (one ? findLeaks(one as z.ZodType, path) : []));
}

const holdsUnwanted = (value: unknown): boolean =>
  typeof value === "string"
    ? UNWANTED.test(value)
    : typeof value === "object" && value !== null && Object.values(value).some(holdsUnwanted);

describe("text that people type", () => {
  it("finds a field that accepts control characters", () => {
    expect(findLeaks(z.object({ a: z.object({ b: z.array(z.string()) }).optional() }))).toEqual(["a.b"]);
  });

  it("loses control characters and direction overrides in every form and every write of the API", async () => {
    const leaks: string[] = [];
    let fields = 0;
    for (const { file, method, handler } of await listDoors()) {
      const { forms, spec } = handler.octopus ?? {};
      const isWrite = method !== "GET";
      const schemas = Object.entries(forms ?? {}).map(([name, one]) => [name, one.schema] as const);
      if (isWrite && spec?.input) schemas.push(["", spec.input]);
      for (const [name, schema] of schemas) {
        fields += 1;
        for (const path of new Set(findLeaks(schema)))
          if (!Object.hasOwn(READ_BY_PROGRAMS, path.split(".").at(-1) ?? ""))
            leaks.push(`${method} ${file} ${name}: ${path}`);
      }
    }
    expect(fields).toBeGreaterThan(100);
    expect(leaks).toEqual([]);
    // Every route is loaded first, which takes minutes on a busy machine.
  }, 300_000);
});
