import { and, asc, count, desc, eq, gt, lt, ne, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { z } from "zod";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { type EntryKind, question, questionEntry } from "@/db/schema/mailbox";
import { subselect } from "@/db/subselect";
import { findReader } from "@/lib/accounts";
import type { Actor } from "@/lib/core/actor";
import { DomainError } from "@/lib/core/errors";
import { cutPage, PAGE_SIZE, type Page } from "@/lib/core/paging";
import { can } from "@/lib/core/policy";
import { visibleLine } from "@/lib/text/visible";
import { findReplyLink, type ReplyLink } from "./find-reply-link";
import { type MailState, mailState, type QuestionState, STATES, TOPICS } from "./model";

/** Longest text to search for. */
export const MAX_SEARCHED = 120;

export const MailboxQuery = z.object({
  state: z
    .enum([...STATES, "all"])
    .default("open")
    .catch("open"),
  topic: z.enum(TOPICS).optional().catch(undefined),
  /** Words that a question has, in any order: in itself, in what followed, or in the name or address of its asker. */
  q: visibleLine(MAX_SEARCHED).optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
});
export type MailboxQuery = z.infer<typeof MailboxQuery>;

const claimer = alias(member, "claimer");

/** Name of the asker: as typed, or that of the account. */
const askedBy = sql<string | null>`coalesce(${question.name}, ${member.displayName})`;
const sentFrom = sql<string | null>`coalesce(${question.email}, ${member.email})`;

const LINE = {
  id: question.id,
  subject: question.subject,
  topic: question.topic,
  state: sql<QuestionState>`${question.state}`,
  name: askedBy,
  email: sentFrom,
  createdAt: question.createdAt,
  touchedAt: question.touchedAt,
  claimedBy: question.claimedBy,
  claimer: claimer.displayName,
};

/** A question in the list. `claimer`: the administrator who takes care of it; null also if they have left. */
export interface QuestionLine {
  id: string;
  subject: string;
  topic: string;
  state: QuestionState;
  name: string | null;
  email: string | null;
  createdAt: Date;
  touchedAt: Date;
  claimedBy: string | null;
  claimer: string | null;
  /** Whether the mail of an answer could not be sent so far. */
  isFailed: boolean;
}

const isFailed = subselect<boolean>`exists (select 1 from question_entry e where e.question_id = ${question.id}
  and e.kind = 'answer' and e.sent_at is null and e.failed_at is not null)`;

function refuseOthers(actor: Actor): void {
  if (!can(actor, "mailbox.manage")) throw new DomainError("forbidden", "mailbox_manage");
}

/**
 * Every word of a search as a condition. No index helps: the table has the questions of a year at most, and only
 * administrators search it.
 */
function hasWords(searched: string): SQL[] {
  const words = searched.split(" ").filter((word) => word !== "");
  return words.map((word) => {
    const pattern = `%${word.replaceAll(/[\\%_]/g, "\\$&")}%`;
    return subselect<boolean>`(${question.subject} ilike ${pattern} or ${question.text} ilike ${pattern}
      or ${askedBy} ilike ${pattern} or ${sentFrom} ilike ${pattern}
      or exists (select 1 from question_entry e where e.question_id = ${question.id} and e.text ilike ${pattern}))`;
  });
}

/** Lists a page of questions, newest first, by state, topic and words. For administrators. */
export async function listQuestions(actor: Actor, query: MailboxQuery): Promise<Page<QuestionLine>> {
  refuseOthers(actor);
  const backwards = query.before !== undefined;
  const place = query.before
    ? gt(question.id, query.before)
    : query.after
      ? lt(question.id, query.after)
      : undefined;
  const rows = await db()
    .select({ ...LINE, isFailed })
    .from(question)
    .leftJoin(member, eq(member.id, question.memberId))
    .leftJoin(claimer, and(eq(claimer.id, question.claimedBy), eq(claimer.state, "active")))
    .where(
      and(
        place,
        query.state === "all" ? undefined : eq(question.state, query.state),
        query.topic ? eq(question.topic, query.topic) : undefined,
        ...(query.q ? hasWords(query.q) : []),
      ),
    )
    .orderBy(backwards ? asc(question.id) : desc(question.id))
    .limit(PAGE_SIZE + 1);
  return cutPage(rows, (row) => row.id, { cursor: query.after, backwards });
}

/** Counts the questions of each state. For administrators. */
export async function countQuestions(actor: Actor): Promise<Record<QuestionState, number>> {
  refuseOthers(actor);
  const rows = await db()
    .select({ state: question.state, n: count() })
    .from(question)
    .groupBy(question.state);
  const counts = new Map(rows.map(({ state, n }) => [state, n]));
  const of = (state: QuestionState) => counts.get(state) ?? 0;
  return { open: of("open"), answered: of("answered"), closed: of("closed"), spam: of("spam") };
}

/** What followed a question. */
export interface EntryLine {
  id: string;
  kind: EntryKind;
  text: string;
  createdAt: Date;
  /** The administrator; null for the asker, and for one who has left. */
  author: string | null;
  /** State of the mail of an answer; null for what is not mailed. */
  mail: MailState | null;
  sentAt: Date | null;
}

/** A question with all that followed. */
export interface QuestionThread extends Omit<QuestionLine, "isFailed"> {
  text: string;
  page: string | null;
  locale: string;
  /** Handle of the member who asked while signed in. */
  handle: string | null;
  /** Whether name and address were typed, not those of an account. */
  isTyped: boolean;
  entries: EntryLine[];
  /** Other questions of the same address or member, newest first, ten at most. */
  others: { id: string; subject: string; state: QuestionState; createdAt: Date }[];
}

const OTHERS = 10;

/** Finds a question with answers, notes and other questions of its asker; null if there is none. For administrators. */
export async function findQuestion(actor: Actor, questionId: string): Promise<QuestionThread | null> {
  refuseOthers(actor);
  const [row] = await db()
    .select({
      ...LINE,
      text: question.text,
      page: question.page,
      locale: question.locale,
      handle: member.handle,
      memberId: question.memberId,
      emailKey: question.emailKey,
    })
    .from(question)
    .leftJoin(member, eq(member.id, question.memberId))
    .leftJoin(claimer, and(eq(claimer.id, question.claimedBy), eq(claimer.state, "active")))
    .where(eq(question.id, questionId));
  if (!row) return null;
  const { memberId, emailKey, ...thread } = row;
  const [entries, others] = await Promise.all([
    listEntries(questionId),
    listOthers({ questionId, memberId, emailKey }),
  ]);
  return { ...thread, isTyped: emailKey !== null, entries, others };
}

async function listEntries(questionId: string): Promise<EntryLine[]> {
  const rows = await db()
    .select({
      id: questionEntry.id,
      kind: questionEntry.kind,
      text: questionEntry.text,
      createdAt: questionEntry.createdAt,
      sentAt: questionEntry.sentAt,
      failedAt: questionEntry.failedAt,
      author: member.displayName,
    })
    .from(questionEntry)
    .leftJoin(member, and(eq(member.id, questionEntry.authorId), ne(member.state, "erased")))
    .where(eq(questionEntry.questionId, questionId))
    .orderBy(asc(questionEntry.id));
  return rows.map(({ failedAt, ...row }) => ({
    ...row,
    mail: row.kind === "answer" ? mailState({ sentAt: row.sentAt, failedAt }) : null,
  }));
}

async function listOthers(of: { questionId: string; memberId: string | null; emailKey: string | null }) {
  const isSame = [
    of.memberId ? eq(question.memberId, of.memberId) : undefined,
    of.emailKey ? eq(question.emailKey, of.emailKey) : undefined,
  ].filter((one) => one !== undefined);
  return db()
    .select({
      id: question.id,
      subject: question.subject,
      state: sql<QuestionState>`${question.state}`,
      createdAt: question.createdAt,
    })
    .from(question)
    .where(and(or(...isSame), ne(question.id, of.questionId)))
    .orderBy(desc(question.id))
    .limit(OTHERS);
}

/** Finds the answer that a mailed link opens, as its page shows it; null for an invalid link. */
export async function findAnswer(token: string, now: Date = new Date()): Promise<ReplyLink | null> {
  return findReplyLink(db(), token, now);
}

/** Finds the name and address with which a member asks. */
export async function findOwnAddress(actor: Actor): Promise<{ name: string; email: string }> {
  const reader = await findReader(actor.id, ["active"]);
  return { name: reader?.displayName ?? actor.displayName, email: reader?.email ?? "" };
}
