import { eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { type Actor, NOBODY } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { listMemberActors } from "@/lib/core/member-actors";
import { env } from "@/lib/env";
import { placeOnSite } from "@/lib/i18n/place-on-site";
import { explain, type Place, type Seen } from "./explain";
import type { AskSight, Sight } from "./model";
import { findOpening } from "./openings";

/** Finds a place for an address, with the facts as they are for a member; null if the domain has none there. */
export type SeenAt = (
  parts: readonly string[],
  target: Actor,
  on: Queryable,
) => Promise<Place | null> | Place | null;

/** What the site's own table says: the places of the domains, and which screens are of each member's own. */
interface Asking {
  places: readonly SeenAt[];
  isPersonal: (parts: readonly string[]) => boolean;
}

const NOTHING: Seen = { kind: "none", sees: () => false };
const PERSONAL: Seen = { kind: "personal", sees: () => false };

/** Creates the command of administrators: why a member sees an address, or does not. Recorded with its reason. */
export const askingOf =
  (asking: Asking) =>
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
    const [pathname = "/"] = path.split("#", 1);
    const sight = await explain(target, await findSeen(asking, pathname, target, ctx.tx), {
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

/**
 * Finds who sees an address: a thing has the rule of its domain, also while it is not published; any other address has the rule of
 * the page that answers it.
 */
async function findSeen({ places, isPersonal }: Asking, path: string, target: Actor, on: Queryable) {
  const parts = path.split("/").filter((part) => part !== "");
  const place = await findPlace(places, parts, target, on);
  if (place && !("isBelow" in place)) return place;
  const opening = await findOpening(path);
  if (!opening) return NOTHING;
  // Not drawn even to look: whose messages or reports there are would be an answer.
  if (opening.kind === "screen" && isPersonal(parts)) return PERSONAL;
  const sees = (actor: Actor | null) => opening.opens(actor);
  return { ...place, kind: opening.kind, looksUpList: true, sees };
}

async function findPlace(places: readonly SeenAt[], parts: readonly string[], target: Actor, on: Queryable) {
  for (const find of places) {
    const place = await find(parts, target, on);
    if (place) return place;
  }
  return null;
}
