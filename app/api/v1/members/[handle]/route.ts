import { listMembers } from "@/lib/open-data";
import { OneByHandle } from "@/lib/open-data/lists/model";
import { openItem } from "@/lib/web/api/open-data";

/** A member who chose to be listed. */
export const GET = openItem(OneByHandle, ({ handle }) => listMembers({ handle, limit: 1 }));
