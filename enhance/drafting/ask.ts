import { word } from "./words";

/** What the site answers of provisions by their keys. */
export interface Answered {
  head: object;
  html: string;
  entries: { key: string; plain: string; data: object }[];
}

/** Asks for the texts of provisions; what is asked for is kept nowhere. Throws where that did not work. */
export async function askFor(keys: readonly string[]): Promise<Answered> {
  const body = new URLSearchParams(keys.map((key): [string, string] => ["items[]", key]));
  const response = await fetch(word("entries"), { method: "POST", body });
  if (!response.ok) throw new Error(String(response.status));
  return (await response.json()) as Answered;
}
