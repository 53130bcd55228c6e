import { eq } from "drizzle-orm";
import { material } from "@/db/schema/training";
import { editingOf } from "@/lib/pages";
import { type LoadedMaterial, loadForEdit } from "../access";
import { materialKinds } from "../description";
import { ifHeld } from "../pass";

/** Commands for a material's description, and for drafts of its details. */
export const {
  save: saveDescription,
  saveTyped: saveDescriptionText,
  saveRefused: saveRefusedDescription,
  preview: previewDescription,
  previewTyped: previewDescriptionText,
  saveDraft: saveDescriptionDraft,
  discardDraft: discardDescriptionDraft,
  saveDetailsDraft: saveMaterialDetailsDraft,
  discardDetailsDraft: discardMaterialDetails,
  discardDrafts: discardMaterialDrafts,
} = editingOf<LoadedMaterial>({
  kinds: materialKinds,
  load: loadForEdit,
  ifHeld,
  saved: (ctx, { id }) => ctx.tx.update(material).set({ updatedAt: ctx.now }).where(eq(material.pageId, id)),
});
