import type { z } from "zod";
import type { Ctx } from "@/lib/core/ctx";
import {
  discardOwnDrafts,
  type Kinds,
  leave,
  listOthers,
  type Present,
  type Preview,
  previewContent,
  type SectionRow,
  saveOwnDraft,
  saveRefused,
  touch,
} from "@/lib/revisions";
import type { TextDiscard, TextDraft, TextPreview, TextSave } from "@/lib/revisions/input";

/*
 * Writing a section of any page before it is saved: comparing it, its drafts, who else has it open.
 */

interface Written {
  section: SectionRow;
}

type Load<Place, Found> = (ctx: Ctx, place: Place) => Promise<Found>;

/** What it needs to know of a sort of page; `Place` is how an address names a section. */
interface Drafting<Place, Found extends Written> {
  kinds: Kinds;
  /** Loads a section for those who may change it; throws for all others. */
  load: Load<Place, Found>;
  /** The same for its drafts, where more may have one. */
  loadDraft?: Load<Place, Found>;
}

type Sources = { newSources?: readonly unknown[] | undefined };
export type KeptDraft = { sequence: number; updatedAt: Date };

/** Compares a text with what stands, of a section that the actor may change. */
export function compareSection(
  ctx: Ctx,
  kinds: Kinds,
  section: SectionRow,
  input: z.infer<typeof TextPreview>,
): Promise<Preview> {
  ctx.skipAudit("nothing is kept");
  return previewContent(ctx.tx, section, kinds(section.key), input);
}

/** The commands by which sections of one sort of page are compared and drafted. */
export function draftingOf<Place, Found extends Written>(of: Drafting<Place, Found>) {
  const { kinds, load, loadDraft = load } = of;
  return {
    /** Compares a text with what stands, without saving it. Throws `invalid` for content that its kind refuses. */
    async preview(ctx: Ctx, input: Place & z.infer<typeof TextPreview>): Promise<Preview> {
      return compareSection(ctx, kinds, (await load(ctx, input)).section, input);
    },

    /** Keeps the text of a save that was refused as its author's draft, in a transaction of its own. */
    keepRefused: (ctx: Ctx, input: Place & z.infer<typeof TextSave> & Sources, refusal: unknown) =>
      saveRefused(ctx, refusal, input, async () => (await loadDraft(ctx, input)).section),

    /** Keeps the text that its author is writing. Throws `conflict` / `draft_sequence` to an older tab. */
    async saveDraft(ctx: Ctx, input: Place & TextDraft & Sources): Promise<KeptDraft> {
      return saveOwnDraft(ctx, (await loadDraft(ctx, input)).section, input);
    },

    /** Discards it; no harm when there is none, or when it is not the one of the sequence that is named. */
    async discardDraft(ctx: Ctx, input: Place & TextDiscard): Promise<{ isDiscarded: boolean }> {
      const { section } = await loadDraft(ctx, input);
      return { isDiscarded: await discardOwnDrafts(ctx, [section.id], input.sequence) };
    },
  };
}

/** The commands by which members see who else has a section open; `load` asks whether they may. */
export function presenceOf<Place>(load: Load<Place, Written>) {
  const enter = async (ctx: Ctx, place: Place): Promise<[memberId: string, sectionId: string]> => {
    const { section } = await load(ctx, place);
    ctx.skipAudit("forgotten within seconds");
    return [ctx.actor?.id ?? "", section.id];
  };
  return {
    /** Says that the actor has its editor open, good for 30 seconds, and answers who else has. */
    async touch(ctx: Ctx, place: Place): Promise<{ others: Present[] }> {
      const [memberId, sectionId] = await enter(ctx, place);
      await touch(ctx.tx, memberId, sectionId, ctx.now);
      return { others: await listOthers(memberId, sectionId, ctx.now, ctx.tx) };
    },

    /** Says that the actor has closed it. */
    async leave(ctx: Ctx, place: Place): Promise<{ isLeft: true }> {
      await leave(ctx.tx, ...(await enter(ctx, place)));
      return { isLeft: true };
    },
  };
}
