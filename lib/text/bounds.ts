import { refuseWhole } from "./problems";

/** Limits of a section's content, of any kind. `text` in UTF-16 units, `bytes` of its JSON in UTF-8. */
export const CONTENT_LIMITS = { depth: 50, nodes: 5_000, text: 500_000, bytes: 1_048_576 } as const;

/** Depth of the JSON: each node is an object in a list, and a mark is two levels below its node. */
const JSON_DEPTH = CONTENT_LIMITS.depth * 2 + 6;
/** Values of any type in a content of 5,000 nodes with all attributes and marks. */
const JSON_VALUES = 100_000;
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/**
 * Checks a value from outside before anything else uses it, without recursion. Refuses everything but plain
 * JSON (a key without value counts as missing), own `__proto__`, `constructor` and `prototype`, nesting
 * beyond what 50 nodes need, more than 100,000 values, and more than 1 MB of strings. Linear time; stops at
 * the first fault. Returns an upper bound of its JSON in bytes: six per escaped UTF-16 unit, thirty of
 * overhead per value.
 */
export function assertBoundedJson(input: unknown): number {
  const stack: { value: unknown; depth: number }[] = [{ value: input, depth: 0 }];
  let values = 0;
  let characters = 0;
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { value, depth } = top;
    values += 1;
    if (values > JSON_VALUES) throw refuseWhole("too_many_nodes", CONTENT_LIMITS.nodes);
    if (depth > JSON_DEPTH) throw refuseWhole("too_deep", CONTENT_LIMITS.depth);
    if (typeof value === "string") characters += value.length;
    else if (Array.isArray(value)) for (const item of value) stack.push({ value: item, depth: depth + 1 });
    else if (typeof value === "object" && value !== null) {
      const prototype = Object.getPrototypeOf(value);
      if (prototype !== Object.prototype && prototype !== null) throw refuseWhole("not_json");
      for (const key of Reflect.ownKeys(value)) {
        if (typeof key !== "string" || FORBIDDEN_KEYS.has(key)) throw refuseWhole("forbidden_key");
        characters += key.length;
        stack.push({ value: (value as Record<string, unknown>)[key], depth: depth + 1 });
      }
    } else if (
      value !== null &&
      value !== undefined &&
      typeof value !== "boolean" &&
      !Number.isFinite(value)
    ) {
      throw refuseWhole("not_json");
    }
    if (characters > CONTENT_LIMITS.bytes) throw refuseWhole("too_large", CONTENT_LIMITS.bytes);
  }
  return characters * 6 + values * 30;
}

/** Refuses a value whose JSON exceeds 1 MB in UTF-8. */
export function assertBytes(value: unknown): void {
  const text = JSON.stringify(value);
  // A UTF-16 unit takes three bytes at most, so most contents need not be encoded to be measured.
  if (text.length * 3 <= CONTENT_LIMITS.bytes) return;
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > CONTENT_LIMITS.bytes) throw refuseWhole("too_large", CONTENT_LIMITS.bytes);
}
