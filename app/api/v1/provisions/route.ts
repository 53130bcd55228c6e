import { LISTS } from "@/lib/open-lists";
import { openList } from "@/lib/web/api/open-data";

/** Provisions of the laws of all countries, with the articles that they implement. */
export const GET = openList(LISTS.provisions);
