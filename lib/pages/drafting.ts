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

/** What writing a section needs to know of a sort of page; `Place` is how an address names a section. */
interface Drafting<Place> {
  kinds: Kinds;
  /** Loads a section for those who may change it; throws for all others. */
  load(ctx: Ctx, place: Place): Promise<{ section: SectionRow }>;
  /** The same for its drafts, where more may have one. */
  loadDraft?: Drafting<Place>["load"];
}

type Sources = { newSources?: readonly unknown[] | undefined };

/** The commands by which sections of one sort of page are compared and drafted, until they are saved. */
export function draftingOf<Place>({ kinds, load, loadDraft = load }: Drafting<Place>) {
  const draftOf = async (ctx: Ctx, place: Place) => (await loadDraft(ctx, place)).section;
  return {
    /** Compares a text with what stands. Throws as `previewContent`. */
    preview: async (ctx: Ctx, input: Place & z.infer<typeof TextPreview>) =>
      previewContent(ctx, (await load(ctx, input)).section, kinds, input),

    /** Keeps the text of a save that was refused as its author's draft, in a transaction of its own. */
    keepRefused: (ctx: Ctx, input: Place & z.infer<typeof TextSave> & Sources, refusal: unknown) =>
      saveRefused(ctx, refusal, input, () => draftOf(ctx, input)),

    /** Keeps the text that its author is writing. Throws `conflict` / `draft_sequence` to an older tab. */
    saveDraft: async (ctx: Ctx, input: Place & TextDraft & Sources) =>
      saveOwnDraft(ctx, await draftOf(ctx, input), input),

    /** Discards it; no harm when there is none, or when it is not the one of the sequence that is named. */
    async discardDraft(ctx: Ctx, input: Place & TextDiscard) {
      return { isDiscarded: await discardOwnDrafts(ctx, [(await draftOf(ctx, input)).id], input.sequence) };
    },
  };
}
