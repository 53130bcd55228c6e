import { readdirSync, readFileSync } from "node:fs";

type Tree = { [key: string]: string | Tree };

/** Reads all messages of a language, each by its full key (`namespace.key.key`). */
export function messagesOf(locale: string): Map<string, string> {
  const all = new Map<string, string>();
  const walk = (tree: Tree, prefix: string) => {
    for (const [key, value] of Object.entries(tree)) {
      if (typeof value === "string") all.set(`${prefix}${key}`, value);
      else walk(value, `${prefix}${key}.`);
    }
  };
  for (const file of readdirSync(`messages/${locale}`)) {
    walk(
      JSON.parse(readFileSync(`messages/${locale}/${file}`, "utf8")) as Tree,
      `${file.replace(/\.json$/, "")}.`,
    );
  }
  return all;
}

/** Removes what a reader does not see in a message: tags, and the names of its arguments. */
export function wordsOf(message: string): string {
  return message
    .replace(/<\/?\w+>/g, "")
    .replace(/\{\s*\w+\s*(?:,\s*(?:number|date|time)[^{}]*)?\}/g, "…")
    .replace(/\{\s*\w+\s*,\s*(?:plural|select|selectordinal)\s*,/g, "{");
}
