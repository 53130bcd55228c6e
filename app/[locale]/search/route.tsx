import { scope } from "@/lib/core/versions";
import { SearchQuery } from "@/lib/search/model";
import { document } from "@/lib/web/pages/document";
import { drawSearch } from "./find-page";

/** Everything that a visitor may see, found by words. */
export const GET = document({
  query: SearchQuery,
  scopes: () => [scope.search, scope.synonyms, scope.waiting],
  limit: "search",
  render: (query, tools) => drawSearch(null, "/search", query, tools),
});
