import { LISTS } from "@/lib/open-lists";
import { openList } from "@/lib/web/api/open-data";

/** Materials of the library that are for everybody, with their descriptions. */
export const GET = openList(LISTS.materials);
