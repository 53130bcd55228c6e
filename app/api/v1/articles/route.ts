import { LISTS } from "@/lib/open-lists";
import { openList } from "@/lib/web/api/open-data";

/** Articles of the instruments on this site. */
export const GET = openList(LISTS.articles);
