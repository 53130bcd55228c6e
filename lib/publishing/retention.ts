import type { Ctx } from "@/lib/core/ctx";
import { restoreFiles } from "@/lib/files";
import { eraseTexts } from "@/lib/revisions";

/** How many pages are forgotten in one run: each is a handful of statements. */
const MOST = 200;

/** What forgetting needs to know of a sort of page. */
interface Forgettable<Which> {
  /** As the owner of files. */
  kind: string;
  /** Locks at most so many of those that are meant. */
  list(ctx: Ctx, which: Which, most: number): Promise<{ id: string }[]>;
  /** Takes away what its domain keeps of it, and writes that its time is over: the guard of revisions asks for that. */
  clear(ctx: Ctx, id: string): Promise<void>;
  /** What goes once the texts are gone. */
  end?(ctx: Ctx, id: string): Promise<void>;
}

/**
 * Forgets pages of one sort that never appeared, with their texts and drafts; files are left to their uploaders and go two
 * days later unless they are used elsewhere. Answers how many.
 */
export function eraserOf<Which>({ kind, list, clear, end }: Forgettable<Which>) {
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
