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

/* Editing of pages that consist of one text and a form of details: saving, drafts, previews. */

/** A page being edited, with the section of its text. */
interface Written {
  slug: string;
  section: SectionRow;
}

/** What editing needs to know of a kind of page. */
interface Editing<Page extends Written> {
  kinds: Kinds;
  /** Loads a page for members who may edit its text; throws for all others. */
  load(ctx: Ctx, slug: string): Promise<Page>;
  /** The same for its details, if fewer members may edit those. */
  loadDetails?(ctx: Ctx, slug: string): Promise<Page>;
  /** Whether a save is published directly; otherwise it is submitted for review. */
  isPublished?(ctx: Ctx, page: Page): boolean;
  /** What a filter that holds does to a text that would be published; default: it refuses. */
  ifHeld?(ctx: Ctx, page: Page): SaveOptions["ifHeld"];
  /** Further changes that a save makes. */
  saved?(ctx: Ctx, page: Page): Promise<unknown>;
}

type Of<Input> = Input & { slug: string };
type SaveInput = z.infer<typeof TextSave>;
type SaveOptions = Parameters<typeof saveContent>[3];
type FormInput = FormText & { base: number | null };
type Discarded = { slug: string; isDiscarded: boolean };

/** Creates the commands that edit pages of one kind. */
export function editingOf<Page extends Written>(of: Editing<Page>) {
  return {
    ...draftingOf<{ slug: string }>({ kinds: of.kinds, load: (ctx, { slug }) => of.load(ctx, slug) }),
    ...savingOf(of),
    ...pageDraftsOf(of),
  };
}

/** Commands that save the text, from the API or from a form. */
function savingOf<Page extends Written>({ kinds, load, isPublished, ifHeld, saved }: Editing<Page>) {
  const put = async (ctx: Ctx, page: Page, input: SaveInput): Promise<Saved> => {
    const save = { ...input, summary: cleanLine(input.summary), ifHeld: ifHeld?.(ctx, page) };
    const made = await saveContent(ctx, page.section, kinds, save, isPublished?.(ctx, page) ?? true);
    await saved?.(ctx, page);
    return made;
  };
  const typed = (ctx: Ctx, { section }: Page, input: FormInput) =>
    readFormText(ctx, section, kinds(section.key) as SectionKind<Content>, input);
  return {
    /** Saves the text as a revision, merged with changes since `base`. The same token again returns the first save. */
    async save(ctx: Ctx, input: Of<SaveInput>): Promise<Saved> {
      return put(ctx, await load(ctx, input.slug), input);
    },

    /** The same from a form; returns null if it has no text. Throws `invalid` / `holds_more` as `readFormText`. */
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

/** Commands for drafts of a page's text and of its details. */
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
    /** Discards the draft of the text. Does nothing if there is none. */
    async discardDraft(ctx: Ctx, { slug, sequence }: Of<TextDiscard>): Promise<Discarded> {
      const page = await load(ctx, slug);
      return discard(ctx, page, [page.section.id], sequence);
    },

    /** Saves what a member typed into the form of details as a draft. Throws as `saveDraft`. */
    async saveDetailsDraft(ctx: Ctx, input: Of<TextDraft>) {
      const page = await loadDetails(ctx, input.slug);
      const own = await ensureSectionRow(ctx.tx, detailsOf(page.section));
      if (!own) throw new Error("a page went while its draft was kept");
      return saveOwnDraft(ctx, own, input);
    },

    /** Discards the draft of the details. Does nothing if there is none. */
    async discardDetailsDraft(ctx: Ctx, { slug, sequence }: Of<TextDiscard>): Promise<Discarded> {
      const page = await load(ctx, slug);
      return discard(ctx, page, await listDetailsIds(ctx, page), sequence);
    },

    /** Discards all of a member's drafts of a page, of its text and details. */
    async discardDrafts(ctx: Ctx, { slug }: { slug: string }): Promise<Discarded> {
      const page = await load(ctx, slug);
      return discard(ctx, page, [page.section.id, ...(await listDetailsIds(ctx, page))]);
    },
  };
}
