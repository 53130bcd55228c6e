import { OneBySlug } from "@/lib/open-data/lists/model";
import { listOpenMaterials } from "@/lib/training";
import { openItem } from "@/lib/web/api/open-data";

/** A material that is for everybody. */
export const GET = openItem(OneBySlug, ({ slug }) => listOpenMaterials({ slug, limit: 1 }));
