import { message, translator } from "@/lib/i18n/translator";
import { suggest } from "@/lib/search";
import { SuggestQuery } from "@/lib/search/model";
import { reading } from "@/lib/web/api/endpoint";

/**
 * Things whose names match what is being typed, its last word as the beginning of a word: at most 8, among those
 * that the reader may find, with their kinds in words.
 */
export const GET = reading({
  input: SuggestQuery,
  limit: "suggest",
  isPublic: true,
  async read(actor, query) {
    const t = translator(query.lang);
    const found = await suggest(actor, query, query.kind ? [query.kind] : []);
    return {
      suggestions: found.map((one) => ({ ...one, kindName: message(t, `search.kind.${one.kind}`) })),
      summary: t("search.suggested", { count: found.length }),
    };
  },
});
