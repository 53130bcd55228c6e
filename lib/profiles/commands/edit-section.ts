import type { Ctx } from "@/lib/core/ctx";
import { draftingOf, presenceOf } from "@/lib/pages";
import type { SectionParams } from "../editing/model";
import { loadSection, type ProfileSection, profileKinds } from "../section-access";

const loadFor =
  (action: "section.edit" | "draft.keep") =>
  async (ctx: Ctx, { slug, section, lang }: SectionParams): Promise<ProfileSection> => {
    const found = await loadSection(ctx.tx, slug, section, lang);
    ctx.authorize(action, found.facts);
    return found;
  };

/** A section as its address names it, for those who may change it. Throws as `loadSection` does, and `forbidden`. */
export const loadForEdit = loadFor("section.edit");
const loadDraft = loadFor("draft.keep");

/** Writing a section of a profile, but for its saves: these know translations, findings and second persons. */
export const {
  preview: previewSection,
  keepRefused: saveRefusedText,
  saveDraft,
  discardDraft,
} = draftingOf({ kinds: profileKinds, load: loadForEdit, loadDraft });

export const { touch: touchPresence, leave: leavePresence } = presenceOf(loadDraft);
