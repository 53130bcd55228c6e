import { eq } from "drizzle-orm";
import { material } from "@/db/schema/training";
import { ownWorksOf, type WorkKind } from "@/lib/publishing";
import { discardMaterialDrafts } from "./commands/edit-description";
import { countMaterialDownload, ownsOneOf } from "./files";
import { MaterialParams } from "./model";
import { materialPages } from "./page-kind";
import { listMaterialDrafts } from "./queries/drafts";
import { listMaterialAddresses } from "./queries/latest";
import { countMaterialsUnder } from "./queries/library";
import { findUploadTarget } from "./uploads";

const { kind, area, list } = materialPages;

/** Materials, among all works of members. */
export const materialWorks: WorkKind = {
  kind,
  area,
  list,
  mine: "training.review.mine",
  params: MaterialParams,
  listOwn: ownWorksOf(materialPages, material, (memberId) => eq(material.ownerId, memberId)),
  listDrafts: listMaterialDrafts,
  discardDrafts: discardMaterialDrafts,
  listAddresses: listMaterialAddresses,
  countUnder: countMaterialsUnder,
  files: { countDownload: countMaterialDownload, ownsOneOf, uploadTarget: findUploadTarget },
};
