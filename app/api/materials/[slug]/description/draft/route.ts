import { discardDescriptionDraft, saveDescriptionDraft } from "@/lib/training";
import { Description } from "@/lib/training/model";
import { ownDraft, textDraft } from "../../../../text-doors";

export const PUT = textDraft(Description.SaveDraft, saveDescriptionDraft);
export const DELETE = ownDraft(Description.DiscardDraft, discardDescriptionDraft);
