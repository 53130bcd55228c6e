import { eq, isNotNull, or, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";

/** Days during which one's own screens link to the first steps. */
const NEW_DAYS = 90;

/** A member's progress with the first steps, from existing data. */
export interface FirstSteps {
  country: string | null;
  done: { country: boolean; watch: boolean; edit: boolean; practice: boolean; introduce: boolean };
  isPutAway: boolean;
  /** Whether one's own screens link to them: not dismissed or complete, and the account is new. */
  isOffered: boolean;
}

/** Finds which first steps a member has done. */
export async function findFirstSteps(actor: Actor, now: Date = new Date()): Promise<FirstSteps> {
  if (!can(actor, "account.manage", { memberId: actor.id }))
    throw new DomainError("forbidden", "account_manage");
  const [row] = await db()
    .select({
      country: member.country,
      endedAt: member.firstStepsEndedAt,
      createdAt: member.createdAt,
      watch: subselect<boolean>`exists (select 1 from watch w where w.member_id = ${member.id} and w.level <> 'muted')`,
      edit: subselect<boolean>`exists (select 1 from revision r join page p on p.id = r.page_id
        where r.author_id = ${member.id} and p.kind = 'profile')`,
      practice: subselect<boolean>`exists (select 1 from draft d where d.member_id = ${member.id})
        or exists (select 1 from revision r where r.author_id = ${member.id})`,
      isIntroduced: sql<boolean>`${member.isListed} and (${or(
        isNotNull(member.biography),
        sql`cardinality(${member.specialties}) > 0`,
      )})`,
    })
    .from(member)
    .where(eq(member.id, actor.id));
  if (!row) throw new DomainError("not_found", "member");
  const { country, watch, edit, practice } = row;
  const done = { country: country !== null, watch, edit, practice, introduce: row.isIntroduced };
  const isNew = now.getTime() - row.createdAt.getTime() < NEW_DAYS * 86_400_000;
  const isPutAway = row.endedAt !== null;
  return {
    country,
    done,
    isPutAway,
    isOffered: isNew && !isPutAway && Object.values(done).some((one) => !one),
  };
}
