import { message, translator } from "@/lib/i18n/translator";
import { suggestWithLaw } from "@/lib/legal";
import { SuggestQuery } from "@/lib/search/model";
import { reading } from "@/lib/web/api/endpoint";

/**
 * Things whose names match what is being typed, its last word as the beginning of a word: at most 8, among those
 * that the reader may find, with their kinds in words. The beginning of a country's name beside the name of an article
 * leads to the country's law on it.
 */
export const GET = reading({
  input: SuggestQuery,
  limit: "suggest",
  isPublic: true,
  async read(actor, query) {
    const t = translator(query.lang);
    const found = await suggestWithLaw(actor, query);
    return {
      suggestions: found.map((one) => {
        const kindName = message(t, `search.kind.${one.kind}`);
        const { country } = one;
        const detail = country ? t("search.suggestedIn", { kind: kindName, country }) : kindName;
        return { ...one, kindName, detail };
      }),
      summary: t("search.suggested", { count: found.length }),
    };
  },
});
