import { z } from "zod";
import { isArticle } from "./article-numbers";

/**
 * "185:18" is Article 18 of the Convention, CETS 185; 189 and 224 are its Protocols; "un", "malabo" and "eu"
 * are other instruments.
 */
export const ArticleRef = z
  .string()
  .regex(/^(?:\d{3}|[a-z]{2,10}):\d{1,2}$/, "format")
  .refine(isArticle, "unknown_article");

/** Articles from a form's list, or one text: "185:18, un:25". */
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
