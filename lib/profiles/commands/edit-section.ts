import type { Ctx } from "@/lib/core/ctx";
import { draftingOf } from "@/lib/pages";
import { leave, touch } from "@/lib/revisions";
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
  saveRefused: saveRefusedText,
  saveDraft,
  discardDraft,
} = draftingOf({ kinds: profileKinds, load: loadForEdit, loadDraft });

/** Says that a member has the editor of a section open, good for 30 seconds, and answers who else has. */
export const touchPresence = async (ctx: Ctx, at: SectionParams) =>
  touch(ctx, (await loadDraft(ctx, at)).section);

/** Says that they have closed it. */
export const leavePresence = async (ctx: Ctx, at: SectionParams) =>
  leave(ctx, (await loadDraft(ctx, at)).section);
