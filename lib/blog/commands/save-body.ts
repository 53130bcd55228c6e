import type { Ctx } from "@/lib/core/ctx";
import { can } from "@/lib/core/policy";
import { readFormText } from "@/lib/revisions/form-text";
import type { Saved as BodySaved } from "@/lib/revisions/keep";
import { keepRefused } from "@/lib/revisions/own-draft";
import { saveContent } from "@/lib/revisions/save";
import { cleanLine } from "@/lib/text/clean";
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

/** The same from a form. Throws `invalid` / `holds_more` for a text with more than a plain field can hold. */
export async function saveGivenText(ctx: Ctx, input: SaveBodyText): Promise<BodySaved | null> {
  const { slug, base, clientToken, summary } = input;
  const loaded = await loadPost(ctx, slug);
  ctx.authorize("post.edit", loaded.facts);
  const content = await readFormText(ctx, loaded.section, bodyKind, input);
  return content === undefined ? null : saveBody(ctx, { slug, base, clientToken, summary, content });
}

/** Keeps the text of a save that was refused as the member's draft, in a transaction of its own. */
export function keepRefusedBody(ctx: Ctx, input: SaveBody, refusal: unknown): Promise<boolean> {
  return keepRefused(ctx, refusal, input, async () => {
    const loaded = await loadPost(ctx, input.slug);
    ctx.authorize("post.edit", loaded.facts);
    return loaded.section;
  });
}

export type { BodySaved };
