import { word } from "./words";

/** The site's response for provisions by key. */
export interface Answered {
  head: object;
  html: string;
  entries: { key: string; plain: string; data: object }[];
}

/** Fetches the texts of provisions; the request is not stored. Throws on failure. */
export async function askFor(keys: readonly string[]): Promise<Answered> {
  const body = new URLSearchParams(keys.map((key): [string, string] => ["items[]", key]));
  const response = await fetch(word("entries"), { method: "POST", body });
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()) as Answered;
}
