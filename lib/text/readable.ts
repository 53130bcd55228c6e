/**
 * Decodes letters of other scripts in a query, which browsers encode again when requesting. Characters with a
 * meaning in addresses stay encoded.
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
