import { eq } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import type { Ctx } from "@/lib/core/ctx";
import { newId } from "@/lib/core/id";

/** Author of the seeded posts and topics: an account without address or password, so that no one can sign in. */
const EDITORS = {
  handle: "octopus-community-editors",
  name: "Octopus Community editors",
  biography:
    "The editors of this site sign what it says in its own name: news on treaty status and notes from the archive, in our own words and with sources.",
} as const;
/**
 * Finds the editors' account and creates it if missing. An account of that name with an address belongs to someone
 * else: then the name gets a number.
 */
export async function ensureEditors(ctx: Ctx): Promise<string> {
  for (let n = 1; ; n += 1) {
    const handle = n === 1 ? EDITORS.handle : `${EDITORS.handle}-${n}`;
    const [there] = await ctx.tx
      .select({ id: member.id, email: member.email })
      .from(member)
      .where(eq(member.handle, handle));
    if (there?.email === null) return there.id;
    if (there) continue;
    const id = newId(ctx.now.getTime());
    await ctx.tx.insert(member).values({
      id,
      state: "active",
      handle,
      fullName: EDITORS.name,
      displayName: EDITORS.name,
      biography: EDITORS.biography,
      visibility: { biography: "public" },
      createdAt: ctx.now,
      verifiedAt: ctx.now,
    });
    return id;
  }
}
