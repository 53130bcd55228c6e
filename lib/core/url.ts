/**
 * Parses an address; null for what is none. Not by `URL.canParse`: once a process of Node 20 has called it some thousand
 * times, it refuses addresses with a letter of Latin-1 ("http://bücher.example/").
 */
export function parseUrl(address: string, base?: string | URL): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}
