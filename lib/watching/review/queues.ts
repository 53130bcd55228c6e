import { eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Queryable, Tx } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { subselect } from "@/db/subselect";
import { isReported } from "@/lib/blog";
import type { Actor, Role } from "@/lib/core/actor";
import { listMemberActors } from "@/lib/core/member-actors";
import { can, type EditFacts, type MaterialFacts } from "@/lib/core/policy";
import type { Waiting } from "@/lib/core/waiting";
import { lapsedBefore } from "@/lib/members/proposals/model";
import { countEditQueue } from "@/lib/profiles";
import { countReports } from "@/lib/profiles/reports";
import { moment } from "../sql";
import type { ReviewQueue } from "./model";

/** Who may decide in a queue at all: whom the policy is asked about. */
const ROLES_OF: Readonly<Record<ReviewQueue, readonly Role[]>> = {
  // Trusted members find the queue as well, and are not told of every edit in the world.
  edits: ["focal-point", "moderator", "administrator"],
  posts: ["moderator", "administrator"],
  comments: ["moderator", "administrator"],
  materials: ["trusted", "moderator", "administrator"],
  requests: ["administrator"],
  suggestions: ["moderator", "administrator"],
  reports: ["focal-point", "trusted", "moderator", "administrator"],
  roles: ["administrator"],
  messages: ["moderator", "administrator"],
  applications: ["administrator"],
};

/** A material in a queue, with who asks for it. */
export interface QueuedMaterial extends MaterialFacts {
  askerId: string;
}

/**
 * What waits, as the policy is asked of it: a material, an edit of a profile, an error pointed out in one, a role that
 * one administrator wants given, a message that was reported, or an application to join.
 */
export type Queued =
  | { material: QueuedMaterial }
  | { edit: EditFacts }
  | { report: { country: string } }
  | { role: { memberId: string; proposedBy: string } }
  | { message: { senderId: string; recipientId: string } }
  | { application: { memberId: string } }
  | null;

/** Whether a reviewer decides on what waits: the same rules as those of the queue's screen. */
function decides(reviewer: Actor, queue: ReviewQueue, queued: Queued): boolean {
  if (queue === "edits")
    return queued !== null && "edit" in queued && can(reviewer, "revision.review", queued.edit);
  if (queue === "reports")
    return queued !== null && "report" in queued && can(reviewer, "report.decide", queued.report);
  if (queue === "roles")
    return queued !== null && "role" in queued && can(reviewer, "role.confirm", queued.role);
  if (queue === "messages")
    return queued !== null && "message" in queued && can(reviewer, "message.decide", queued.message);
  if (queue === "applications")
    return (
      queued !== null && "application" in queued && can(reviewer, "application.decide", queued.application)
    );
  const material = queued !== null && "material" in queued ? queued.material : null;
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
  const [reviewer] = await listMemberActors(on, eq(member.id, memberId));
  return reviewer ?? null;
}

/** All who decide in a queue on something, in the order of their ids. */
export async function listReviewers(queue: ReviewQueue, queued: Queued, on: Tx): Promise<string[]> {
  const holders = on
    .select({ memberId: roleGrant.memberId })
    .from(roleGrant)
    .where(inArray(roleGrant.role, [...ROLES_OF[queue]]));
  const reviewers = await listMemberActors(on, inArray(member.id, holders));
  return reviewers.filter((one) => decides(one, queue, queued)).map(({ id }) => id);
}

/**
 * Who was told of a queue, has not seen it, and has nothing to decide in it any more: of a country's focal points,
 * since only what waits of one country is theirs; of administrators, since nobody confirms what they proposed; of
 * moderators, since nobody decides on a message that they wrote or received.
 */
export async function listDone(
  queue: "edits" | "reports" | FactsQueue,
  country: string | null,
  on: Tx,
): Promise<string[]> {
  const ofCountry = sql`join role_grant g on g.member_id = n.member_id
    and g.role = 'focal-point' and g.country = ${country}`;
  const told = subselect`${member.id} in (select n.member_id from notice n ${country === null ? sql`` : ofCountry}
    where n.watch_kind is null and n.kind = 'review' and n.key = ${queue} and n.seen_at is null)`;
  const done: string[] = [];
  for (const one of await listMemberActors(on, told))
    if ((await countWaiting(one, queue, on)) === 0) done.push(one.id);
  return done;
}

/** What waits in the queues of materials, as the policy is asked of it. */
const WAITING_MATERIALS = {
  materials: sql`select m.owner_id, m.state, m.access, m.trainers_access, m.retracted_by, null::uuid as asker_id from material m
    where m.state = 'submitted' or (m.state = 'published' and exists (select 1 from material_version v
      where v.material_id = m.page_id and v.published_at is null and v.submitted_at is not null))`,
  requests: sql`select m.owner_id, m.state, m.access, m.trainers_access, m.retracted_by, q.member_id as asker_id from material_request q
    join material m on m.page_id = q.material_id where q.state = 'open'`,
  suggestions: sql`select m.owner_id, m.state, m.access, m.trainers_access, m.retracted_by, null::uuid as asker_id from material_suggestion q
    join material m on m.page_id = q.material_id where q.state = 'open'`,
} as const;

/** Posts that wait, or have a change of their text that waits; comments that wait, or were reported. */
const WAITING = {
  posts: sql`select 1 from post p where p.state = 'submitted' or (p.state <> 'removed' and exists (select 1 from revision r
    where r.section_id = p.section_id and r.state = 'pending'))`,
  comments: sql`select 1 from comment where comment.state = 'held' or ${isReported()}`,
} as const;

/** What waits in a queue of which focal points have a part, with since when the oldest of it does. */
export const countParted = (reviewer: Actor, queue: keyof typeof COUNTED, on: Queryable): Promise<Waiting> =>
  COUNTED[queue](reviewer, on);

/** What is counted as its screen counts it: of all countries, or of those whose focal point the reviewer is. */
const COUNTED = { edits: countEditQueue, reports: countReports } as const;

export const isCounted = (queue: ReviewQueue): queue is keyof typeof COUNTED => Object.hasOwn(COUNTED, queue);

/** What waits in the queues of which a reviewer's own part is for others, as the policy is asked of it. */
const WAITING_FACTS = {
  /** What has lapsed waits no more. */
  roles: {
    waiting: () => sql`select q.member_id as one, q.proposed_by as other from role_proposal q
      where q.ended_at is null and q.proposed_at > ${moment(lapsedBefore(new Date()))}`,
    factsOf: (memberId: string, proposedBy: string): Queued => ({ role: { memberId, proposedBy } }),
  },
  messages: {
    waiting: () => sql`select m.member_id as one, m.recipient_id as other from member_message m
      where m.report_state = 'open'`,
    factsOf: (senderId: string, recipientId: string): Queued => ({ message: { senderId, recipientId } }),
  },
  /** One that was asked something waits for the applicant. */
  applications: {
    waiting: () => sql`select a.member_id as one, a.member_id as other from application a
      where a.state = 'waiting'`,
    factsOf: (memberId: string): Queued => ({ application: { memberId } }),
  },
} as const;

/** A queue of which a reviewer's own part is for others. */
export type FactsQueue = keyof typeof WAITING_FACTS;

const hasFacts = (queue: ReviewQueue): queue is FactsQueue => Object.hasOwn(WAITING_FACTS, queue);

const isWhole = (queue: ReviewQueue): queue is keyof typeof WAITING => Object.hasOwn(WAITING, queue);

/** How much waits for a reviewer in a queue: what has been decided meanwhile, or is for other eyes, does not count. */
export async function countWaiting(reviewer: Actor, queue: ReviewQueue, on: Queryable): Promise<number> {
  if (isCounted(queue)) return (await countParted(reviewer, queue, on)).count;
  if (isWhole(queue)) {
    if (!decides(reviewer, queue, null)) return 0;
    const { rows } = await on.execute<{ n: number }>(
      sql`select count(*)::int as n from (${WAITING[queue]}) waiting`,
    );
    return rows[0]?.n ?? 0;
  }
  if (hasFacts(queue)) {
    const { waiting, factsOf } = WAITING_FACTS[queue];
    const { rows } = await on.execute<{ one: string; other: string }>(waiting());
    return rows.filter(({ one, other }) => decides(reviewer, queue, factsOf(one, other))).length;
  }
  type Row = {
    owner_id: string | null;
    state: MaterialFacts["state"];
    access: MaterialFacts["access"];
    trainers_access: MaterialFacts["trainersAccess"];
    retracted_by: string | null;
    asker_id: string | null;
  };
  const { rows } = await on.execute<Row>(WAITING_MATERIALS[queue]);
  const facts = rows.map((row) => ({
    ...{ ownerId: row.owner_id, state: row.state, access: row.access, trainersAccess: row.trainers_access },
    ...{ retractedBy: row.retracted_by, askerId: row.asker_id ?? "" },
  }));
  return facts.filter((material) => decides(reviewer, queue, { material })).length;
}

/** Whether anything waits in a queue, for whomever. */
export function isAnyWaiting(queue: ReviewQueue): SQL {
  if (queue === "edits")
    return subselect`exists (select 1 from revision r join page p on p.id = r.page_id
      where r.state = 'pending' and p.kind = 'profile')`;
  if (queue === "reports") return subselect`exists (select 1 from error_report e where e.state = 'open')`;
  if (hasFacts(queue)) return subselect`exists (${WAITING_FACTS[queue].waiting()})`;
  const waiting = isWhole(queue) ? WAITING[queue] : WAITING_MATERIALS[queue];
  return subselect`exists (${waiting})`;
}
