import { LISTS } from "@/lib/open-lists";
import { openList } from "@/lib/web/api/open-data";

/** Articles of the instruments that this site tells of. */
export const GET = openList(LISTS.articles);
