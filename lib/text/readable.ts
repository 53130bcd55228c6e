/**
 * A query of an address with the letters of other scripts as they are read, in place of six signs for each: browsers
 * encode them when they ask. Signs that mean something in an address stay encoded.
 */
export function readableQuery(search: URLSearchParams | string): string {
  return search.toString().replaceAll(/(?:%[89A-F][0-9A-F])+/gi, letters);
}

function letters(encoded: string): string {
  try {
    const text = decodeURIComponent(encoded);
    return /^[\p{L}\p{M}\p{N}]+$/u.test(text) ? text : encoded;
  } catch {
    return encoded;
  }
}
