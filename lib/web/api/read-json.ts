import { DomainError } from "@/lib/core/errors";
import { parseStorable } from "../fields";

/** Maximum depth of JSON: texts are trees; everything else has only a few levels. */
export const CONTENT_DEPTH = 64;
export const PLAIN_DEPTH = 32;

export async function readJson(
  request: Request,
  depth: number,
): Promise<{ value: Record<string, unknown>; text: string }> {
  if (request.method === "DELETE" && !request.headers.get("content-length")) return { value: {}, text: "" };
  if (!/^application\/json\b/i.test(request.headers.get("content-type") ?? ""))
    throw new DomainError("unsupported", "json");
  let value: unknown;
  const text = await request.text();
  try {
    value = parseStorable(text);
  } catch {
    throw new DomainError("invalid", "json");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new DomainError("invalid", "json");
  if (isDeeper(value, depth)) throw new DomainError("invalid", "json_depth");
  return { value: value as Record<string, unknown>, text };
}

/** Checks whether a value is nested deeper than `most`; iterative, so that no depth overflows the stack. */
function isDeeper(value: unknown, most: number): boolean {
  const stack: unknown[] = [value];
  const depths: number[] = [0];
  while (stack.length > 0) {
    const item = stack.pop();
    const depth = depths.pop() ?? 0;
    if (typeof item !== "object" || item === null) continue;
    if (depth >= most) return true;
    for (const inner of Array.isArray(item) ? item : Object.values(item)) {
      if (typeof inner !== "object" || inner === null) continue;
      stack.push(inner);
      depths.push(depth + 1);
    }
  }
  return false;
}
