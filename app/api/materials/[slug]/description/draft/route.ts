import { discardDescriptionDraft, saveDescriptionDraft } from "@/lib/training";
import { MaterialParams, SaveDescriptionDraft } from "@/lib/training/model";
import { endpoint } from "@/lib/web/endpoint";

/** Keeps the own draft of a material's description; its sequence must rise. */
export const PUT = endpoint({
  input: SaveDescriptionDraft,
  takesContent: true,
  limit: "draft",
  run: saveDescriptionDraft,
});

/** Throws it away. */
export const DELETE = endpoint({ input: MaterialParams, limit: "draft", run: discardDescriptionDraft });
