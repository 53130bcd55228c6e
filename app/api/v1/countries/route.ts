import { LISTS } from "@/lib/open-lists";
import { openList } from "@/lib/web/api/open-data";

/** Countries and areas, by slug, with the sections that are written. */
export const GET = openList(LISTS.countries);
