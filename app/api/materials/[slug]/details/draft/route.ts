import { discardMaterialDetails, saveMaterialDetailsDraft } from "@/lib/training";
import { Description } from "@/lib/training/model";
import { ownDraft } from "../../../../text-doors";

export const PUT = ownDraft(Description.SaveDetailsDraft, saveMaterialDetailsDraft);
export const DELETE = ownDraft(Description.DiscardDraft, discardMaterialDetails);
