import { and, eq, ne } from "drizzle-orm";
import { material } from "@/db/schema/training";
import { PAGE_SIZE } from "@/lib/core/paging";
import { readingBy } from "@/lib/pages";
import { ownWorks, type WorkKind } from "@/lib/publishing";
import { discardMaterialDrafts } from "./commands/edit-description";
import { MaterialParams } from "./model";
import { materialPages } from "./page-kind";
import { listMaterialDrafts } from "./queries/drafts";
import { listMaterialAddresses } from "./queries/latest";
import { countMaterialsUnder } from "./queries/library";

const { kind, area, list } = materialPages;

/** Materials, among all that members write under their names. */
export const materialWorks: WorkKind = {
  kind,
  area,
  list,
  mine: "training.review.mine",
  params: MaterialParams,
  async listOwn(on, memberId, at) {
    const own = and(eq(material.ownerId, memberId), ne(material.state, "removed"));
    const { past, order } = readingBy(material.pageId, at);
    const rows = await on
      .select({
        id: material.pageId,
        slug: material.slug,
        title: material.title,
        language: material.language,
        state: material.state,
        createdAt: material.createdAt,
        returnReason: material.returnReason,
        retractionReason: material.retractionReason,
      })
      .from(material)
      .where(and(own, past))
      .orderBy(order)
      .limit(PAGE_SIZE + 1);
    return { rows: ownWorks({ kind, area }, rows), total: await on.$count(material, own) };
  },
  listDrafts: listMaterialDrafts,
  discardDrafts: discardMaterialDrafts,
  listAddresses: listMaterialAddresses,
  countUnder: countMaterialsUnder,
};
