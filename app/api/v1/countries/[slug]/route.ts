import { listCountries } from "@/lib/open-data";
import { OneBySlug } from "@/lib/open-data/model";
import { openItem } from "@/lib/web/open-data";

/** A country or area. */
export const GET = openItem(OneBySlug, ({ slug }) => listCountries({ slug, limit: 1 }));
