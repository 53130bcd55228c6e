import type { Locale } from "./locales";

/** The non-breaking space that French has beside certain marks and within numbers. */
const NO_BREAK = "\u00a0";

/**
 * Applies a language's spacing. French needs a non-breaking space before ":", ";", "?", "!", "%" and "»", after
 * "«", and before each three digits of a number; messages are written with plain spaces, where a line could break.
 * Number skeletons in messages ("number, ::group-off") are not changed.
 */
export function typeset(text: string, locale: Locale): string {
  if (locale !== "fr") return text;
  return text
    .replace(/ (?=[;?!»%]|:(?!:))/gu, NO_BREAK)
    .replace(/« /gu, `«${NO_BREAK}`)
    .replace(/(?<=\d) (?=\d{3}(?!\d))/gu, NO_BREAK);
}

type Texts = { readonly [key: string]: string | Texts } | readonly unknown[];

/** Applies it to a whole tree of texts, such as a file of messages or a standing page. */
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
