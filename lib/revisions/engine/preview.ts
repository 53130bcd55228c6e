import type { Ctx } from "@/lib/core/ctx";
import type { DiffResult } from "../model";
import { contentOf, countStandingSince, type Kinds, readBase, readRevision, whole } from "./contents";
import type { SectionRow } from "./sections";

/** Preview of a save. */
export interface Preview {
  /** From the current text to the new one; to the merge of both if `base` is given and the section changed. */
  diff: DiffResult;
  /** Published revisions of the section since `base`; 0 without one. */
  behind: number;
  /** Number of passages that cannot be merged automatically; `diff` shows theirs there. */
  conflicts: number;
  currentNumber: number | null;
}

/**
 * Compares a text with the section's current one, without saving. The caller checks the right to write there.
 * Throws `invalid` for content that its kind rejects.
 */
export async function previewContent(
  ctx: Ctx,
  section: SectionRow,
  kinds: Kinds,
  input: { content: unknown; base?: string | number | null | undefined },
): Promise<Preview> {
  ctx.skipAudit("nothing is kept");
  const { tx } = ctx;
  const kind = kinds(section.key);
  const mine = kind.parse(input.content);
  const current = await readRevision(tx, section.currentRevisionId);
  const now = contentOf(kind, current);
  const base = await whole(tx, await readBase(tx, section, input.base ?? null));
  const isBehind = input.base !== undefined && (base?.id ?? null) !== (current?.id ?? null);
  const merged = isBehind ? kind.merge(contentOf(kind, base), now, mine) : null;
  const behind = isBehind ? await countStandingSince(tx, section.id, base?.number ?? 0) : 0;
  return {
    diff: kind.diff(now, merged ? merged.content : mine),
    behind,
    conflicts: merged?.conflicts.length ?? 0,
    currentNumber: current?.number ?? null,
  };
}
