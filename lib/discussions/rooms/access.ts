import { eq, type SQL, sql } from "drizzle-orm";
import { category, roomMember, topic } from "@/db/schema/discussions";
import { subselect } from "@/db/subselect";
import type { Actor, PagesFor } from "@/lib/core/actor";
import { type RoomFacts, roomsByRole } from "@/lib/core/policy";
import type { CategoryAudience } from "../areas/model";

/** SQL: whether a member is on the list of the room `category`. */
const isOnList = (memberId: SQL) => subselect<boolean>`exists (select 1 from ${roomMember} l
  where l.category_id = ${category.id} and l.member_id = ${memberId})`;

/** Columns of `category` that tell who may read it, for `roomOf`. */
export const roomColumns = (actor: Actor | null) =>
  ({
    audience: category.audience,
    country: category.country,
    isListed: isOnList(sql`${actor?.id ?? null}::uuid`),
  }) as const;

/** What the policy needs to know of a category: null for a public one. */
export function roomOf(row: {
  audience: CategoryAudience;
  country: string | null;
  isListed: boolean;
}): RoomFacts | null {
  const { audience, country, isListed } = row;
  return audience === "public" ? null : { audience, country, isListed };
}

/** SQL: whether an actor may read the room `category`, as the policy decides (`room.read`); a test compares them. */
export function mayRead(actor: Actor): SQL {
  // A personal token has no rights but those of its scopes, and none is for rooms.
  if (actor.scopes !== null) return sql`false`;
  const { isMember, isAll, audiences, countries } = roomsByRole(actor);
  if (isAll) return sql`${category.isRoom}`;
  return sql`${category.isRoom} and (${category.audience} = any(${sql.param([...audiences])}::text[])
    or (${category.audience} = 'country' and ${category.country} = any(${sql.param([...countries])}::text[]))
    or (${isMember} and ${isOnList(sql`${actor.id}::uuid`)}))`;
}

/** SQL: whether a member may know of `category`: of public ones, and of the rooms that they may read. */
export const mayKnow = (actor: Actor): SQL => sql`(not ${category.isRoom} or (${mayRead(actor)}))`;

/** SQL: whether the readers of a query of pages may read the room with an id. */
export const mayReadRoomOf = (reader: PagesFor, categoryId: SQL): SQL => {
  if (reader === "site") return sql`true`;
  if (reader === null) return sql`false`;
  return subselect`exists (select 1 from ${category} where ${category.id} = ${categoryId} and ${mayRead(reader)})`;
};

/** The name of a room's audience in the search index, and the same in SQL. */
export const roomAudience = (categoryId: string) => `room:${categoryId}` as const;
export const roomAudienceOf = (categoryId: SQL) => sql<`room:${string}`>`'room:' || ${categoryId}`;

/** Whose topics a list has: the public ones, which everyone reads; or those of the rooms that a member may read. */
export type Reader = "everyone" | Actor;

/** SQL: the visible topics of a reader. */
export const shownTo = (reader: Reader): SQL =>
  reader === "everyone"
    ? eq(topic.state, "shown")
    : sql`${topic.state} = 'inside' and ${topic.categoryId} in ${subselect`(select ${category.id} from ${category}
        where ${mayRead(reader)})`}`;

/**
 * SQL: whether a member may read the room `c`, with the second factor assumed, to choose whom to notify. As the policy
 * decides for such a member; a test compares them.
 */
export const mayMemberRead = (memberId: SQL, c: SQL): SQL => subselect`(${c}.audience = 'members'
  or exists (select 1 from role_grant g where g.member_id = ${memberId} and (
    g.role in ('moderator', 'administrator')
    or (${c}.audience = 'practitioners' and g.role in ('practitioner', 'focal-point'))
    or (${c}.audience = 'country' and g.role = 'focal-point' and g.country = ${c}.country)))
  or exists (select 1 from room_member l where l.category_id = ${c}.id and l.member_id = ${memberId}))`;
