/**
 * Serializes JSON with keys in the order of their UTF-16 code units and without white space, like RFC 8785: equal
 * content gives equal text, even after Postgres reordered its keys. Leaves keys with undefined out.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === "string") return PLAIN.test(value) ? `"${value}"` : JSON.stringify(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  let text = "";
  if (Array.isArray(value)) {
    for (const item of value) text += text === "" ? canonicalJson(item) : `,${canonicalJson(item)}`;
    return `[${text}]`;
  }
  // Plain loops for speed: a save serializes every node of a section, some thousands of small objects.
  const entries = value as Record<string, unknown>;
  for (const key of Object.keys(entries).sort()) {
    const item = entries[key];
    if (item === undefined) continue;
    const entry = `${canonicalJson(key)}:${canonicalJson(item)}`;
    text += text === "" ? entry : `,${entry}`;
  }
  return `{${text}}`;
}

/** A string that JSON needs not escape. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what JSON escapes; by code units, twice as fast.
const PLAIN = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/;

/** Compares two JSON values, ignoring the order of keys. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  }
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => sameJson(left[key], right[key]));
}
