import { and, asc, eq, inArray, isNull, not, type SQL } from "drizzle-orm";
import { db, type Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { comment } from "@/db/schema/comments";
import { topic } from "@/db/schema/discussions";
import { profile } from "@/db/schema/profiles";
import { replyCredit, replyProposal } from "@/db/schema/reply-proposals";
import { page, revision, section } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { WRITER, writerOf } from "@/lib/members";
import { MAX_REPLIES } from "@/lib/profiles/editing/model";
import { isAuthorHidden, isTextHidden } from "@/lib/revisions";
import type { Content } from "@/lib/text/nodes";
import type { CarriedReply, CreditedReply, ReplyProposal, ReplyUse, SectionAt } from "./model";

const REPLY = {
  id: comment.id,
  number: comment.number,
  topicNumber: topic.number,
  slug: topic.slug,
  isInRoom: topic.isInRoom,
  title: topic.title,
  author: WRITER,
} as const;
/** SQL: the replies that everybody reads. */
export const IS_PUBLIC = and(eq(comment.state, "shown"), eq(topic.state, "shown"));

interface ReplyRow {
  id: string;
  number: number | null;
  topicNumber: number;
  slug: string;
  isInRoom: boolean;
  title: string;
  author: Parameters<typeof writerOf>[0];
}

const replyOf = ({ topicNumber, slug, isInRoom, title, author, ...row }: ReplyRow): CreditedReply => ({
  id: row.id,
  number: row.number ?? 0,
  topic: { number: topicNumber, slug, isInRoom, title },
  author: writerOf(author),
});

/** Finds a public reply with its words; null for one that not everybody reads. */
export async function findPublicReply(
  { slug, id }: { slug: string; id: string },
  on: Queryable = db(),
): Promise<(CarriedReply & { aboutKind: string | null; aboutKey: string | null }) | null> {
  const [row] = await on
    .select({ ...REPLY, content: comment.content, aboutKind: topic.aboutKind, aboutKey: topic.aboutKey })
    .from(comment)
    .innerJoin(topic, eq(topic.pageId, comment.pageId))
    .innerJoin(member, eq(member.id, comment.authorId))
    .where(and(eq(comment.id, id), eq(topic.isInRoom, false), eq(topic.number, Number(slug)), IS_PUBLIC));
  if (!row) return null;
  const { content, aboutKind, aboutKey, ...reply } = row;
  return { ...replyOf(reply), content: content as Content, aboutKind, aboutKey };
}

/** Lists the replies that a member is bringing into a section, oldest first, while everybody reads them: as many as a form names. */
export async function listCarried(
  actor: Actor,
  { country, section: key }: SectionAt,
  on: Queryable = db(),
): Promise<CarriedReply[]> {
  const rows = await on
    .select({ ...REPLY, content: comment.content })
    .from(replyProposal)
    .innerJoin(section, eq(section.id, replyProposal.sectionId))
    .innerJoin(page, eq(page.id, section.pageId))
    .innerJoin(comment, eq(comment.id, replyProposal.commentId))
    .innerJoin(topic, eq(topic.pageId, comment.pageId))
    .innerJoin(member, eq(member.id, comment.authorId))
    .where(
      and(
        eq(replyProposal.memberId, actor.id),
        eq(page.kind, "profile"),
        eq(page.slug, country),
        eq(section.key, key),
        IS_PUBLIC,
      ),
    )
    .orderBy(asc(replyProposal.createdAt), asc(comment.id))
    .limit(MAX_REPLIES);
  return rows.map(({ content, ...reply }) => ({ ...replyOf(reply), content: content as Content }));
}

/**
 * Lists the credited replies of revisions of a profile by their numbers, as everybody may know of them: none of a revision
 * whose text or author is hidden; null for a reply that readers do not see any more.
 */
export async function listCredits(
  slug: string,
  numbers: readonly number[],
  on: Queryable = db(),
): Promise<ReadonlyMap<number, readonly (CreditedReply | null)[]>> {
  if (numbers.length === 0) return new Map();
  const rows = await on
    .select({ of: revision.number, state: comment.state, topicState: topic.state, ...REPLY })
    .from(revision)
    .innerJoin(page, eq(page.id, revision.pageId))
    .innerJoin(replyCredit, eq(replyCredit.revisionId, revision.id))
    .innerJoin(comment, eq(comment.id, replyCredit.commentId))
    .innerJoin(topic, eq(topic.pageId, comment.pageId))
    .innerJoin(member, eq(member.id, comment.authorId))
    .where(
      and(
        eq(page.kind, "profile"),
        eq(page.slug, slug),
        inArray(revision.number, [...numbers]),
        not(isTextHidden()),
        not(isAuthorHidden()),
      ),
    )
    .orderBy(asc(revision.number), asc(topic.number), asc(comment.number));
  const found = new Map<number, (CreditedReply | null)[]>();
  for (const { of, state, topicState, ...reply } of rows) {
    const isPublic = state === "shown" && topicState === "shown";
    found.set(of, [...(found.get(of) ?? []), isPublic ? replyOf(reply) : null]);
  }
  return found;
}

const USE = {
  commentId: replyCredit.commentId,
  slug: profile.slug,
  en: profile.nameEn,
  fr: profile.nameFr,
  ar: profile.nameAr,
  section: section.key,
  number: revision.number,
  createdAt: revision.createdAt,
  decidedAt: revision.decidedAt,
} as const;

const uses = (on: Queryable, where: SQL | undefined) =>
  on
    .select({ ...USE, state: revision.state, authorId: revision.authorId, iso2: profile.iso2 })
    .from(replyCredit)
    .innerJoin(revision, eq(revision.id, replyCredit.revisionId))
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(profile, eq(profile.pageId, revision.pageId))
    .where(and(where, isNull(revision.mergedIntoId), not(isTextHidden()), not(isAuthorHidden())))
    .orderBy(asc(revision.id));
type UseRow = Awaited<ReturnType<typeof uses>>[number];

const readUse = ({
  commentId,
  slug,
  en,
  fr,
  ar,
  section: key,
  number,
  createdAt,
  decidedAt,
}: UseRow): ReplyUse => ({
  commentId,
  country: { slug, names: { en, fr, ar } },
  section: key,
  number,
  at: decidedAt ?? createdAt,
});

/** Lists where the words of some replies have become part of a section: for each section, the revision that brought them. */
export async function listReplyUses(
  commentIds: readonly string[],
  on: Queryable = db(),
): Promise<ReplyUse[]> {
  if (commentIds.length === 0) return [];
  const rows = await uses(
    on,
    and(inArray(replyCredit.commentId, [...commentIds]), eq(revision.state, "published")),
  );
  const first = new Map<string, ReplyUse>();
  for (const row of rows) {
    const at = `${row.commentId} ${row.slug} ${row.section}`;
    if (!first.has(at)) first.set(at, readUse(row));
  }
  return [...first.values()];
}

/** Who may know of an edit that is not published, besides its author. */
const KNOWN_BY = {
  pending: "revision.read-pending",
  rejected: "revision.review",
  withdrawn: "revision.review",
} as const;

/**
 * Lists the edits with words of some replies that a member may know of, by the rules of all edits: those that were published
 * or wait, and of refused and withdrawn ones their own and those that they may review.
 */
export async function listProposals(
  actor: Actor,
  commentIds: readonly string[],
  on: Queryable = db(),
): Promise<ReplyProposal[]> {
  if (commentIds.length === 0) return [];
  const rows = await uses(on, inArray(replyCredit.commentId, [...commentIds]));
  return rows.flatMap((row) => {
    const { state, authorId, iso2: country } = row;
    const isOwn = authorId === actor.id;
    const mayKnow = isOwn || state === "published" || can(actor, KNOWN_BY[state], { country, authorId });
    return mayKnow ? [{ ...readUse(row), state, isOwn }] : [];
  });
}

/** Finds the newest published use of a reply that a member wrote; null if there is none that readers see. */
export async function findUseOfOwn(
  memberId: string,
  commentId: string,
  on: Queryable,
): Promise<(ReplyUse & { title: string }) | null> {
  const [own] = await on
    .select({ title: topic.title })
    .from(comment)
    .innerJoin(topic, eq(topic.pageId, comment.pageId))
    .where(and(eq(comment.id, commentId), eq(comment.authorId, memberId), IS_PUBLIC));
  const used = own && (await listReplyUses([commentId], on)).at(-1);
  return used ? { ...used, title: own.title } : null;
}
