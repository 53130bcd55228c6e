import { and, eq, inArray } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import type { FlagKind } from "@/lib/flags";
import { isolateBidi } from "@/lib/notices/model";

/** The kind of thing that members are for flags. */
export const MEMBER_FLAGS = "member";

/** Members, as flags know them. Flags never suspend anybody: a moderator does. */
export const memberFlags: FlagKind = {
  kind: MEMBER_FLAGS,
  async at({ parts: [area, handle, ...rest] }, on) {
    if (area !== "members" || !handle || rest.length > 0) return null;
    const [row] = await on.select({ id: member.id }).from(member).where(eq(member.handle, handle));
    return row?.id ?? null;
  },
  async find(ctx, id) {
    const [row] = await ctx.tx
      .select({ id: member.id })
      .from(member)
      .where(and(eq(member.id, id), eq(member.state, "active")));
    if (!row) throw new DomainError("not_found", "member");
    return { kind: MEMBER_FLAGS, id, pageId: null, authorIds: [id] };
  },
  async describe(reader, ids, on) {
    const rows = await on
      .select({ id: member.id, handle: member.handle, displayName: member.displayName })
      .from(member)
      .where(and(inArray(member.id, [...ids]), inArray(member.state, ["active", "suspended"])));
    const isModerator = can(reader, "flag.read");
    return new Map(
      rows.map(({ id, ...author }) => [
        id,
        {
          title: () => isolateBidi(author.displayName),
          path: isModerator ? `/moderation/members/${author.handle}` : `/members/${author.handle}`,
          text: null,
          author,
        },
      ]),
    );
  },
};
