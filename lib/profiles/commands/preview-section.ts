import type { Ctx } from "@/lib/core/ctx";
import { baseIdOf, contentOf, countStandingSince, readRevision } from "@/lib/revisions/contents";
import type { DiffResult } from "@/lib/revisions/model";
import type { PreviewSection } from "../editing/model";
import { loadSection, profileKinds } from "../section-access";

/** What a save would change. */
export interface Preview {
  /** What stands, against the text: against the merge of both, when the base is given and the section moved on. */
  diff: DiffResult;
  /** Published revisions of the section since the base; 0 without one. */
  behind: number;
  /** Passages that only a person can merge; there `diff` shows theirs. */
  conflicts: number;
  currentNumber: number | null;
}

/** Compares a text with what stands, without saving it. Throws `invalid` for content that its kind refuses. */
export async function previewSection(ctx: Ctx, input: PreviewSection): Promise<Preview> {
  const { section, facts } = await loadSection(ctx.tx, input.slug, input.section);
  ctx.authorize("section.edit", facts);
  ctx.untraced("nothing is kept");
  const kind = profileKinds(section.key);
  const mine = kind.parse(input.content);
  const current = await readRevision(ctx.tx, section.currentRevisionId);
  const now = contentOf(kind, current);
  const base = await readRevision(ctx.tx, await baseIdOf(ctx.tx, section, input.base ?? null));
  const isBehind = input.base !== undefined && (base?.id ?? null) !== (current?.id ?? null);
  const merged = isBehind ? kind.merge(contentOf(kind, base), now, mine) : null;
  const behind = isBehind ? await countStandingSince(ctx.tx, section.id, base?.number ?? 0) : 0;
  return {
    diff: kind.diff(now, merged ? merged.content : mine),
    behind,
    conflicts: merged?.conflicts.length ?? 0,
    currentNumber: current?.number ?? null,
  };
}
