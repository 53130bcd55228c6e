import type { Translator } from "@/lib/i18n/translator";
import { ARTICLE_REFS } from "@/lib/vocabulary/article-numbers";
import { articlePlace } from "./article-name";

/** All articles that posts and materials can name, by number and title: "Art. 18: Production order". */
export function articleOptions(t: Translator) {
  return ARTICLE_REFS.map((value) => ({ value, label: articlePlace(t, value.replace(":", "-")) }));
}
