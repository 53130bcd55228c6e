import { LISTS } from "@/lib/open-lists";
import { openList } from "@/lib/web/api/open-data";

/** Members who chose to be listed, with what they show to everybody. */
export const GET = openList(LISTS.members);
