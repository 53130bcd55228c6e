/* Existing articles, separate from the schemas that read them: the editor needs only these. */

/** Instruments whose articles can be named, with the first and last article that the site covers. */
const ARTICLES_OF: ReadonlyMap<string, readonly [first: number, last: number]> = new Map([
  ["185", [1, 48]],
  ["189", [1, 16]],
  ["224", [1, 25]],
  ["un", [7, 48]],
  ["malabo", [28, 31]],
  ["eu", [3, 7]],
]);
const ORDER = [...ARTICLES_OF.keys()];

/** Checks whether a word names an instrument whose articles can be named. */
export const isInstrument = (name: string): boolean => ARTICLES_OF.has(name);

/** Checks whether "185:18" names an existing article. */
export function isArticle(reference: string): boolean {
  const [instrument = "", number = "", ...rest] = reference.split(":");
  const [first, last] = ARTICLES_OF.get(instrument) ?? [1, 0];
  return rest.length === 0 && /^[1-9]\d?$/.test(number) && Number(number) >= first && Number(number) <= last;
}

/** All articles that can be named, in their order. */
export const ARTICLE_REFS: readonly string[] = [...ARTICLES_OF].flatMap(([instrument, [first, last]]) =>
  Array.from({ length: last - first + 1 }, (_, n) => `${instrument}:${first + n}`),
);

/** Sorts "185:9" before "185:18", and the Convention before its Protocols and other treaties. */
export function compareArticles(a: string, b: string): number {
  const [one = "", number = ""] = a.split(":");
  const [other = "", another = ""] = b.split(":");
  return ORDER.indexOf(one) - ORDER.indexOf(other) || Number(number) - Number(another);
}
