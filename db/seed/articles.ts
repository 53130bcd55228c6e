import type { z } from "zod";
import { ArticleItem } from "./data-shapes";
import { readData } from "./read";

/** An article of the Convention or of one of its Protocols, with a summary in our own words. */
export type SeedArticle = z.infer<typeof ArticleItem>;

/** The 89 articles of treaties 185, 189 and 224, in the order of the texts. Ids are "185-2". */
export function loadArticles(): SeedArticle[] {
  return readData("convention-articles.json", ArticleItem, {}).items;
}
