/** A word as a `tsquery` takes it, whatever signs are in it. */
export function quoted(word: string): string {
  return `'${word.replaceAll(/['\\]/g, "$&$&")}'`;
}
