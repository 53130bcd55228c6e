/** A range of a file, both ends included. */
export interface ByteRange {
  from: number;
  to: number;
}

/**
 * Parses a `Range` header (RFC 9110, 14): one range; "all" for no header, an invalid one, or several ranges,
 * which may be answered so; "none" for a range beyond the end.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | "all" | "none" {
  const asked = /^bytes=(?:(\d{1,15})-(\d{1,15})?|-(\d{1,15}))$/.exec(header?.replaceAll(/\s/g, "") ?? "");
  if (!asked) return "all";
  const [, first, last, final] = asked;
  if (final !== undefined) {
    const length = Math.min(Number(final), size);
    return length === 0 ? "none" : { from: size - length, to: size - 1 };
  }
  const from = Number(first);
  const to = last === undefined ? size - 1 : Math.min(Number(last), size - 1);
  if (last !== undefined && Number(last) < from) return "all";
  return from >= size ? "none" : { from, to };
}

/** Checks whether a header of entity tags contains this one; `*` matches any. Weak tags do not count. */
export function namesTag(header: string | undefined, tag: string): boolean {
  return header !== undefined && (header.trim() === "*" || header.split(/,\s*/).includes(tag));
}
