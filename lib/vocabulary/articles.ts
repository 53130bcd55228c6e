import { z } from "zod";

/** The instruments whose articles can be named, each with the first and the last that this site tells of. */
const ARTICLES_OF: ReadonlyMap<string, readonly [first: number, last: number]> = new Map([
  ["185", [1, 48]],
  ["189", [1, 16]],
  ["224", [1, 25]],
  ["un", [7, 48]],
  ["malabo", [28, 31]],
  ["eu", [3, 7]],
]);
const ORDER = [...ARTICLES_OF.keys()];

/** Whether "185:18" names an article that there is. */
export function isArticle(reference: string): boolean {
  const [instrument = "", number = "", ...rest] = reference.split(":");
  const [first, last] = ARTICLES_OF.get(instrument) ?? [1, 0];
  return rest.length === 0 && /^[1-9]\d?$/.test(number) && Number(number) >= first && Number(number) <= last;
}

/** "185:18" is Article 18 of the Convention, CETS 185; 189 and 224 are its Protocols, "un", "malabo" and "eu" beside them. */
export const ArticleRef = z
  .string()
  .regex(/^(?:\d{3}|[a-z]{2,10}):\d{1,2}$/, "format")
  .refine(isArticle, "unknown_article");

/** All articles that can be named, in their order. */
export const ARTICLE_REFS: readonly string[] = [...ARTICLES_OF].flatMap(([instrument, [first, last]]) =>
  Array.from({ length: last - first + 1 }, (_, n) => `${instrument}:${first + n}`),
);

/** "185:9" before "185:18", the Convention before its Protocols and what stands beside them. */
export function compareArticles(a: string, b: string): number {
  const [one = "", number = ""] = a.split(":");
  const [other = "", another = ""] = b.split(":");
  return ORDER.indexOf(one) - ORDER.indexOf(other) || Number(number) - Number(another);
}

/** As a form's list sends them, or one text: "185:18, un:25". */
export const ArticleRefs = z
  .preprocess(
    (sent) => (Array.isArray(sent) ? sent.join(" ") : sent),
    z.string().max(500, "too_long").default(""),
  )
  .transform((text) => [
    ...new Set(
      text
        .toLowerCase()
        .split(/[\s,;،]+/)
        .filter(Boolean),
    ),
  ])
  .pipe(z.array(ArticleRef).max(20, "too_many"));
