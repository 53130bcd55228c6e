import { listOpenPosts } from "@/lib/blog";
import { OneBySlug } from "@/lib/open-data/lists/model";
import { openItem } from "@/lib/web/api/open-data";

/** A published post. */
export const GET = openItem(OneBySlug, ({ slug }) => listOpenPosts({ slug, limit: 1 }));
