import type { z } from "zod";
import type { Ctx } from "@/lib/core/ctx";
import {
  discardOwnDrafts,
  type Kinds,
  previewContent,
  type SectionRow,
  saveOwnDraft,
  saveRefused,
} from "@/lib/revisions";
import type { TextDiscard, TextDraft, TextPreview, TextSave } from "@/lib/revisions/input";

/** What drafting needs to know of a kind of page. `Place` identifies a section in addresses. */
interface Drafting<Place> {
  kinds: Kinds;
  /** Loads a section for members who may edit it; throws for all others. */
  load(ctx: Ctx, place: Place): Promise<{ section: SectionRow }>;
  /** The same for drafts, if more members may have one. */
  loadDraft?: Drafting<Place>["load"];
}

type Sources = { newSources?: readonly unknown[] | undefined };

/** Creates the commands that preview and draft sections of one kind of page before they are saved. */
export function draftingOf<Place>({ kinds, load, loadDraft = load }: Drafting<Place>) {
  const draftOf = async (ctx: Ctx, place: Place) => (await loadDraft(ctx, place)).section;
  return {
    /** Compares a text with the published one. Throws as `previewContent`. */
    preview: async (ctx: Ctx, input: Place & z.infer<typeof TextPreview>) =>
      previewContent(ctx, (await load(ctx, input)).section, kinds, input),

    /** Stores the text of a save refused with an edit conflict as its author's draft, in a separate transaction. */
    saveRefused: (ctx: Ctx, input: Place & z.infer<typeof TextSave> & Sources, refusal: unknown) =>
      saveRefused(ctx, refusal, input, () => draftOf(ctx, input)),

    /** Saves the author's draft. Throws `conflict` / `draft_sequence` to an older tab. */
    saveDraft: async (ctx: Ctx, input: Place & TextDraft & Sources) =>
      saveOwnDraft(ctx, await draftOf(ctx, input), input),

    /** Discards the draft. Does nothing if there is none, or if its sequence is another than the one given. */
    async discardDraft(ctx: Ctx, input: Place & TextDiscard) {
      return { isDiscarded: await discardOwnDrafts(ctx, [(await draftOf(ctx, input)).id], input.sequence) };
    },
  };
}
