import { and, desc, eq, ne, type SQL } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Queryable } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { comment, commentFlag, post, postAuthor } from "@/db/schema/blog";
import { profile } from "@/db/schema/profiles";
import { revision, revisionClaim, revisionThanks, section } from "@/db/schema/revisions";
import { subselect } from "@/db/subselect";
import { findPostAmendment } from "@/lib/blog";
import { commentPath } from "@/lib/blog/model";
import type { Actor } from "@/lib/core/actor";
import { partOf } from "@/lib/profiles/model";
import { QUEUES } from "@/lib/queue-kinds";
import { describeQueue } from "@/lib/queues";
import { SHOWN_SUMMARY } from "@/lib/revisions/hidden";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { authorOf, excerptOf } from "../happenings";
import type { Thing } from "../model";
import { SEARCH_NOTICE } from "../searches/commands";
import { describeSearch } from "../searches/queries";
import { type PersonalNews, type PersonalRow, pageThing, type Told } from "../told";
import { describeDueSection } from "./due-section";
import { describeLapsedRole } from "./lapsed-role";
import { describeMaterialNews } from "./material-news";

/**
 * What concerns a member in person, as it stands now: what was hidden, handled or taken away since is left out. What
 * became of the own things their author may read, whatever became of them.
 */
export async function describePersonal(reader: Actor, row: PersonalRow, on: Queryable): Promise<Told | null> {
  if (row.kind === "revision") return describeDecision(reader, row, on);
  if (row.kind === "revision.thanked") return describeThanks(reader, row, on);
  if (row.kind === "revision.handed") return describeHanded(reader, row, on);
  if (row.kind === SEARCH_NOTICE) return describeSearch(reader, row, on);
  if (row.kind === "review") return describeQueue(reader.id, QUEUES.get(row.key), on);
  if (row.kind === "comment") return describeComment(row, on);
  if (row.kind === "comment-decided") return describeOwnComment(reader, row, on);
  if (row.kind === "flag.decided") return describeReport(reader, row, on);
  if (row.kind === "role.lapsed") return describeLapsedRole(reader, row, on);
  if (row.kind === "section.due") return describeDueSection(reader, row, on);
  if (row.kind === "post.byline") return describeByline(reader, row, on);
  if (row.kind.startsWith("post.")) return describeOwnPost(reader, row, on);
  return describeMaterialNews(reader, row, on);
}

/** An own edit as notices name it: its number, and the section of the profile in which it was made. */
const OWN_EDIT = {
  slug: profile.slug,
  en: profile.nameEn,
  fr: profile.nameFr,
  ar: profile.nameAr,
  section: section.key,
  number: revision.number,
};

const into = alias(revision, "into");

/** What became of an own edit of a profile, or of a post that had appeared. */
async function describeDecision(reader: Actor, row: PersonalRow, on: Queryable): Promise<Told | null> {
  const [own] = await on
    .select({
      ...OWN_EDIT,
      state: revision.state,
      summary: SHOWN_SUMMARY,
      reason: revision.decisionReason,
      intoNumber: into.number,
      intoAuthorId: into.authorId,
      postSlug: post.slug,
      postTitle: post.title,
    })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .leftJoin(profile, eq(profile.pageId, revision.pageId))
    .leftJoin(post, eq(post.pageId, revision.pageId))
    .leftJoin(into, eq(into.id, revision.mergedIntoId))
    .where(and(eq(revision.id, row.key), eq(revision.authorId, reader.id)));
  if (!own || own.state === "pending") return null;
  const { slug, section: key, number, summary, reason, state, postSlug, postTitle, en, fr, ar } = own;
  // The engine merges under the author's own name; under another's, a reviewer has changed the text.
  const amendedAs = own.intoAuthorId === reader.id ? null : own.intoNumber;
  const decision = { isAccepted: state === "published", amendedAs, reason, summary, number };
  if (postSlug !== null && postTitle !== null)
    return { what: "decision", thing: pageThing("post", { slug: postSlug, title: postTitle }), ...decision };
  const part = partOf(key);
  if (slug === null || en === null || fr === null || ar === null || !part) return null;
  const place = { kind: "section", slug, section: part.section } as const;
  return { what: "decision", thing: thingOf(place, { en, fr, ar }, part.language), ...decision };
}

const thingOf = (
  place: Thing["place"],
  names: NonNullable<Thing["names"]>,
  language: string | null,
): Thing => ({
  ...{ place, names, title: null },
  ...(language === null ? {} : { language }),
});

/** Who thanked the reader last for an edit of a profile. */
async function describeThanks(reader: Actor, row: PersonalRow, on: Queryable): Promise<Told | null> {
  const [own] = await on
    .select({
      ...OWN_EDIT,
      handle: member.handle,
      display_name: member.displayName,
      author_state: member.state,
    })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(profile, eq(profile.pageId, revision.pageId))
    .innerJoin(revisionThanks, eq(revisionThanks.revisionId, revision.id))
    .innerJoin(member, eq(member.id, revisionThanks.memberId))
    .where(and(eq(revision.id, row.key), eq(revision.authorId, reader.id)))
    .orderBy(desc(revisionThanks.thankedAt))
    .limit(1);
  const part = own && partOf(own.section);
  if (!own || !part) return null;
  const { slug, number, en, fr, ar } = own;
  return {
    what: "news",
    news: "revision.thanked",
    thing: thingOf({ kind: "section", slug, section: part.section }, { en, fr, ar }, part.language),
    path: `/countries/${slug}/revisions/${number}`,
    by: authorOf(own),
    words: "",
    at: null,
    address: null,
  };
}

/** An edit that was handed to the reader, and by whom, while it waits and is theirs. */
async function describeHanded(reader: Actor, row: PersonalRow, on: Queryable): Promise<Told | null> {
  const [own] = await on
    .select({
      ...{ ...OWN_EDIT, summary: SHOWN_SUMMARY },
      ...{ handle: member.handle, display_name: member.displayName, author_state: member.state },
    })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(profile, eq(profile.pageId, revision.pageId))
    .innerJoin(revisionClaim, eq(revisionClaim.revisionId, revision.id))
    .leftJoin(member, eq(member.id, revisionClaim.handedBy))
    .where(
      and(eq(revision.id, row.key), eq(revision.state, "pending"), eq(revisionClaim.memberId, reader.id)),
    );
  const part = own && partOf(own.section);
  if (!own || !part) return null;
  const { slug, number, summary, en, fr, ar } = own;
  return {
    what: "news",
    news: "revision.handed",
    thing: thingOf({ kind: "section", slug, section: part.section }, { en, fr, ar }, part.language),
    path: `/countries/${slug}/pending?revision=${number}`,
    by: authorOf(own),
    words: summary,
    at: null,
    address: null,
  };
}

const COMMENT = {
  id: comment.id,
  content: comment.content,
  state: comment.state,
  reason: comment.reason,
  slug: post.slug,
  title: post.title,
  handle: member.handle,
  display_name: member.displayName,
  author_state: member.state,
} as const;

function selectComment(on: Queryable, where: SQL | undefined) {
  return on
    .select(COMMENT)
    .from(comment)
    .innerJoin(post, eq(post.pageId, comment.postId))
    .innerJoin(member, eq(member.id, comment.authorId))
    .where(and(eq(post.state, "published"), where));
}

/** Somebody named the reader, or replied to a comment of theirs: while the comment can be read. */
async function describeComment(row: PersonalRow, on: Queryable): Promise<Told | null> {
  const [found] = await selectComment(on, and(eq(comment.id, row.key), eq(comment.state, "shown")));
  if (!found) return null;
  return {
    what: "news",
    news: row.category === "mention" ? "comment.mention" : "comment.reply",
    thing: pageThing("post", found),
    path: commentPath(found.slug, found.id),
    by: authorOf(found),
    words: excerptOf(contentText(found.content as Content)),
    at: null,
    address: null,
  };
}

/** An own comment that waited is shown, or one is hidden, with the reason. */
async function describeOwnComment(reader: Actor, row: PersonalRow, on: Queryable): Promise<Told | null> {
  const [found] = await selectComment(on, and(eq(comment.id, row.key), eq(comment.authorId, reader.id)));
  if (found?.state !== "shown" && found?.state !== "hidden") return null;
  const isShown = found.state === "shown";
  return {
    what: "news",
    news: isShown ? "comment.shown" : "comment.hidden",
    thing: pageThing("post", found),
    path: isShown ? commentPath(found.slug, found.id) : `/blog/${found.slug}/comments/${found.id}`,
    by: null,
    words: found.reason ?? "",
    at: null,
    address: null,
  };
}

/** What came of an own report of a comment; the comment itself is not repeated. */
async function describeReport(reader: Actor, row: PersonalRow, on: Queryable): Promise<Told | null> {
  const [found] = await on
    .select({ state: commentFlag.state, slug: post.slug, title: post.title })
    .from(commentFlag)
    .innerJoin(comment, eq(comment.id, commentFlag.commentId))
    .innerJoin(post, eq(post.pageId, comment.postId))
    .where(and(eq(commentFlag.id, row.key), eq(commentFlag.memberId, reader.id)));
  if (!found || found.state === "open") return null;
  return {
    what: "news",
    news: `flag.${found.state}`,
    thing: pageThing("post", found),
    path: `/blog/${found.slug}#comments`,
    by: null,
    words: "",
    at: null,
    address: null,
  };
}

const POST_NEWS = [
  ...["post.scheduled", "post.published", "post.returned", "post.retracted", "post.removed"],
] as const;

/** How far an own post came. Its reason is told as long as it holds. */
async function describeOwnPost(reader: Actor, row: PersonalRow, on: Queryable): Promise<Told | null> {
  const news: PersonalNews | undefined = POST_NEWS.find((name) => name === row.kind);
  const [own] = await on
    .select({
      id: post.pageId,
      sectionId: post.sectionId,
      publishedAt: post.publishedAt,
      slug: post.slug,
      title: post.title,
      state: post.state,
      publishAt: post.publishAt,
      returnReason: post.returnReason,
      retractionReason: post.retractionReason,
    })
    .from(post)
    .where(
      and(
        eq(post.pageId, row.key),
        subselect`exists (select 1 from post_author a where a.post_id = ${post.pageId} and a.member_id = ${reader.id}
          and a.state = 'agreed')`,
      ),
    );
  if (!own || !news) return null;
  // Nothing is said of a plan that was dropped, nor that what can be read again was taken back.
  if (news === "post.scheduled" && own.state !== "scheduled") return null;
  // Of a post that was deleted only that it was.
  if ((news === "post.removed") !== (own.state === "removed")) return null;
  const isRead = own.state === "published" || own.state === "retracted";
  const isAccepted = news === "post.published" || news === "post.scheduled";
  const isAmended = isAccepted && (await findPostAmendment(on, own)) !== null;
  const words =
    news === "post.returned" ? own.returnReason : news === "post.retracted" ? own.retractionReason : null;
  return {
    what: "news",
    news,
    thing: pageThing("post", own),
    path: isAmended ? `/blog/${own.slug}/amended` : pathOfOwn(),
    ...(isAmended ? { isAmended } : {}),
    by: null,
    words: words ?? "",
    at: news === "post.scheduled" ? own.publishAt : null,
    address: null,
  };

  function pathOfOwn(): string {
    if (news === "post.removed") return "/blog/mine";
    return isRead ? `/blog/${own?.slug}` : `/blog/${own?.slug}/edit`;
  }
}

/** The question whether the reader signs a post, as long as they have not answered. */
async function describeByline(reader: Actor, row: PersonalRow, on: Queryable): Promise<Told | null> {
  const [found] = await on
    .select({ slug: post.slug, title: post.title })
    .from(post)
    .innerJoin(postAuthor, eq(postAuthor.postId, post.pageId))
    .where(
      and(
        ...[eq(post.pageId, row.key), ne(post.state, "removed")],
        ...[eq(postAuthor.memberId, reader.id), eq(postAuthor.state, "asked")],
      ),
    );
  if (!found) return null;
  return {
    what: "news",
    news: "post.byline",
    thing: pageThing("post", found),
    path: `/blog/${found.slug}/byline`,
    by: null,
    words: "",
    at: null,
    address: null,
  };
}
