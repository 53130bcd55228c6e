import type { z } from "zod";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";
import { translator } from "@/lib/i18n/translator";
import { draftingOf } from "@/lib/pages";
import {
  contentOf,
  discardOwnDrafts,
  insertContentRow,
  type Preview,
  readRevisionByNumber,
  readTyped,
  readWhole,
  type Saved,
  saveContent,
} from "@/lib/revisions";
import type { SectionKind } from "@/lib/revisions/kind";
import { cleanLine } from "@/lib/text/clean";
import type { Content } from "@/lib/text/nodes";
import { currentText, findPage, findProductNumber, type LoadedPage, loadPage, placeOf } from "../access";
import { type OfText, type StandingSlug, type StandingText, TEXT, type WritableText } from "../model";
import { isSameText, productText } from "../product-text";
import { standingKinds, textKind } from "../text-kind";

type SaveInput = z.infer<typeof StandingText.Save>;
type TypedInput = OfText<typeof WritableText.SaveTyped>;
type PreviewTyped = OfText<typeof WritableText.PreviewTyped>;
type PreviewInput = z.infer<typeof StandingText.Preview>;

/** Commands for drafts, and for comparing a text that administrators wrote before. */
const drafting = draftingOf<{ slug: StandingSlug }>({
  kinds: standingKinds,
  load: (ctx, { slug }) => loadPage(ctx, slug),
});
export const {
  saveDraft: saveStandingDraft,
  discardDraft: discardStandingDraft,
  saveRefused: saveRefusedStanding,
} = drafting;

/**
 * Saves the text of a page in one language, merged with changes since `base`; without `base` it was written over the
 * product's text. Before the first text of their own the history gets that of the product. A text that equals the
 * product's, where readers see it already, stores nothing.
 */
export async function saveStanding(ctx: Ctx, input: SaveInput): Promise<Saved> {
  return saveOver(ctx, await findPage(ctx, input.slug), input);
}

async function saveOver(ctx: Ctx, found: LoadedPage | null, input: SaveInput): Promise<Saved> {
  const { slug } = input;
  const { name, locale } = placeOf(slug);
  const mine = textKind.parse(input.content);
  if (!found?.isOwn && isSameText(mine, productText(name, locale))) {
    // A draft of this text would be offered again, as if it were not saved.
    if (found) await discardOwnDrafts(ctx, [found.section.id]);
    else ctx.skipAudit("readers see this text already");
    return {
      slug,
      section: TEXT,
      state: "unchanged",
      revisionId: null,
      number: null,
      merged: false,
      sources: null,
    };
  }
  const page = found ?? (await loadPage(ctx, slug));
  const product = page.isOwn
    ? await findProductNumber(ctx.tx, page.section.id)
    : await storeProduct(ctx, page);
  const save = { ...input, base: input.base ?? product, summary: cleanLine(input.summary) };
  return saveContent(ctx, page.section, standingKinds, save, true);
}

/** The same from a form; null if it has no text. Throws `invalid` / `holds_more` if a plain field would lose something. */
export async function saveStandingTyped(ctx: Ctx, input: TypedInput): Promise<Saved | null> {
  const { text, content, ...save } = input;
  if (content !== undefined && content !== null) return saveStanding(ctx, { ...save, content });
  ctx.authorize("standing.edit");
  if (text !== undefined) {
    const page = await findPage(ctx, save.slug);
    return saveOver(ctx, page, { ...save, content: await readOver(ctx, page, { ...save, text }) });
  }
  ctx.skipAudit("the form brought no text");
  return null;
}

/** Compares a text with what readers see, without saving. Throws `invalid` for one that cannot be saved. */
export async function previewStanding(ctx: Ctx, input: PreviewInput): Promise<Preview> {
  return previewOver(ctx, await findPage(ctx, input.slug), input);
}

async function previewOver(ctx: Ctx, page: LoadedPage | null, input: PreviewInput): Promise<Preview> {
  if (page?.isOwn) {
    const base = input.base === null ? await findProductNumber(ctx.tx, page.section.id) : input.base;
    return drafting.preview(ctx, { ...input, base });
  }
  ctx.skipAudit("nothing is saved");
  const { name, locale } = placeOf(input.slug);
  const shown = productText(name, locale, page && (await currentText(ctx.tx, page)));
  return {
    diff: textKind.diff(shown, textKind.parse(input.content)),
    behind: 0,
    conflicts: 0,
    currentNumber: null,
  };
}

/** The same from a plain form. */
export async function previewStandingTyped(ctx: Ctx, input: PreviewTyped): Promise<Preview> {
  ctx.authorize("standing.edit");
  const { slug, base } = input;
  const page = await findPage(ctx, slug);
  return previewOver(ctx, page, { slug, base, content: await readOver(ctx, page, input) });
}

/** Reads the text of a plain field over the text that it was filled with, so that unchanged blocks keep their ids. */
async function readOver(
  ctx: Ctx,
  page: LoadedPage | null,
  { slug, base, text }: { slug: StandingSlug; base: number | null; text: string },
): Promise<Content> {
  const { name, locale } = placeOf(slug);
  const number = base ?? (page?.isOwn ? await findProductNumber(ctx.tx, page.section.id) : null);
  const stored =
    page && number !== null ? await readRevisionByNumber(ctx.tx, page.section.pageId, number) : null;
  const before = stored
    ? (contentOf(textKind as SectionKind<unknown>, await readWhole(ctx.tx, stored.id)) as Content)
    : productText(name, locale, page && (await currentText(ctx.tx, page)));
  return readTyped(text, before, { hasNotes: true });
}

/**
 * Adds the product's text of this version to the history of a page that shows it, unless it is the current one there.
 * Returns its number.
 */
export async function storeProduct(ctx: Ctx, page: LoadedPage): Promise<number | null> {
  const before = await currentText(ctx.tx, page);
  const content = productText(page.name, page.locale, before);
  const saved = await insertContentRow(ctx, {
    section: page.section,
    kinds: standingKinds,
    base: { id: page.section.currentRevisionId, content },
    known: null,
    compose: () => ({ content, conflicts: [], clean: true, merged: false }),
    citing: content,
    mine: content,
    newSources: [],
    ifSourceTaken: "kept",
    summary: translator(page.locale)("pages.own.productSummary"),
    clientToken: `product-${newId(ctx.now.getTime())}`,
    author: "none",
    tag: "import",
    sourceId: null,
    isPublished: true,
    conflictReason: "edit_conflict",
  });
  return saved.number;
}
