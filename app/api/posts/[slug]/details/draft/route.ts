import { discardDetailsDraft, saveDetailsDraft } from "@/lib/blog";
import { PostText } from "@/lib/blog/model";
import { ownDraft } from "../../../../text-doors";

export const PUT = ownDraft(PostText.SaveDetailsDraft, saveDetailsDraft);
export const DELETE = ownDraft(PostText.DiscardDraft, discardDetailsDraft);
