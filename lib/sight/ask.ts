import { eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { type Actor, NOBODY } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { listMemberActors } from "@/lib/core/member-actors";
import { env } from "@/lib/env";
import { placeOnSite } from "@/lib/i18n/place-on-site";
import { explain, type Seen } from "./explain";
import type { AskSight, Sight } from "./model";

/** Finds a place for an address, with the facts as they are for a member; null if the domain has none there. */
export type SeenAt = (
  parts: readonly string[],
  target: Actor,
  on: Queryable,
) => Promise<Seen | null> | Seen | null;

const NOTHING: Seen = { kind: "none", sees: () => false };

/** Creates the command of administrators: why a member sees an address, or does not. Recorded with its reason. */
export const askingOf =
  (places: readonly SeenAt[]) =>
  async (ctx: Ctx, { handle, address, sightReason }: AskSight): Promise<Sight> => {
    ctx.authorize("member.administer");
    const path = placeOnSite(address, env().APP_URL);
    if (path === null) throw invalidFields({ address: ["not_here"] });
    const [row] = await ctx.tx
      .select({
        id: member.id,
        state: member.state,
        totpEnabledAt: member.totpEnabledAt,
        passkeySince: member.passkeySince,
      })
      .from(member)
      .where(eq(member.handle, handle));
    if (!row || row.state === "erased") throw new DomainError("not_found", "member");
    const [actor] = await listMemberActors(ctx.tx, eq(member.id, row.id));
    // Who is suspended or did not confirm the address has no rights.
    const target = actor ?? { ...NOBODY, id: row.id };
    const parts = (path.split("#", 1)[0] ?? "").split("/").filter((part) => part !== "");
    const sight = await explain(target, await findPlace(places, parts, target, ctx.tx), {
      hasFactor: row.totpEnabledAt !== null || row.passkeySince !== null,
      isActive: actor !== undefined,
    });
    const { kind, isAllowed } = sight;
    await ctx.record("member.sight-asked", {
      memberId: row.id,
      handle,
      kind,
      isAllowed,
      reason: sightReason,
    });
    return sight;
  };

async function findPlace(places: readonly SeenAt[], parts: readonly string[], target: Actor, on: Queryable) {
  for (const place of places) {
    const seen = await place(parts, target, on);
    if (seen) return seen;
  }
  return NOTHING;
}
