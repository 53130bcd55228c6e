import { listArticles } from "@/lib/open-data";
import { OneArticle } from "@/lib/open-data/lists/model";
import { openItem } from "@/lib/web/api/open-data";

/** An article of an instrument. */
export const GET = openItem(OneArticle, ({ id }) => listArticles({ id, limit: 1 }));
