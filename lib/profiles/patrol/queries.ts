import { and, asc, eq, gt, inArray, not, or, type SQL, sql } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { revisionPatrol } from "@/db/schema/patrol";
import { profile } from "@/db/schema/profiles";
import { revision, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import { type Actor, NOBODY, ROLES, type Role } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { LINE, linesOf, merged } from "@/lib/pages";
import { isTextHidden } from "@/lib/revisions";
import {
  LARGE_REMOVAL,
  NEW_DAYS,
  PATROL_DAYS,
  type PatrolFilter,
  type PatrolLine,
  type Patrolled,
} from "./model";

/** Most changes in the list. */
const MOST = 50;

/** A country that stands for any. */
const ANY = "XX";
const skips = (role: Role, focalCountries: string[]) =>
  can({ ...NOBODY, roles: ["member", role], focalCountries }, "patrol.skip", { country: ANY });
/** Roles whose changes need no patrol, everywhere or in the country of the role: those that the policy names. */
const SKIP_ALL = ROLES.filter((role) => skips(role, []));
const SKIP_OWN = ROLES.filter((role) => !skips(role, []) && skips(role, [ANY]));

/**
 * SQL: whether nobody has to look at a member's changes, as the policy decides (`patrol.skip`); a test compares them.
 * @forTests
 */
export const skipsPatrol = (memberId: SQL, country: SQL): SQL => subselect`exists (select 1 from role_grant g
  where g.member_id = ${memberId} and (g.role = any(${sql.param(SKIP_ALL)}::text[])
    or (g.role = any(${sql.param(SKIP_OWN)}::text[]) and g.country = ${country})))`;

/** SQL: sources of the text before that are not in the text after. */
const REMOVES_SOURCE = subselect<boolean>`exists (
  select jsonb_path_query(b.content, 'lax $.**.source') from revision b where b.id = ${revision.parentId}
  except select jsonb_path_query(${revision.content}, 'lax $.**.source'))`;

const MARKS: Record<PatrolFilter, SQL> = {
  newcomer: sql`${member.createdAt} > ${revision.createdAt} - make_interval(days => ${NEW_DAYS})`,
  removal: sql`${revision.sizeChange} <= ${-LARGE_REMOVAL}`,
  summary: sql`${revision.summary} = ''`,
  source: REMOVES_SOURCE,
};

/** SQL: published without a second person, by somebody whose changes are looked at, in the last days. */
const toPatrol = (now: Date) =>
  and(
    sql`${revision.state} = 'published' and ${revision.decidedBy} is null and ${revision.authorId} is not null
      and ${revision.companionId} is null`,
    gt(revision.createdAt, new Date(now.getTime() - PATROL_DAYS * 86_400_000)),
    not(skipsPatrol(sql`${revision.authorId}`, sql`${profile.iso2}`)),
  );

const NOT_YET = subselect<boolean>`not exists (select 1 from revision_patrol m where m.revision_id = ${revision.id})`;

const select = (on: Queryable) =>
  on
    .select({
      ...LINE,
      pageId: revision.pageId,
      slug: profile.slug,
      country: profile.iso2,
      designation: profile.designation,
      nameEn: profile.nameEn,
      nameFr: profile.nameFr,
      nameAr: profile.nameAr,
      newcomer: sql<boolean>`${MARKS.newcomer}`,
      removal: sql<boolean>`${MARKS.removal}`,
      noSummary: sql<boolean>`${MARKS.summary}`,
      source: subselect<boolean>`${MARKS.source}`,
    })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(profile, eq(profile.pageId, revision.pageId))
    .innerJoin(member, eq(member.id, revision.authorId))
    .leftJoin(merged, eq(merged.id, revision.mergedIntoId));

async function found(query: ReturnType<typeof select>, on: Queryable): Promise<PatrolLine[]> {
  const rows = await query;
  const lines = await linesOf(rows, on);
  return rows.flatMap((row, index) => {
    const line = lines[index];
    if (!line) return [];
    const { id, pageId, slug, country, designation, nameEn: en, nameFr: fr, nameAr: ar } = row;
    const has = { newcomer: row.newcomer, removal: row.removal, summary: row.noSummary, source: row.source };
    const marks = (Object.keys(has) as PatrolFilter[]).filter((mark) => has[mark]);
    const authorId = row.authorId ?? "";
    return [{ ...line, id, pageId, slug, country, authorId, designation, names: { en, fr, ar }, marks }];
  });
}

function requirePatroller(reader: Actor): void {
  if (!can(reader, "revision.open-queue"))
    throw new DomainError("forbidden", "patrol_mark", { dormant: reader.dormantRoles });
}

/** SQL: changes that this member may look through and nobody did yet: not their own. */
const waitingFor = (reader: Actor, now: Date) =>
  and(
    toPatrol(now),
    NOT_YET,
    not(isTextHidden()),
    sql`${revision.authorId} <> ${reader.id}`,
    or(
      sql`${can(reader, "patrol.mark", { authorId: "", country: "" })}`,
      sql`${profile.iso2} = any(${sql.param([...reader.focalCountries])}::text[])`,
    ),
  );

/**
 * Lists changes of profiles that nobody looked at yet, oldest first, without the reader's own; those that the reader may
 * look through. Throws `forbidden`.
 */
export async function listToPatrol(
  reader: Actor,
  { only }: { only?: PatrolFilter | undefined },
  now: Date = new Date(),
  on: Queryable = db(),
): Promise<PatrolLine[]> {
  requirePatroller(reader);
  const query = select(on)
    .where(and(waitingFor(reader, now), only ? MARKS[only] : undefined))
    .orderBy(asc(revision.createdAt), asc(revision.id))
    .limit(MOST);
  return found(query as ReturnType<typeof select>, on);
}

/** Finds one change that waits for this member, which the list may be too short for; null if it does not. Throws `forbidden`. */
export async function findToPatrol(
  reader: Actor,
  revisionId: string,
  now: Date = new Date(),
  on: Queryable = db(),
): Promise<PatrolLine | null> {
  requirePatroller(reader);
  const query = select(on).where(and(waitingFor(reader, now), eq(revision.id, revisionId)));
  const [line] = await found(query as ReturnType<typeof select>, on);
  return line ?? null;
}

/** Lists which of these changes wait for this member, by the ids of their revisions; none for members who do not patrol. */
export async function listNotPatrolled(
  reader: Actor,
  revisionIds: readonly string[],
  now: Date = new Date(),
): Promise<string[]> {
  if (revisionIds.length === 0 || !can(reader, "revision.open-queue")) return [];
  const rows = await db()
    .select({ id: revision.id })
    .from(revision)
    .innerJoin(profile, eq(profile.pageId, revision.pageId))
    .where(and(inArray(revision.id, [...revisionIds]), waitingFor(reader, now)));
  return rows.map(({ id }) => id);
}

/** Finds who looked at a change; null if nobody did. */
export async function findPatrolled(
  reader: Actor,
  revisionId: string,
  on: Queryable = db(),
): Promise<Patrolled | null> {
  requirePatroller(reader);
  const [row] = await on
    .select({ by: member.displayName, how: revisionPatrol.how, at: revisionPatrol.patrolledAt })
    .from(revisionPatrol)
    .innerJoin(member, eq(member.id, revisionPatrol.memberId))
    .where(eq(revisionPatrol.revisionId, revisionId));
  return row ?? null;
}
