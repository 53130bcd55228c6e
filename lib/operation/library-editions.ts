import { eq } from "drizzle-orm";
import { z } from "zod";
import { db, type Queryable } from "@/db/client";
import { setting } from "@/db/schema/core";
import type { Ctx } from "@/lib/core/ctx";
import { saveSetting } from "@/lib/site-settings";
import { sameJson } from "@/lib/text/canonical";

const KEY = "library-editions";
const Path = z.string().max(200);
const LibraryEditions = z.object({
  /** Digest of the edition that each seeded page was last compared with, by path. */
  digests: z.record(Path, z.string().max(100)),
  /** Parts of them that keep a member's text although a later edition has another, by path. */
  left: z.record(Path, z.array(z.string().max(40))),
});
/** Which editions of seeded posts and materials the site has. */
export type LibraryEditions = z.infer<typeof LibraryEditions>;

/** Reads which editions of seeded posts and materials the site has. */
export async function findLibraryEditions(on: Queryable = db()): Promise<LibraryEditions> {
  const [row] = await on.select({ value: setting.value }).from(setting).where(eq(setting.key, KEY));
  return LibraryEditions.safeParse(row?.value).data ?? { digests: {}, left: {} };
}

/** Records which editions of seeded posts and materials the site has. */
export async function recordLibraryEditions(ctx: Ctx, editions: LibraryEditions): Promise<void> {
  ctx.asSystem("the operator's command");
  if (sameJson(await findLibraryEditions(ctx.tx), editions))
    return ctx.skipAudit("the site has these editions");
  await saveSetting(ctx, KEY, editions);
}
