import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { member } from "./accounts";
import { id, moment } from "./columns";
import { page } from "./revisions";

export const CASE_STATES = ["open", "dismissed", "upheld", "gone"] as const;
export type CaseState = (typeof CASE_STATES)[number];
/** What a decision is based on. */
export type Basis = "charter" | "law";

/**
 * What members flagged about one thing, decided together: a comment, topic, post, file, member and so on. One is open for
 * a thing at a time. `upheld`: moderators agreed; `gone`: its author deleted the thing before a decision.
 */
export const flagCase = pgTable(
  "flag_case",
  {
    id: id(),
    /** The kind of thing, as it describes itself to the engine, and its id. */
    kind: text().notNull(),
    subjectId: uuid().notNull(),
    /** The page that it is on, if any: who may not read that page is not notified. */
    pageId: uuid().references(() => page.id),
    /** Members whose thing it is, when the first flag came. They never decide. */
    authorIds: uuid().array().notNull().default(sql`'{}'`),
    state: text().$type<CaseState>().notNull(),
    /** Only administrators decide on it: it is about a moderator or an administrator. */
    forAdministrators: boolean().notNull().default(false),
    /** Sum of the weights of its flags. */
    weight: doublePrecision().notNull(),
    /** Rises with everything that a moderator has to see before deciding; a decision names the one that it is on. */
    version: integer().notNull().default(1),
    createdAt: moment().notNull(),
    /** When its flags hid the thing before a moderator looked at it. */
    hiddenAt: moment(),
    /** When the author edited and returned the thing. Only once, and flags do not hide it again. */
    returnedAt: moment(),
    claimedBy: uuid(),
    claimedUntil: moment(),
    decidedBy: uuid(),
    decidedAt: moment(),
    /** Why, for the author. */
    reason: text(),
    appealText: text(),
    appealedAt: moment(),
    /** `kept`: the decision stays. `overturned`: it was taken back. */
    appealOutcome: text().$type<"kept" | "overturned">(),
    appealDecidedBy: uuid(),
    appealDecidedAt: moment(),
    appealReason: text(),
    /** How many people reported it at `/report`, each after confirming their address, and on which grounds. */
    reports: integer().notNull().default(0),
    grounds: text().array().notNull().default(sql`'{}'`),
    /** Who decided before, if somebody who reported it asked for another look: another moderator decides. */
    barredId: uuid(),
    /** What an upheld decision is based on: the charter of this site, or a law, which `law` names. */
    basis: text().$type<Basis>(),
    law: text(),
    /** The author agreed that people who reported it at `/report` get the author's name and answer. */
    appealShares: boolean().notNull().default(false),
  },
  (t) => [
    uniqueIndex("flag_case_open_key").on(t.kind, t.subjectId).where(sql`state = 'open'`),
    index().on(t.kind, t.subjectId),
    index("flag_case_waiting")
      .on(sql`(reports > 0) desc`, t.weight.desc(), t.createdAt)
      .where(sql`state = 'open'`),
    index("flag_case_appeals")
      .on(t.appealedAt)
      .where(sql`appealed_at is not null and appeal_outcome is null`),
    index("flag_case_decided").on(t.decidedAt).where(sql`state <> 'open'`),
    check("flag_case_basis", sql`${t.basis} in ('charter','law')`),
    check("flag_case_state", sql`${t.state} in ('open','dismissed','upheld','gone')`),
    check("flag_case_appeal", sql`${t.appealOutcome} in ('kept','overturned')`),
  ],
);

/** One member's flag, once in a case. */
export const flag = pgTable(
  "flag",
  {
    id: id(),
    caseId: uuid()
      .notNull()
      .references(() => flagCase.id, { onDelete: "cascade" }),
    /** Who flagged it. Never shown to the author. */
    memberId: uuid()
      .notNull()
      .references(() => member.id),
    /** The reason, from `FLAG_CODES`, and the member's own words. */
    code: text().notNull(),
    words: text().notNull(),
    weight: doublePrecision().notNull(),
    createdAt: moment().notNull(),
  },
  (t) => [uniqueIndex("flag_member_key").on(t.caseId, t.memberId), index().on(t.memberId)],
);
