import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Queryable, Tx } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import type { Actor, Role } from "@/lib/core/actor";
import { can, type MaterialFacts } from "@/lib/core/policy";
import type { ReviewQueue } from "./model";

/** Who may decide in a queue at all: whom the policy is asked about. */
const ROLES_OF: Readonly<Record<ReviewQueue, readonly Role[]>> = {
  posts: ["moderator", "administrator"],
  comments: ["moderator", "administrator"],
  materials: ["trusted", "moderator", "administrator"],
  requests: ["administrator"],
  suggestions: ["moderator", "administrator"],
};

/** A material in a queue, with who asks for it. */
export interface QueuedMaterial extends MaterialFacts {
  askerId: string;
}

/** Whether a reviewer decides on what waits: the same rules as those of the queue's screen. */
function decides(reviewer: Actor, queue: ReviewQueue, material: QueuedMaterial | null): boolean {
  if (queue === "posts") return can(reviewer, "post.publish");
  if (queue === "comments") return can(reviewer, "comment.moderate");
  if (!material) return false;
  if (queue === "materials") return can(reviewer, "material.review", material);
  if (queue === "requests") return can(reviewer, "material.grant", material);
  return can(reviewer, "material.answer", material);
}

/**
 * A member with all roles that they were given, as if the second factor had been shown: for telling that something
 * waits, never for what it is. Null for one who may not act any more.
 */
export async function findReviewer(memberId: string, on: Queryable): Promise<Actor | null> {
  const [reviewer] = await listWithRoles(eq(member.id, memberId), on);
  return reviewer ?? null;
}

/** All who decide in a queue on something, in the order of their ids. */
export async function listReviewers(
  queue: ReviewQueue,
  material: QueuedMaterial | null,
  on: Tx,
): Promise<string[]> {
  const holders = on
    .select({ memberId: roleGrant.memberId })
    .from(roleGrant)
    .where(inArray(roleGrant.role, [...ROLES_OF[queue]]));
  const reviewers = await listWithRoles(inArray(member.id, holders), on);
  return reviewers.filter((one) => decides(one, queue, material)).map(({ id }) => id);
}

async function listWithRoles(where: SQL | undefined, on: Queryable): Promise<Actor[]> {
  const rows = await on
    .select({
      id: member.id,
      handle: member.handle,
      displayName: member.displayName,
      locale: member.locale,
      roles: sql<Role[]>`array(select distinct g.role from role_grant g where g.member_id = ${member.id})`,
    })
    .from(member)
    .where(and(eq(member.state, "active"), where))
    .orderBy(member.id);
  return rows.map((row) => ({
    ...row,
    roles: ["member", ...row.roles],
    ...{ dormantRoles: [], focalCountries: [], sessionId: null, confirmedAt: null, scopes: null },
  }));
}

/** What waits in the queues of materials, as the policy is asked of it. */
const WAITING_MATERIALS = {
  materials: sql`select m.owner_id, m.state, m.access, null::uuid as asker_id from material m
    where m.state = 'submitted' or (m.state = 'published' and exists (select 1 from material_version v
      where v.material_id = m.page_id and v.published_at is null and v.submitted_at is not null))`,
  requests: sql`select m.owner_id, m.state, m.access, q.member_id as asker_id from material_request q
    join material m on m.page_id = q.material_id where q.state = 'open'`,
  suggestions: sql`select m.owner_id, m.state, m.access, null::uuid as asker_id from material_suggestion q
    join material m on m.page_id = q.material_id where q.state = 'open'`,
} as const;

/** Posts that wait, or have a change of their text that waits; comments that wait, or were reported. */
const WAITING = {
  posts: sql`select 1 from post p where p.state = 'submitted' or exists (select 1 from revision r
    where r.section_id = p.section_id and r.state = 'pending')`,
  comments: sql`select 1 from comment c where c.state = 'held' or exists (select 1 from comment_flag f
    where f.comment_id = c.id and f.state = 'open')`,
} as const;

/** How much waits for a reviewer in a queue: what has been decided meanwhile, or is for other eyes, does not count. */
export async function countWaiting(reviewer: Actor, queue: ReviewQueue, on: Queryable): Promise<number> {
  if (queue === "posts" || queue === "comments") {
    if (!decides(reviewer, queue, null)) return 0;
    const { rows } = await on.execute<{ n: number }>(
      sql`select count(*)::int as n from (${WAITING[queue]}) waiting`,
    );
    return rows[0]?.n ?? 0;
  }
  type Row = {
    owner_id: string | null;
    state: MaterialFacts["state"];
    access: MaterialFacts["access"];
    asker_id: string | null;
  };
  const { rows } = await on.execute<Row>(WAITING_MATERIALS[queue]);
  const facts = rows.map(({ owner_id, state, access, asker_id }) => ({
    ...{ ownerId: owner_id, state, access, askerId: asker_id ?? "" },
  }));
  return facts.filter((one) => decides(reviewer, queue, one)).length;
}

/** Whether anything waits in a queue, for whomever. */
export function isAnyWaiting(queue: ReviewQueue): SQL {
  const waiting = queue === "posts" || queue === "comments" ? WAITING[queue] : WAITING_MATERIALS[queue];
  return sql`exists (${waiting})`;
}
