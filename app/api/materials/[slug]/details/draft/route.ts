import { discardMaterialDetails, keepMaterialDetails } from "@/lib/training";
import { Description } from "@/lib/training/model";
import { ownDraft } from "../../../../text-doors";

export const PUT = ownDraft(Description.SaveDetailsDraft, keepMaterialDetails);
export const DELETE = ownDraft(Description.DiscardDraft, discardMaterialDetails);
