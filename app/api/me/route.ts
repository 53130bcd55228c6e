import { initialsOf } from "@/lib/accounts/model";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { reading } from "@/lib/web/endpoint";

/** What a document's account corner shows. Nobody is an answer, not an error. */
export const GET = reading({
  limit: "public-api",
  isPublic: true,
  isUnlimited: true,
  async read(actor) {
    if (!actor) return { member: null };
    return {
      member: {
        handle: actor.handle,
        displayName: actor.displayName,
        initials: initialsOf(actor.displayName),
        roles: actor.roles,
        dormantRoles: actor.dormantRoles,
        locale: actor.locale,
      },
      rights: { rollBack: rollsBackIn(actor) },
    };
  },
});

/** Where the actor may roll back: everywhere, or in these countries (ISO alpha-2). */
function rollsBackIn(actor: Actor): "everywhere" | string[] {
  const may = (country: string) => can(actor, "revision.rollback", { country, isLocked: false });
  return may("") ? "everywhere" : actor.focalCountries.filter(may);
}
