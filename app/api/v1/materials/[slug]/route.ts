import { listMaterials } from "@/lib/open-data";
import { OneBySlug } from "@/lib/open-data/lists/model";
import { openItem } from "@/lib/web/api/open-data";

/** A material that is for everybody. */
export const GET = openItem(OneBySlug, ({ slug }) => listMaterials({ slug, limit: 1 }));
