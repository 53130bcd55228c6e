import { LISTS } from "@/lib/open-lists";
import { openList } from "@/lib/web/api/open-data";

/** Published posts with their texts. */
export const GET = openList(LISTS.posts);
