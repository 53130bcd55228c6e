import type { Actor } from "@/lib/core/actor";
import { localePath } from "@/lib/i18n/locales";
import { message, translator } from "@/lib/i18n/translator";
import { MAX_SUGGESTED, suggestIn } from "@/lib/search";
import type { Suggestion, SuggestQuery } from "@/lib/search/model";
import { legalPath } from "../answer/model";
import { articlesNamed } from "./articles-named";

/** Most countries and articles that are combined. */
const MAX_COUNTRIES = 3;
const MAX_ARTICLES = 3;

/**
 * Suggests things by name. If the words are a country and an article of the Convention, the first is the country's law
 * on that article, whether anything is recorded or not.
 */
export async function suggestWithLaw(
  actor: Actor | null,
  query: SuggestQuery,
): Promise<readonly Suggestion[]> {
  if (query.kind) return (await suggestIn(actor, query, [query.kind])).suggestions;
  const { suggestions, places } = await suggestIn(actor, query);
  const countries = places.slice(0, MAX_COUNTRIES);
  const most = countries.length === 1 ? MAX_ARTICLES : 1;
  const t = translator(query.lang);
  const rows = countries.flatMap(({ label, slug, rest }) =>
    articlesNamed(rest)
      .slice(0, most)
      .map(
        (id): Suggestion => ({
          label: t("search.sectionTitle", {
            country: label,
            section: message(t, `vocabulary.article.${id}`),
          }),
          kind: "article",
          href: localePath(query.lang, legalPath({ slug, article: id })),
          country: null,
        }),
      ),
  );
  return withRows(rows, suggestions);
}

/** Puts the rows first; the last suggestions, which are the countries, stay if there are too many. */
function withRows(rows: readonly Suggestion[], suggestions: readonly Suggestion[]): Suggestion[] {
  const over = Math.max(0, rows.length + suggestions.length - MAX_SUGGESTED);
  const isCountry = ({ kind }: Suggestion) => rows.length > 0 && kind === "profile";
  const others = suggestions.filter((one) => !isCountry(one));
  const kept = others.slice(0, Math.max(0, others.length - over));
  return [...rows, ...kept, ...suggestions.filter(isCountry)].slice(0, MAX_SUGGESTED);
}
