import type { Locale } from "./locales";

/** What a line may not be broken before and after in French; the rest is a plain space. */
const NO_BREAK = "\u00a0";

/**
 * The spaces of a language's own typography. French sets ":", ";", "?", "!" and "»" off with a space that does not
 * break (after "«" too); who writes a message writes a plain one, which would let the mark begin a line. The skeletons
 * of numbers in a message ("number, ::group-off") are left alone.
 */
export function typeset(text: string, locale: Locale): string {
  if (locale !== "fr") return text;
  return text
    .replace(/ (?=[;?!»%]|:(?!:))/gu, NO_BREAK)
    .replace(/« /gu, `«${NO_BREAK}`)
    .replace(/(?<=\d) (?=\d{3}(?!\d))/gu, NO_BREAK);
}

type Texts = { readonly [key: string]: string | Texts } | readonly unknown[];

/** The same for a whole tree of texts, such as a file of messages or of a standing page. */
export function typesetAll<T>(tree: T, locale: Locale): T {
  if (locale !== "fr") return tree;
  const walk = (value: unknown): unknown => {
    if (typeof value === "string") return typeset(value, locale);
    if (Array.isArray(value)) return value.map(walk);
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value as Texts).map(([key, inner]) => [key, walk(inner)]));
    }
    return value;
  };
  return walk(tree) as T;
}
