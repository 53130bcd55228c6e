import { and, eq, isNull, ne } from "drizzle-orm";
import { session } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";

/** Ends every session of a member but the one that acts; answers how many. A change of factor ends them all. */
export async function endOtherSessions(ctx: Ctx, memberId: string): Promise<number> {
  const present = ctx.actor?.id === memberId ? ctx.actor.sessionId : null;
  const ended = await ctx.tx
    .update(session)
    .set({ endedAt: ctx.now })
    .where(
      and(
        eq(session.memberId, memberId),
        isNull(session.endedAt),
        present ? ne(session.id, present) : undefined,
      ),
    )
    .returning({ id: session.id });
  return ended.length;
}
