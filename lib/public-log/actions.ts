import { type SQL, sql } from "drizzle-orm";
import type { FactName } from "@/lib/core/audit";
import type { LogAction } from "./model";

/** A fact of the log of audit, and what it is called: SQL on an entry `e`. */
interface Logged {
  fact: FactName;
  action: LogAction;
  /** Which of these facts; default: all. */
  only?: SQL;
  /** The kind of thing; default: `kind` in the details. */
  kind?: SQL;
}

/** What follows from a decision on a case is not a further action, and what waited for its first review was never seen. */
const BY_ITSELF = sql`not e.details ? 'caseId' and coalesce(e.details->>'wasHeld', 'false') = 'false'`;
const PAGE_KIND = sql`e.details->>'pageKind'`;
const is = (field: string, value: string) => sql`e.details->>${sql.raw(`'${field}'`)} = ${value}`;

/** Every action that the public log tells. Facts about rooms, files and accounts are not in it. */
const LOGGED: readonly Logged[] = [
  { fact: "flag.decided", action: "upheld", only: is("outcome", "upheld") },
  { fact: "flag.decided", action: "dismissed", only: is("outcome", "dismissed") },
  { fact: "flag.hid", action: "hidden-by-reports" },
  { fact: "flag.appeal-decided", action: "appeal-kept", only: is("outcome", "kept") },
  { fact: "flag.appeal-decided", action: "appeal-overturned", only: is("outcome", "overturned") },
  { fact: "comment.hidden", action: "hidden", only: BY_ITSELF, kind: sql`'comment'` },
  { fact: "comment.shown", action: "shown", only: BY_ITSELF, kind: sql`'comment'` },
  { fact: "topic.hidden", action: "hidden", only: BY_ITSELF, kind: sql`'topic'` },
  { fact: "topic.shown", action: "shown", only: BY_ITSELF, kind: sql`'topic'` },
  { fact: "topic.closed", action: "closed", only: is("isClosed", "true"), kind: sql`'topic'` },
  { fact: "comment.purged", action: "purged", kind: sql`'comment'` },
  { fact: "revision.purged", action: "purged", only: sql`not e.details ? 'commentId'`, kind: PAGE_KIND },
  { fact: "revision.hidden", action: "hidden", kind: PAGE_KIND },
  { fact: "revision.shown", action: "shown", kind: PAGE_KIND },
  { fact: "section.protected", action: "protected", kind: sql`'section'` },
  { fact: "member.suspended", action: "suspended", kind: sql`'member'` },
  {
    fact: "member.reinstated",
    action: "reinstated",
    only: sql`e.details->>'ended' <> 'time'`,
    kind: sql`'member'`,
  },
  { fact: "member.warned", action: "warned", kind: sql`'member'` },
];

/** Names of all such facts. */
export const LOGGED_FACTS: readonly string[] = [...new Set(LOGGED.map(({ fact }) => fact))];

const cases = (value: (one: Logged) => SQL) =>
  sql.join(
    LOGGED.map(
      (one) => sql`when e.fact = ${one.fact}${one.only ? sql` and ${one.only}` : sql``} then ${value(one)}`,
    ),
    sql` `,
  );

/** SQL: what an entry `e` is called; null if it is not told. */
export const ACTION = sql`case ${cases(({ action }) => sql`${action}::text`)} end`;

/** SQL: the kind of thing of an entry `e`. */
export const THING = sql`case ${cases(({ kind }) => sql`(${kind ?? sql`e.details->>'kind'`})::text`)} end`;

/** SQL: the entries `e` of these facts. */
export const IS_LOGGED = sql`e.fact = any(${sql.param([...LOGGED_FACTS])}::text[])`;
