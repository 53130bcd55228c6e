import { and, eq } from "drizzle-orm";
import type { Queryable } from "@/db/client";
import { member, roleProposal } from "@/db/schema/accounts";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import type { PersonalRow, Told } from "../told";

/** A role that the reader proposed and nobody confirmed in time; who administers no more is told nothing of members. */
export async function describeLapsedRole(
  reader: Actor,
  row: PersonalRow,
  on: Queryable,
): Promise<Told | null> {
  if (!can(reader, "member.administer")) return null;
  const [found] = await on
    .select({
      ...{ name: member.displayName, handle: member.handle, state: member.state },
      ...{ role: roleProposal.role, country: roleProposal.country, isGiven: roleProposal.isGiven },
    })
    .from(roleProposal)
    .innerJoin(member, eq(member.id, roleProposal.memberId))
    .where(
      and(
        eq(roleProposal.id, row.key),
        eq(roleProposal.proposedBy, reader.id),
        eq(roleProposal.outcome, "lapsed"),
      ),
    );
  if (!found || found.state === "erased") return null;
  const { state: _, ...told } = found;
  return { what: "role", ...told };
}
