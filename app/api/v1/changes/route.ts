import { LISTS } from "@/lib/open-lists";
import { openList } from "@/lib/web/api/open-data";

/** Published revisions of all profiles, newest first. */
export const GET = openList(LISTS.changes);
