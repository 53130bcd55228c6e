/**
 * Parses a URL; returns null if invalid. Does not use `URL.canParse`: in Node 20, after some thousand calls,
 * it rejects hosts with Latin-1 letters ("http://bücher.example/").
 */
export function parseUrl(address: string, base?: string | URL): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}
