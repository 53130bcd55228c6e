import { and, eq, inArray, isNull } from "drizzle-orm";
import { member } from "@/db/schema/accounts";
import { suspension } from "@/db/schema/conduct";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import type { FlagKind } from "@/lib/flags";
import { isolateBidi } from "@/lib/notices/model";
import { SUSPENSION_CASES } from "./kind";
import { CONDUCT_PATH } from "./model";
import { endSuspension } from "./suspension";
import { lockTarget } from "./target";

async function memberOf(ctx: Ctx, id: string) {
  const [row] = await ctx.tx
    .select({ memberId: suspension.memberId })
    .from(suspension)
    .where(eq(suspension.id, id));
  return row ?? null;
}

/** Suspensions, as flags know them: nobody flags one, but its member can appeal, and another moderator then decides. */
export const suspensionFlags: FlagKind = {
  kind: SUSPENSION_CASES,
  own: { path: CONDUCT_PATH, title: (t) => t("conduct.own.title") },
  async find() {
    throw new DomainError("not_found", "flag");
  },
  async lock(ctx, id) {
    const row = await memberOf(ctx, id);
    if (row) await lockTarget(ctx, eq(member.id, row.memberId));
  },
  async describe(reader, ids, on) {
    if (!can(reader, "flag.read")) return new Map();
    const rows = await on
      .select({ id: suspension.id, handle: member.handle, displayName: member.displayName })
      .from(suspension)
      .innerJoin(member, eq(member.id, suspension.memberId))
      .where(and(inArray(suspension.id, [...ids])));
    return new Map(
      rows.map(({ id, ...author }) => [
        id,
        {
          title: () => isolateBidi(author.displayName),
          path: `/moderation/members/${author.handle}`,
          text: null,
          author,
        },
      ]),
    );
  },
  /** Lifts it, unless it ended meanwhile. */
  async show(ctx, { id }) {
    const [row] = await ctx.tx
      .select({ memberId: suspension.memberId })
      .from(suspension)
      .where(and(eq(suspension.id, id), isNull(suspension.endedAt)));
    if (!row) return;
    const target = await lockTarget(ctx, eq(member.id, row.memberId));
    ctx.authorize("member.suspend", { memberId: target.id, isOfficer: target.isOfficer });
    if (target.state === "suspended") await endSuspension(ctx, target, "appeal");
  },
};
