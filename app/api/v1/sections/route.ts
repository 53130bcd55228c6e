import { LISTS } from "@/lib/open-lists";
import { openList } from "@/lib/web/api/open-data";

/** Sections of profiles as they stand, with their texts. */
export const GET = openList(LISTS.sections);
