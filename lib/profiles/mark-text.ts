import type { TextLabel } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import {
  contentOf,
  type Marks,
  newest,
  type Plan,
  readRevision,
  readRevisionByNumber,
  readWhole,
  type StoredRevision,
} from "@/lib/revisions";
import { followBlocks } from "@/lib/revisions/compare/follow";
import type { Content } from "@/lib/text/nodes";
import type { SaveSection, TextLabelChoice } from "./editing/model";
import { type ProfileSection, profileKinds } from "./section-access";

/** Marks of a saved text, as the engine stores them. */
export interface Marked {
  marks: Plan["marks"];
  content: unknown;
}

/**
 * Computes the marks of a saved text: the source revision that it follows, and its status. Gives the new blocks
 * of a translation the ids of their source blocks. Throws `forbidden` for vouching without the right; `invalid`
 * for an unknown source revision, a new translation without one, and `courtesy` for a source text.
 */
export async function markText(ctx: Ctx, one: ProfileSection, input: SaveSection): Promise<Marked> {
  const mayVouch = can(ctx.actor, "text.vouch", one.facts);
  if ((input.label === "official" || input.label === "courtesy") && !mayVouch)
    throw new DomainError("forbidden", "text_vouch");
  if (!one.source && input.label === "courtesy") throw invalidFields({ label: ["choose"] });
  const followed = await findFollowed(ctx, one, input.follows);
  const marks = (current: Marks, isMerged: boolean): Marks => ({
    // If others updated the translation meanwhile, a small correction keeps their newer source revision.
    followsId: one.source ? newest(current.followsId, followed?.id ?? null) : null,
    label: labelFor(input.label, current.label, mayVouch, isMerged),
  });
  return { marks, content: await alignContent(ctx, one, input, followed) };
}

function labelFor(
  asked: TextLabelChoice | undefined,
  current: TextLabel | null,
  mayVouch: boolean,
  isMerged: boolean,
): TextLabel | null {
  const label = asked === undefined ? current : asked === "community" ? null : asked;
  if (label === "machine" || label === null) return label;
  // Nobody can vouch for text they have not seen: a merge removes the mark.
  return mayVouch && !isMerged ? label : null;
}

async function findFollowed(
  ctx: Ctx,
  { source, section }: ProfileSection,
  number: number | undefined,
): Promise<StoredRevision | null> {
  if (!source) return null;
  if (number === undefined) {
    const current = await readRevision(ctx.tx, section.currentRevisionId);
    if (!current) throw invalidFields({ follows: ["required"] });
    return readWhole(ctx.tx, current.followsId);
  }
  const found = await readRevisionByNumber(ctx.tx, source.pageId, number);
  if (found?.sectionId !== source.id || found.state !== "published")
    throw invalidFields({ follows: ["choose"] });
  return readWhole(ctx.tx, found.id);
}

async function alignContent(
  ctx: Ctx,
  { source, section }: ProfileSection,
  input: SaveSection,
  followed: StoredRevision | null,
): Promise<unknown> {
  if (!source || !followed) return input.content;
  const kind = profileKinds(section.key);
  const before = contentOf(kind, await readRevision(ctx.tx, section.currentRevisionId)) as Content;
  const kept = new Set(before.doc.content.map((block) => block.attrs.id));
  return followBlocks(contentOf(kind, followed) as Content, kind.parse(input.content) as Content, kept);
}
