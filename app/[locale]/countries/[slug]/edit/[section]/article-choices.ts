import type { ArticleChoice } from "@/components/editor/model";
import { articleTitle } from "@/components/legal/article-name";
import { listArticles } from "@/lib/convention";
import { TREATIES } from "@/lib/convention/model";
import type { Translator } from "@/lib/i18n/translator";
import type { Field } from "@/lib/revisions/records-fields";

/** The articles that records with these fields can name, with their titles; none where no field names any. */
export function articleChoices(t: Translator, fields: readonly Field[]): ArticleChoice[] {
  const names = (list: readonly Field[]): boolean =>
    list.some((field) => field.type === "articles" || names(field.fields ?? []));
  if (!names(fields)) return [];
  return TREATIES.flatMap(listArticles).map(({ id, kind }) => ({
    id,
    title: articleTitle(t, id),
    isFinal: kind === "final",
  }));
}
