import { listCountries } from "@/lib/open-data";
import { OneCountry } from "@/lib/open-data/lists/model";
import { openItem } from "@/lib/web/api/open-data";

/** A country or area. */
export const GET = openItem(OneCountry, ({ slug }) => listCountries({ slug, limit: 1 }));
