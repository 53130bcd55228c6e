import { initialsOf } from "@/lib/accounts/model";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { countOwnPending } from "@/lib/profiles";
import { countUnseenNotices, listLevels } from "@/lib/watching";
import { AskWatches } from "@/lib/watching/forms/model";
import type { Place } from "@/lib/watching/model";
import { sealMember } from "@/lib/web/drawn-for";
import { reading } from "@/lib/web/endpoint";

/** Of whom it is not known who they are: the screen that is led to asks again. */
const SOMEONE = { memberId: "", isOfficer: false };

/** What is personal about a document: who reads it, what waits for them, what of it they watch. Nobody is an answer. */
export const GET = reading({
  input: AskWatches,
  limit: "public-api",
  isPublic: true,
  isUnlimited: true,
  async read(actor, { of }) {
    if (!actor) return { member: null };
    return {
      member: {
        id: actor.id,
        // Scripts put it into the forms of documents, which name nobody (`lib/web/drawn-for.ts`).
        drawnFor: sealMember(actor.id),
        handle: actor.handle,
        displayName: actor.displayName,
        initials: initialsOf(actor.displayName),
        roles: actor.roles,
        dormantRoles: actor.dormantRoles,
        locale: actor.locale,
      },
      rights: {
        rollBack: rollsBackIn(actor),
        suspend: can(actor, "member.suspend", SOMEONE),
        oversee: can(actor, "revision.hide"),
      },
      ...(can(actor, "watch.keep", { memberId: actor.id }) ? await watchingOf(actor, of) : {}),
    };
  },
});

/** How many notices wait, at most 100, the levels of what is watched at a place, and how many own edits wait there. */
async function watchingOf(actor: Actor, of: Place | undefined) {
  const [unseen, watches, ownPending] = await Promise.all([
    countUnseenNotices(actor.id),
    of ? listLevels(actor, of) : undefined,
    of?.kind === "profile" ? countOwnPending(actor, of.slug) : undefined,
  ]);
  return { unseen, watches, ownPending };
}

/** Where the actor may roll back: everywhere, or in these countries (ISO alpha-2). */
function rollsBackIn(actor: Actor): "everywhere" | string[] {
  const may = (country: string) =>
    can(actor, "revision.rollback", { country, protection: null, needsSecond: false });
  return may("") ? "everywhere" : actor.focalCountries.filter(may);
}
