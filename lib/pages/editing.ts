import type { z } from "zod";
import type { Ctx } from "@/lib/core/ctx";
import {
  discardOwnDrafts,
  ensureSectionRow,
  findSectionRow,
  type Kinds,
  type Preview,
  previewContent,
  readFormText,
  type Saved,
  type SectionRow,
  saveContent,
  saveOwnDraft,
} from "@/lib/revisions";
import { DETAILS } from "@/lib/revisions/form-draft";
import type { FormText, TextDiscard, TextDraft, TextSave } from "@/lib/revisions/input";
import type { SectionKind } from "@/lib/revisions/kind";
import { cleanLine } from "@/lib/text/clean";
import type { Content } from "@/lib/text/nodes";
import { draftingOf } from "./drafting";

/*
 * Writing pages that are one text each, with the details of their form: saving, drafts, previews.
 */

/** A page as it is written: with the section of its text. */
interface Written {
  slug: string;
  section: SectionRow;
}

/** What writing needs to know of a sort of page. */
interface Editing<Page extends Written> {
  kinds: Kinds;
  /** Loads a page for those who may change its text; throws for all others. */
  load(ctx: Ctx, slug: string): Promise<Page>;
  /** The same for its details, where fewer may. */
  loadDetails?(ctx: Ctx, slug: string): Promise<Page>;
  /** Whether a save is published at once; otherwise it waits for a reviewer. */
  isPublished?(ctx: Ctx, page: Page): boolean;
  /** What a save changes besides. */
  saved?(ctx: Ctx, page: Page): Promise<unknown>;
}

type Of<Input> = Input & { slug: string };
type SaveInput = z.infer<typeof TextSave>;
type FormInput = FormText & { base: number | null };
type Discarded = { slug: string; isDiscarded: boolean };

/** The commands by which the pages of one sort are written. */
export function editingOf<Page extends Written>(of: Editing<Page>) {
  return {
    ...draftingOf<{ slug: string }>({ kinds: of.kinds, load: (ctx, { slug }) => of.load(ctx, slug) }),
    ...savingOf(of),
    ...pageDraftsOf(of),
  };
}

/** Saves its text, by the API and from a form. */
function savingOf<Page extends Written>({ kinds, load, isPublished, saved }: Editing<Page>) {
  const put = async (ctx: Ctx, page: Page, input: SaveInput): Promise<Saved> => {
    const save = { ...input, summary: cleanLine(input.summary) };
    const made = await saveContent(ctx, page.section, kinds, save, isPublished?.(ctx, page) ?? true);
    await saved?.(ctx, page);
    return made;
  };
  const typed = (ctx: Ctx, { section }: Page, input: FormInput) =>
    readFormText(ctx, section, kinds(section.key) as SectionKind<Content>, input);
  return {
    /** Saves the text as a revision, merged with what was written since `base`. The same token again is the same save. */
    async save(ctx: Ctx, input: Of<SaveInput>): Promise<Saved> {
      return put(ctx, await load(ctx, input.slug), input);
    },

    /** The same from a form; null where it brings no text. Throws `invalid` / `holds_more` as `readFormText`. */
    async saveTyped(
      ctx: Ctx,
      input: Of<FormInput & Pick<SaveInput, "clientToken" | "summary">>,
    ): Promise<Saved | null> {
      const { base, clientToken, summary } = input;
      const page = await load(ctx, input.slug);
      const content = await typed(ctx, page, input);
      if (content !== undefined) return put(ctx, page, { base, clientToken, summary, content });
      ctx.skipAudit("the form brought no text");
      return null;
    },

    /** Compares the text of a form. Throws `invalid` / `holds_more` as `readFormText`. */
    async previewTyped(ctx: Ctx, input: Of<FormInput>): Promise<Preview> {
      const page = await load(ctx, input.slug);
      const content = await typed(ctx, page, input);
      if (content === undefined) throw new Error("a form without a text was compared");
      return previewContent(ctx, page.section, kinds, { base: input.base, content });
    },
  };
}

/** The drafts of a page: of its text, and of the form of its details. */
function pageDraftsOf<Page extends Written>({ load, loadDetails = load }: Editing<Page>) {
  const discard = async (ctx: Ctx, { slug }: Page, ids: string[], sequence?: number): Promise<Discarded> => ({
    slug,
    isDiscarded: await discardOwnDrafts(ctx, ids, sequence),
  });
  const detailsOf = ({ pageKind, slug }: SectionRow) => ({ pageKind, slug, key: DETAILS });
  const listDetailsIds = async (ctx: Ctx, { section }: Page): Promise<string[]> => {
    const own = await findSectionRow(ctx.tx, detailsOf(section));
    return own ? [own.id] : [];
  };
  return {
    /** Discards the draft of the text; no harm when there is none. */
    async discardDraft(ctx: Ctx, { slug, sequence }: Of<TextDiscard>): Promise<Discarded> {
      const page = await load(ctx, slug);
      return discard(ctx, page, [page.section.id], sequence);
    },

    /** Keeps what a member typed into the form of the details. Throws as `saveDraft`. */
    async saveDetailsDraft(ctx: Ctx, input: Of<TextDraft>) {
      const page = await loadDetails(ctx, input.slug);
      const own = await ensureSectionRow(ctx.tx, detailsOf(page.section));
      if (!own) throw new Error("a page went while its draft was kept");
      return saveOwnDraft(ctx, own, input);
    },

    /** Discards it; no harm when there is none. */
    async discardDetailsDraft(ctx: Ctx, { slug, sequence }: Of<TextDiscard>): Promise<Discarded> {
      const page = await load(ctx, slug);
      return discard(ctx, page, await listDetailsIds(ctx, page), sequence);
    },

    /** Discards all that a member did not save of a page: of its text and of its details. */
    async discardDrafts(ctx: Ctx, { slug }: { slug: string }): Promise<Discarded> {
      const page = await load(ctx, slug);
      return discard(ctx, page, [page.section.id, ...(await listDetailsIds(ctx, page))]);
    },
  };
}
