import { and, asc, desc, eq, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { type Basis, type CaseState, flag, flagCase } from "@/db/schema/flags";
import { subselect } from "@/db/subselect";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { OTHERS } from "./decide";
import type { FlaggedThing, FlagKind } from "./kind";
import type { CaseOfThing, CasesQuery, FlagCode, FlagLine } from "./model";

/** Every kind of thing, by name. */
export type Kinds = ReadonlyMap<string, FlagKind>;

/** Most cases on a screen, and most flags of one. */
const MOST = 100;
const MOST_FLAGS = 50;

const claimer = alias(member, "claimer");
const decider = alias(member, "decider");

const isClaimedNow = sql`${flagCase.claimedUntil} > now()`;

const COLUMNS = {
  id: flagCase.id,
  kind: flagCase.kind,
  subjectId: flagCase.subjectId,
  authorIds: flagCase.authorIds,
  forAdministrators: flagCase.forAdministrators,
  state: flagCase.state,
  weight: flagCase.weight,
  version: flagCase.version,
  createdAt: flagCase.createdAt,
  hiddenAt: flagCase.hiddenAt,
  returnedAt: flagCase.returnedAt,
  decidedAt: flagCase.decidedAt,
  decidedBy: flagCase.decidedBy,
  reason: flagCase.reason,
  appealText: flagCase.appealText,
  appealedAt: flagCase.appealedAt,
  appealOutcome: flagCase.appealOutcome,
  appealReason: flagCase.appealReason,
  reports: flagCase.reports,
  grounds: flagCase.grounds,
  barredId: flagCase.barredId,
  basis: flagCase.basis,
  law: flagCase.law,
  claimedById: subselect<string | null>`(case when ${isClaimedNow} then ${flagCase.claimedBy} end)`,
  claimedByName: subselect<string | null>`(case when ${isClaimedNow} then ${claimer.displayName} end)`,
  decidedByName: decider.displayName,
  count: subselect<number>`(select count(*)::int from flag f where f.case_id = ${flagCase.id})`,
  codes: subselect<FlagCode[]>`array(select f.code from flag f where f.case_id = ${flagCase.id}
    group by f.code order by count(*) desc, f.code)`,
  flaggerIds: subselect<string[]>`array(select f.member_id from flag f where f.case_id = ${flagCase.id})`,
} as const;

/** Selects cases with all that lists and pages show of them. */
export const selectCases = (on: Queryable) =>
  on
    .select(COLUMNS)
    .from(flagCase)
    .leftJoin(claimer, eq(claimer.id, flagCase.claimedBy))
    .leftJoin(decider, eq(decider.id, flagCase.decidedBy));
type Row = Awaited<ReturnType<typeof selectCases>>[number];

/** The appeal of an author, and what was decided on it. */
export interface Appealed {
  text: string;
  at: Date;
  outcome: "kept" | "overturned" | null;
  reason: string | null;
}

/** A case, for moderators. `thing`: null if it does not exist any more. */
export interface CaseLine {
  id: string;
  kind: string;
  state: CaseState;
  weight: number;
  version: number;
  createdAt: Date;
  isHidden: boolean;
  isReturned: boolean;
  /** Number of flags, and their reasons, most frequent first. */
  count: number;
  codes: readonly FlagCode[];
  thing: FlaggedThing | null;
  /** Who has reserved it, if it is not the reader. */
  claimedBy: string | null;
  isClaimedByReader: boolean;
  /** False for its authors, and for those who flagged it. */
  canDecide: boolean;
  decidedBy: string | null;
  reason: string | null;
  /** What an upheld decision is based on, and the law that it names. */
  basis: Basis | null;
  law: string | null;
  appeal: Appealed | null;
  /** How many people reported it at `/report`, and on which grounds. */
  reports: number;
  grounds: readonly string[];
}

const lineOf = (
  reader: Actor,
  row: Row,
  thing: FlaggedThing | undefined,
  decidedBy: string | null,
): CaseLine => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  weight: row.weight,
  version: row.version,
  createdAt: row.createdAt,
  isHidden: row.hiddenAt !== null && row.returnedAt === null,
  isReturned: row.returnedAt !== null,
  count: row.count,
  codes: row.codes,
  thing: thing ?? null,
  claimedBy: row.claimedById === reader.id ? null : row.claimedByName,
  isClaimedByReader: row.claimedById === reader.id,
  canDecide: can(reader, "flag.decide", { ...row, decidedBy }),
  decidedBy: row.decidedByName,
  reason: row.reason,
  basis: row.basis,
  law: row.law,
  appeal: appealOf(row),
  reports: row.reports,
  grounds: row.grounds,
});

export const appealOf = ({
  appealedAt,
  appealText,
  appealOutcome,
  appealReason,
}: Pick<Row, "appealedAt" | "appealText" | "appealOutcome" | "appealReason">): Appealed | null =>
  appealedAt === null
    ? null
    : { text: appealText ?? "", at: appealedAt, outcome: appealOutcome, reason: appealReason };

/** Describes the things of some cases for a reader. */
export async function describeAll(kinds: Kinds, reader: Actor, rows: readonly Row[], on: Queryable) {
  const found = new Map<string, FlaggedThing>();
  for (const [name, kind] of kinds) {
    const ids = rows.filter((row) => row.kind === name).map(({ subjectId }) => subjectId);
    if (ids.length === 0) continue;
    for (const [id, thing] of await kind.describe(reader, [...new Set(ids)], on))
      found.set(`${name}:${id}`, thing);
  }
  return (row: Row) => found.get(`${row.kind}:${row.subjectId}`);
}

function requireReader(actor: Actor): void {
  if (!can(actor, "flag.read")) throw new DomainError("forbidden", "flag_read");
}

const hasCode = (code: FlagCode) =>
  subselect`exists (select 1 from flag f where f.case_id = ${flagCase.id} and f.code = ${code})`;

/**
 * Lists open cases, those with the most weight first, then the oldest; and appeals. For moderators. `kind`, `code`: only
 * these. Throws `forbidden`.
 */
export async function listCases(
  kinds: Kinds,
  reader: Actor,
  { kind, code }: CasesQuery,
  on: Queryable = db(),
): Promise<{ open: CaseLine[]; appeals: CaseLine[] }> {
  requireReader(reader);
  const wanted: (SQL | undefined)[] = [
    kind ? eq(flagCase.kind, kind) : undefined,
    code ? hasCode(code) : undefined,
  ];
  const open = await selectCases(on)
    .where(and(eq(flagCase.state, "open"), ...wanted))
    .orderBy(
      desc(sql`${flagCase.reports} > 0`),
      desc(flagCase.weight),
      asc(flagCase.createdAt),
      asc(flagCase.id),
    )
    .limit(MOST);
  const appeals = await selectCases(on)
    .where(and(isNotNull(flagCase.appealedAt), isNull(flagCase.appealOutcome), ...wanted))
    .orderBy(asc(flagCase.appealedAt), asc(flagCase.id))
    .limit(MOST);
  const thingOf = await describeAll(kinds, reader, [...open, ...appeals], on);
  const barred = await listBarred(on, [...open, ...appeals]);
  return {
    open: open.map((row) => lineOf(reader, row, thingOf(row), barred(row))),
    appeals: appeals.map((row) => lineOf(reader, row, thingOf(row), barred(row))),
  };
}

type Deciders = Pick<Row, "id" | "decidedBy" | "barredId">;
/** Who decided before: on an appeal, or on the reports of somebody who asked for another look. */
const earlierOf = ({ decidedBy, barredId }: Deciders) => decidedBy ?? barredId;

/** Finds which earlier deciders cannot decide again, because somebody else can. */
async function listBarred(on: Queryable, rows: readonly Deciders[]) {
  const ids = rows.filter((row) => earlierOf(row) !== null).map(({ id }) => id);
  if (ids.length === 0) return () => null;
  const { rows: found } = await on.execute<{ id: string; n: number }>(sql`
    select c.id, ${OTHERS(sql`coalesce(c.decided_by, c.barred_id)`)} as n from flag_case c
    where c.id = any(${sql.param(ids)}::uuid[])`);
  const others = new Map(found.map(({ id, n }) => [id, n]));
  return (row: Deciders) => ((others.get(row.id) ?? 0) > 0 ? earlierOf(row) : null);
}

/** Finds a case with its flags, for moderators. `isOnly`: the one who decided is the only one who can decide on the appeal. */
export async function findCase(
  kinds: Kinds,
  reader: Actor,
  id: string,
  on: Queryable = db(),
): Promise<{ line: CaseLine; flags: FlagLine[]; isOnly: boolean }> {
  requireReader(reader);
  const [row] = await selectCases(on).where(eq(flagCase.id, id));
  if (!row) throw new DomainError("not_found", "flag");
  const thingOf = await describeAll(kinds, reader, [row], on);
  const isAppeal = row.appealedAt !== null && row.appealOutcome === null;
  const barred = isAppeal || row.state === "open" ? (await listBarred(on, [row]))(row) : null;
  return {
    line: lineOf(reader, row, thingOf(row), barred),
    flags: await listFlags(on, [id]),
    isOnly: isAppeal && barred === null && row.decidedBy === reader.id,
  };
}

function listFlags(on: Queryable, caseIds: readonly string[]): Promise<FlagLine[]> {
  return on
    .select({
      id: flag.id,
      caseId: flag.caseId,
      code: sql<FlagCode>`${flag.code}`,
      words: flag.words,
      weight: flag.weight,
      createdAt: flag.createdAt,
      by: { handle: member.handle, displayName: member.displayName },
    })
    .from(flag)
    .innerJoin(member, eq(member.id, flag.memberId))
    .where(inArray(flag.caseId, [...caseIds]))
    .orderBy(asc(flag.createdAt), asc(flag.id))
    .limit(MOST_FLAGS);
}

/** Finds the reader's own newest flag of a thing, with its outcome. */
export async function findOwnFlag(
  on: Queryable,
  { kind, id, memberId }: { kind: string; id: string; memberId: string },
): Promise<CaseOfThing | null> {
  const [row] = await on
    .select({ id: flagCase.id, state: flagCase.state, createdAt: flag.createdAt })
    .from(flag)
    .innerJoin(flagCase, eq(flagCase.id, flag.caseId))
    .where(and(eq(flagCase.kind, kind), eq(flagCase.subjectId, id), eq(flag.memberId, memberId)))
    .orderBy(desc(flag.createdAt), desc(flag.id))
    .limit(1);
  return row ?? null;
}

/** Lists the open flags of a thing, for moderators. */
export async function listOpenFlags(on: Queryable, kind: string, id: string): Promise<FlagLine[]> {
  const rows = await on
    .select({ id: flagCase.id })
    .from(flagCase)
    .where(and(eq(flagCase.kind, kind), eq(flagCase.subjectId, id), eq(flagCase.state, "open")));
  return listFlags(
    on,
    rows.map((row) => row.id),
  );
}
