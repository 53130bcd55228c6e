import type { Ctx } from "@/lib/core/ctx";
import type { DiffResult } from "../model";
import { contentOf, countStandingSince, type Kinds, readBase, readRevision, whole } from "./contents";
import type { SectionRow } from "./sections";

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

/**
 * Compares a text with what stands in its section, without saving it. Whether the actor may write there is asked before.
 * Throws `invalid` for content that its kind refuses.
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
