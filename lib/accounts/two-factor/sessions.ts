import { and, eq, isNull, ne } from "drizzle-orm";
import { session } from "@/db/schema/sign-in";
import type { Ctx } from "@/lib/core/ctx";

/** Ends a member's sessions except the current one, as every change of factor requires; returns how many. */
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
