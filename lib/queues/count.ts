import { eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Queryable, Tx } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import { listMemberActors } from "@/lib/core/member-actors";
import { sumWaiting, type Waiting } from "@/lib/core/waiting";
import type { Queue } from "./queue";

/** Lists the reviewers who may decide on something in a queue, by id. */
export async function listReviewers<Facts>(queue: Queue<Facts>, facts: Facts, on: Tx): Promise<string[]> {
  const holders = on
    .select({ memberId: roleGrant.memberId })
    .from(roleGrant)
    .where(inArray(roleGrant.role, [...queue.roles]));
  const reviewers = await listMemberActors(on, inArray(member.id, holders));
  return reviewers.filter((one) => queue.decides(one, facts)).map(({ id }) => id);
}

/**
 * Loads a reviewer with all assigned roles, second factor assumed: only to notify them that something waits,
 * never to show it. Null if they may no longer act.
 */
export async function findReviewer(memberId: string, on: Queryable): Promise<Actor | null> {
  const [reviewer] = await listMemberActors(on, eq(member.id, memberId));
  return reviewer ?? null;
}

/** Lists members with an unseen notice of a queue, matching `isParted`, who have nothing left to decide in it. */
export async function listDone(queue: Queue, isParted: SQL, on: Tx): Promise<string[]> {
  const recipients = subselect`${member.id} in (select n.member_id from notice n where ${isParted}
    and n.watch_kind is null and n.kind = 'review' and n.key = ${queue.name} and n.seen_at is null)`;
  const done: string[] = [];
  for (const one of await listMemberActors(on, recipients))
    if ((await countWaiting(one, queue, on)).count === 0) done.push(one.id);
  return done;
}

/** Counts what waits for a reviewer in a queue, excluding what was decided or is not theirs to decide. */
export function countWaiting(reviewer: Actor, queue: Queue, on: Queryable): Promise<Waiting> {
  if (queue.count) return queue.count(reviewer, on);
  const waiting = Object.values(queue.parts).map((part) => part.waiting());
  return countOf(sql.join(waiting, sql` union all `), (facts) => queue.decides(reviewer, facts), on);
}

/** A row of the moderation overview. */
export interface PartWaiting {
  name: string;
  path: string;
  waiting: Waiting;
}

/** Counts each part of a queue for a reviewer; empty if the queue is not listed for them. */
export async function countParts(reviewer: Actor, queue: Queue, on: Queryable): Promise<PartWaiting[]> {
  if (queue.isNamedTo && !queue.isNamedTo(reviewer)) return [];
  return Promise.all(
    Object.entries(queue.parts).map(async ([name, { path, waiting }]) => ({
      name,
      path,
      waiting: await (queue.count?.(reviewer, on) ??
        countOf(waiting(), (facts) => queue.listsAll ?? queue.decides(reviewer, facts), on)),
    })),
  );
}

/** Groups by the policy's facts and asks the policy about each, so that the count always agrees with it. */
async function countOf(waiting: SQL, counts: (facts: unknown) => boolean, on: Queryable): Promise<Waiting> {
  const { rows } = await on.execute<{ facts: unknown; count: number; oldest: string | null }>(
    sql`select facts, count(distinct id)::int as count, min(since) as oldest from (${waiting}) w group by facts`,
  );
  const theirs = rows.filter(({ facts }) => counts(facts));
  return sumWaiting(theirs.map(({ count, oldest }) => ({ count, oldest: oldest ? new Date(oldest) : null })));
}

/** SQL: whether anything waits in a queue, for anyone. */
export function isAnyWaiting(queue: Queue): SQL {
  const parts = Object.values(queue.parts).map((part) => subselect`exists (${part.waiting()})`);
  return sql`(${sql.join(parts, sql` or `)})`;
}
