import { LISTS } from "@/lib/open-lists";
import { openList } from "@/lib/web/api/open-data";

/** Current sections of profiles with their texts. */
export const GET = openList(LISTS.sections);
