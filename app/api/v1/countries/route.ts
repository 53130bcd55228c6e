import { LISTS } from "@/lib/open-lists";
import { openList } from "@/lib/web/api/open-data";

/** Countries and areas by slug, with their written sections. */
export const GET = openList(LISTS.countries);
