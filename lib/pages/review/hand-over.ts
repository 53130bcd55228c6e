import { and, asc, eq, exists, inArray, ne, or, type SQL } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { invalidFields } from "@/lib/core/errors";
import { listMemberActors } from "@/lib/core/member-actors";
import { can, type EditFacts, type SectionFacts } from "@/lib/core/policy";
import { claimFor } from "@/lib/revisions";
import type { Placed } from "../moderation";

/** A member to whom an edit can be assigned. */
export interface Reviewer {
  id: string;
  handle: string;
  displayName: string;
}

/** Maximum number of suggestions. */
const OFFERED = 200;

/**
 * Lists reviewers to whom an edit can be assigned: everyone else who may accept it, by name, at most 200.
 * Assumes their second factor; their rights are checked again when they decide.
 */
export function listReviewers(
  actor: Actor,
  edit: EditFacts & SectionFacts,
  on: Queryable,
): Promise<Reviewer[]> {
  return can(actor, "revision.review", edit)
    ? select(edit, ne(member.id, actor.id), on)
    : Promise.resolve([]);
}

/**
 * Assigns a pending edit to the reviewer with this handle for a day and notifies them. Throws `invalid` if no
 * such reviewer may accept it, and as `claimFor`.
 */
export async function handTo(
  ctx: Ctx,
  { section, revision, facts }: Placed & { facts: SectionFacts },
  handle: string,
): Promise<void> {
  const edit = { ...facts, authorId: revision.authorId };
  const which = and(ne(member.id, ctx.actor?.id ?? ""), eq(member.handle, handle));
  const [to] = ctx.actor ? await select(edit, which, ctx.tx) : [];
  if (!to) throw invalidFields({ to: ["choose"] });
  await claimFor(ctx, revision, to.id);
  await ctx.record("revision.handed", { pageId: section.pageId, revisionId: revision.id, memberId: to.id });
}

async function select(
  edit: EditFacts & SectionFacts,
  which: SQL | undefined,
  on: Queryable,
): Promise<Reviewer[]> {
  const granted = on
    .select({ id: roleGrant.memberId })
    .from(roleGrant)
    .where(
      and(
        eq(roleGrant.memberId, member.id),
        or(
          inArray(roleGrant.role, ["trusted", "moderator", "administrator"]),
          and(eq(roleGrant.role, "focal-point"), eq(roleGrant.country, edit.country)),
        ),
      ),
    );
  const members = await listMemberActors(on, and(exists(granted), which), {
    order: [asc(member.displayName), asc(member.id)],
    limit: OFFERED,
  });
  return members
    .filter((one) => can(one, "revision.accept", edit))
    .map(({ id, handle, displayName }) => ({ id, handle, displayName }));
}
