import { discardDescriptionDraft, saveDescriptionDraft } from "@/lib/training";
import { Description } from "@/lib/training/model";
import { endpoint } from "@/lib/web/endpoint";

/** Keeps the own draft of a material's description; its sequence must rise. */
export const PUT = endpoint({
  input: Description.SaveDraft,
  takesContent: true,
  limit: "draft",
  run: saveDescriptionDraft,
});

/** Discards it: with a sequence only while it is the draft of that number. */
export const DELETE = endpoint({
  input: Description.DiscardDraft,
  limit: "draft",
  run: discardDescriptionDraft,
});
