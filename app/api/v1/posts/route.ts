import { LISTS } from "@/lib/open-lists";
import { openList } from "@/lib/web/api/open-data";

/** Posts that readers have, with their texts. */
export const GET = openList(LISTS.posts);
