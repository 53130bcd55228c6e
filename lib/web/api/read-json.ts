import { DomainError } from "@/lib/core/errors";
import { parseStorable } from "../fields";

/** How deep JSON may be nested: texts are trees; nothing else that is sent has more than a few levels. */
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

/** Whether a value is nested deeper than `most`; by a list of its own, so that no depth overflows the stack. */
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
