import { initialsOf } from "@/lib/accounts/model";
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
    };
  },
});
