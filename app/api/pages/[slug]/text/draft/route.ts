import { discardStandingDraft, saveStandingDraft } from "@/lib/standing-pages";
import { StandingText } from "@/lib/standing-pages/model";
import { ownDraft, textDraft } from "../../../../text-doors";

export const PUT = textDraft(StandingText.SaveDraft, saveStandingDraft);
export const DELETE = ownDraft(StandingText.DiscardDraft, discardStandingDraft);
