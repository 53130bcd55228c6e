import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { baseIdOf, contentOf, readRevisionByNumber } from "@/lib/revisions/contents";
import { findDraftOf, keepDraft } from "@/lib/revisions/draft";
import type { Saved as BodySaved } from "@/lib/revisions/keep";
import { isEditConflict, saveContent } from "@/lib/revisions/save";
import { cleanLine } from "@/lib/text/clean";
import { fitsTextarea, fromTextarea } from "@/lib/text/markdown-lite";
import type { Content } from "@/lib/text/nodes";
import { loadPost } from "../access";
import { bodyKind, postKinds } from "../body";
import type { SaveBody, SaveBodyText } from "../model";

/**
 * Saves the text of a post as a revision, merged with what a co-author wrote since `base`. Until the post is
 * accepted it stands at once; then an author's change waits for a moderator, as the post itself did. Throws as
 * `saveSection` of a profile does.
 */
export async function saveBody(ctx: Ctx, input: SaveBody): Promise<BodySaved> {
  const loaded = await loadPost(ctx, input.slug);
  ctx.authorize("post.edit", loaded.facts);
  const isPublished =
    (loaded.state !== "published" && loaded.state !== "scheduled") || can(ctx.actor, "post.publish");
  const summary = cleanLine(input.summary);
  return saveContent(ctx, loaded.section, postKinds, { ...input, summary }, isPublished);
}

/** What a form brings of a text: the editor's document, a plain field's, or neither where the text stays as it is. */
export interface GivenText {
  text?: string | undefined;
  content?: unknown;
}

/** The same from a form. Throws `invalid` / `holds_more` for a text with more than a plain field can hold. */
export async function saveGivenText(ctx: Ctx, input: SaveBodyText): Promise<BodySaved | null> {
  const { slug, base, clientToken, summary, text, content } = input;
  if (content !== undefined && content !== null)
    return saveBody(ctx, { slug, base, clientToken, summary, content });
  if (text === undefined) return null;
  const loaded = await loadPost(ctx, slug);
  ctx.authorize("post.edit", loaded.facts);
  const stored = base === null ? null : await readRevisionByNumber(ctx.tx, loaded.section.pageId, base);
  const before = contentOf(bodyKind, stored) as Content;
  if (!fitsTextarea(before)) throw new DomainError("invalid", "holds_more");
  return saveBody(ctx, { slug, base, clientToken, summary, content: fromTextarea(text, before) });
}

/** Keeps the text of a save that was refused as the member's draft, in a transaction of its own. */
export async function keepRefusedBody(ctx: Ctx, input: SaveBody, refusal: unknown): Promise<boolean> {
  ctx.untraced("a draft is its author's own");
  if (!ctx.actor || !isEditConflict(refusal)) {
    ctx.asSystem("nothing is kept");
    return false;
  }
  const loaded = await loadPost(ctx, input.slug);
  ctx.authorize("post.edit", loaded.facts);
  const earlier = await findDraftOf(ctx.actor.id, loaded.section.id, ctx.tx);
  const draft = { ...input, sequence: earlier?.sequence ?? 1, force: true };
  await keepDraft(
    ctx.tx,
    ctx.actor.id,
    loaded.section,
    { ...draft, baseId: await baseIdOf(ctx.tx, loaded.section, input.base) },
    ctx.now,
  );
  return true;
}

export type { BodySaved };
