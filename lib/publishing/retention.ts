import type { Ctx } from "@/lib/core/ctx";
import { restoreFiles } from "@/lib/files";
import { eraseTexts } from "@/lib/revisions";

/** Pages erased in one run; each takes a handful of statements. */
const MOST = 200;

/** What erasing needs to know of a kind of page. */
interface Erasable<Which> {
  /** Kind as owner of files. */
  kind: string;
  /** Locks up to `most` of the pages to be erased. */
  list(ctx: Ctx, which: Which, most: number): Promise<{ id: string }[]>;
  /** Deletes the domain's own data and marks the page as expired, which the trigger that guards revisions requires. */
  clear(ctx: Ctx, id: string): Promise<void>;
  /** Deletes what remains once the texts are gone. */
  end?(ctx: Ctx, id: string): Promise<void>;
}

/**
 * Creates the command that erases unpublished pages of one kind with texts and drafts, and returns how many.
 * Their files go to the uploaders and are deleted two days later unless used elsewhere.
 */
export function eraserOf<Which>({ kind, list, clear, end }: Erasable<Which>) {
  return async (ctx: Ctx, which: Which): Promise<number> => {
    const pages = await list(ctx, which, MOST);
    for (const { id } of pages) {
      await clear(ctx, id);
      await restoreFiles(ctx, { kind, id });
      await eraseTexts(ctx, id);
      await end?.(ctx, id);
    }
    return pages.length;
  };
}
