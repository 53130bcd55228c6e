import { z } from "zod";

/** "185:18" is Article 18 of the Convention, CETS 185; 189 and 224 are its Protocols. */
export const ArticleRef = z.string().regex(/^(?:185|189|224):\d{1,2}$/, "format");

/** The treaties whose articles can be named, with how many articles each has. */
const ARTICLES_OF: Readonly<Record<string, number>> = { "185": 48, "189": 16, "224": 25 };

/** Whether "185:18" names an article that there is. */
export function isArticle(reference: string): boolean {
  const [treaty = "", number = ""] = reference.split(":");
  return /^[1-9]\d?$/.test(number) && Number(number) <= (ARTICLES_OF[treaty] ?? 0);
}

/** As authors write them in a form: "185:18, 224:7" or on lines. */
export const ArticleRefs = z
  .string()
  .max(500, "too_long")
  .default("")
  .transform((text) => [...new Set(text.split(/[\s,;،]+/).filter(Boolean))])
  .pipe(z.array(ArticleRef).max(20, "too_many"));
