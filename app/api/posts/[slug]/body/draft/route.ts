import { discardBodyDraft, saveBodyDraft } from "@/lib/blog";
import { PostText } from "@/lib/blog/model";
import { ownDraft, textDraft } from "../../../../text-doors";

export const PUT = textDraft(PostText.SaveDraft, saveBodyDraft);
export const DELETE = ownDraft(PostText.DiscardDraft, discardBodyDraft);
