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

/** Loads a section by its address for a member who can edit it. Throws as `loadSection`, and `forbidden`. */
export const loadForEdit = loadFor("section.edit");
const loadDraft = loadFor("draft.keep");

/**
 * Commands that preview and draft a section of a profile. Saving has a file of its own (`save-section.ts`), as it
 * also handles translations, findings and second persons.
 */
export const {
  preview: previewSection,
  saveRefused: saveRefusedText,
  saveDraft,
  discardDraft,
} = draftingOf({ kinds: profileKinds, load: loadForEdit, loadDraft });

/** Records for 30 seconds that a member has a section's editor open, and returns who else has. */
export const touchPresence = async (ctx: Ctx, at: SectionParams) =>
  touch(ctx, (await loadDraft(ctx, at)).section);

/** Records that the member has closed it. */
export const leavePresence = async (ctx: Ctx, at: SectionParams) =>
  leave(ctx, (await loadDraft(ctx, at)).section);
