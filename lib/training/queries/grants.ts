import { and, desc, eq, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { materialRequest } from "@/db/schema/training-use";
import type { Actor } from "@/lib/core/actor";
import { can, type MaterialFacts } from "@/lib/core/policy";
import { listFileGrants } from "@/lib/files";
import { MATERIAL_KIND } from "../model";

/** Most grants listed; older ones appear as newer ones are ended. */
const MOST = 200;

const decider = alias(member, "decider");

/**
 * Lists who was granted access to a material's restricted files, newest first, with request and answer: for its
 * owner and moderators. Null for everyone else.
 */
export async function listGranted(actor: Actor, of: MaterialFacts & { id: string }, on: Queryable = db()) {
  if (!can(actor, "material.end-access", of)) return null;
  const granted = await listFileGrants(on, { kind: MATERIAL_KIND, id: of.id }, MOST);
  const ids = granted.map(({ memberId }) => memberId);
  if (ids.length === 0) return [];
  const rows = await on
    .selectDistinctOn([member.id], {
      memberId: member.id,
      handle: member.handle,
      displayName: member.displayName,
      state: member.state,
      institution: member.institution,
      reason: materialRequest.reason,
      decisionReason: materialRequest.decisionReason,
      decider: decider.displayName,
    })
    .from(member)
    .leftJoin(
      materialRequest,
      and(
        eq(materialRequest.memberId, member.id),
        eq(materialRequest.materialId, of.id),
        eq(materialRequest.state, "granted"),
      ),
    )
    .leftJoin(decider, eq(decider.id, materialRequest.decidedBy))
    .where(inArray(member.id, ids))
    .orderBy(member.id, desc(materialRequest.decidedAt), desc(materialRequest.id));
  const byMember = new Map(rows.map((row) => [row.memberId, row]));
  return granted.flatMap(({ memberId, grantedAt }) => {
    const row = byMember.get(memberId);
    return row ? [Object.assign(row, { grantedAt })] : [];
  });
}
