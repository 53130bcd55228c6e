import { SearchQuery } from "@/lib/search/model";
import { screen } from "@/lib/web/pages/screen";
import { drawSearch } from "../../search/find-page";

/** The search for members: what everyone may see, and what this member may see besides. */
export const GET = screen({
  query: SearchQuery,
  limit: "search",
  render: (query, tools) => drawSearch(tools.actor, "/me/search", query, tools),
});
