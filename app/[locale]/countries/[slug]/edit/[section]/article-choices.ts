import type { ArticleChoice, DeclarationChoice } from "@/components/editor/model";
import { articleTitle } from "@/components/legal/article-name";
import { declarationLabel } from "@/components/profiles/declared";
import { listArticles } from "@/lib/convention";
import { TREATIES } from "@/lib/convention/model";
import { localeOf, type Translator } from "@/lib/i18n/translator";
import { listDeclared } from "@/lib/profiles";
import { inWordsOf } from "@/lib/revisions/records/wordings";
import type { Field } from "@/lib/revisions/records-fields";

/** Lists the articles, with titles, that records with these fields can name; empty if no field names articles. */
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

/** Characters of a summary that distinguish declarations. */
const SHORT = 80;

/** Lists a country's declarations, for records with a field that refers to one. */
export async function declarationChoices(
  t: Translator,
  pageId: string,
  fields: readonly Field[],
): Promise<DeclarationChoice[]> {
  if (!fields.some((field) => field.type === "declaration")) return [];
  return (await listDeclared(pageId)).map(({ id, nature, pinpoints, articles, summary, wordings }) => {
    const label = declarationLabel(t, { nature, articles: pinpoints });
    const { record } = inWordsOf({ summary, wordings }, localeOf(t));
    const value = record.summary.length > SHORT ? `${record.summary.slice(0, SHORT)}…` : record.summary;
    return { id, articles, label: t("common.pair", { label, value }) };
  });
}
