import { and, asc, eq, lte } from "drizzle-orm";
import { db } from "@/db/client";
import { post, postAlias, postCorrection } from "@/db/schema/blog";
import { draft, revision, section } from "@/db/schema/revisions";
import type { Ctx } from "@/lib/core/ctx";
import { DomainError, invalidFields } from "@/lib/core/errors";
import { idFor } from "@/lib/core/id";
import { momentIn } from "@/lib/core/zones";
import { lifecycleOf } from "@/lib/publishing";
import { contentOf } from "@/lib/revisions";
import type { Content } from "@/lib/text/nodes";
import {
  type LoadedPost,
  loadEvenTrashed,
  loadPost,
  lockPost,
  postFact,
  requireSeen,
  requireState,
} from "../access";
import { approvalOf } from "../approvers";
import { bodyKind } from "../body";
import { updatePostFiles } from "../files";
import { POST_KIND, type SchedulePost, SUMMARY_LENGTH } from "../model";
import type { PostState } from "../writing/model";

type Step = { slug: string };

/**
 * Lifecycle commands of posts. A moderator publishes; with POST_APPROVAL=second-person not an author.
 * Unpublished posts can be deleted by their owner, submitted ones after withdrawing.
 */
export const {
  submit: submitPost,
  withdraw: withdrawPost,
  giveBack: returnPost,
  publish: publishPost,
  retract: retractPost,
  restore: restorePost,
  remove: removePost,
  putBack: restoreDeletedPost,
} = lifecycleOf<LoadedPost>({
  sort: POST_KIND,
  load: loadPost,
  loadEvenTrashed,
  may: {
    submit: (ctx, { facts }) => ctx.authorize("post.submit", facts),
    withdraw: (ctx, { facts }) => ctx.authorize("post.edit", facts),
    return: (ctx) => ctx.authorize("post.publish"),
    publish: approve,
    retract: (ctx) => ctx.authorize("post.publish"),
    restore: approve,
    remove: (ctx, { facts }) => ctx.authorize("post.remove", facts),
    "put-back": (ctx, { facts }) => ctx.authorize("post.put-back", facts),
  },
  withdrawnFrom: ["submitted", "scheduled"],
  publishedFrom: ["draft", "submitted", "scheduled"],
  removedFrom: ["draft"],
  requireComplete,
  write,
});

async function approve(ctx: Ctx, { authors }: LoadedPost): Promise<void> {
  ctx.authorize("post.approve", await approvalOf(authors, ctx.tx));
}

/** Schedules a post at a local time in a named zone. Throws `invalid` for a time in the past. */
export async function schedulePost(ctx: Ctx, input: SchedulePost): Promise<Step> {
  const loaded = await loadPost(ctx, input.slug);
  await approve(ctx, loaded);
  requireState(loaded, "draft", "submitted", "scheduled");
  requireSeen(loaded, input.seen);
  await requireComplete(ctx, loaded);
  const publishAt = momentIn(input);
  if (publishAt <= ctx.now) throw invalidFields({ day: ["past"] });
  await write(ctx, loaded, { state: "scheduled", publishAt, publishZone: input.zone, returnReason: null });
  await ctx.record("post.scheduled", { ...postFact(loaded), publishAt: publishAt.toISOString() });
  return { slug: loaded.slug };
}

/** Publishes a scheduled post if still due: a job's command, safe to run twice. */
export async function publishDue(ctx: Ctx, { slug }: Step): Promise<void> {
  ctx.asSystem("a moderator said when");
  const loaded = await lockPost(ctx, slug);
  if (loaded.state !== "scheduled" || !loaded.publishAt || loaded.publishAt > ctx.now) {
    ctx.skipAudit("its time was changed meanwhile");
    return;
  }
  await write(ctx, loaded, { state: "published" });
  await ctx.record("post.published", postFact(loaded));
}

/** Lists slugs of due posts, earliest first. */
export async function listDue(now: Date): Promise<string[]> {
  const rows = await db()
    .select({ slug: post.slug })
    .from(post)
    .where(and(eq(post.state, "scheduled"), lte(post.publishAt, now)))
    .orderBy(asc(post.publishAt), asc(post.pageId))
    .limit(100);
  return rows.map((row) => row.slug);
}

/** Adds a dated correction note to a published post; feeds show it as updated. The same token again does nothing. */
export async function correctPost(
  ctx: Ctx,
  { slug, note, clientToken }: Step & { note: string; clientToken: string },
): Promise<Step> {
  const loaded = await loadPost(ctx, slug);
  ctx.authorize("post.publish");
  requireState(loaded, "published");
  const memberId = ctx.actor?.id ?? null;
  const id = idFor("correction", loaded.id, memberId ?? "", clientToken);
  const made = await ctx.tx
    .insert(postCorrection)
    .values({ id, postId: loaded.id, note, memberId, createdAt: ctx.now })
    .onConflictDoNothing()
    .returning({ id: postCorrection.id });
  if (made.length === 0) {
    ctx.skipAudit("the same note came again");
    return { slug: loaded.slug };
  }
  await ctx.tx.update(post).set({ updatedAt: ctx.now }).where(eq(post.pageId, loaded.id));
  await ctx.record("post.corrected", { ...postFact(loaded), correctionId: id });
  return { slug: loaded.slug };
}

/** Closes or opens a post's comments. */
export async function lockComments(
  ctx: Ctx,
  { slug, isLocked }: Step & { isLocked: boolean },
): Promise<Step> {
  const loaded = await loadPost(ctx, slug);
  ctx.authorize("comment.moderate");
  await ctx.tx.update(post).set({ isCommentsLocked: isLocked }).where(eq(post.pageId, loaded.id));
  await ctx.record("post.comments-locked", { ...postFact(loaded), isLocked });
  return { slug: loaded.slug };
}

/**
 * Writes a step. Before publication each step counts as a change for reviewers (`requireSeen`); afterwards
 * only its text and details change its date.
 */
async function write(
  ctx: Ctx,
  loaded: LoadedPost,
  set: Partial<typeof post.$inferInsert> & { state: PostState },
): Promise<void> {
  const isRead = set.state === "published" || set.state === "retracted";
  const own = isRead ? {} : { updatedAt: ctx.now };
  const unplanned = set.state === "scheduled" ? {} : { publishAt: null, publishZone: null };
  const published = set.state === "published" ? appearing(ctx, loaded) : {};
  await ctx.tx
    .update(post)
    .set({ ...set, ...own, ...unplanned, ...published })
    .where(eq(post.pageId, loaded.id));
  // Addresses from its time as a draft were seen only by its writers.
  if (set.state === "published" && loaded.publishedAt === null)
    await ctx.tx.delete(postAlias).where(eq(postAlias.postId, loaded.id));
  if (isRead || set.state === "removed" || loaded.state === "removed") await updatePostFiles(ctx, loaded.id);
}

/** Builds the columns of a publication: a due post gets its scheduled time, one published early the current time. */
function appearing({ actor, now }: Ctx, { publishAt, publishedAt }: LoadedPost) {
  const due = publishAt && publishAt < now ? publishAt : now;
  return { publishedAt: publishedAt ?? due, publishedBy: actor?.id ?? null, returnReason: null };
}

/**
 * Throws `invalid` unless a post has summary, text, topic, and a description of its cover, if it has one; `conflict`
 * (`post_unsaved`) if the actor has an unsaved draft of its text.
 */
async function requireComplete(ctx: Ctx, loaded: LoadedPost): Promise<void> {
  const lacks: Record<string, string[]> = {};
  if ([...loaded.summary].length < SUMMARY_LENGTH.min)
    lacks.summary = [loaded.summary === "" ? "required" : "too_short"];
  if (loaded.topics.length === 0) lacks.topics = ["choose"];
  if (loaded.coverId !== null && loaded.coverAlt === null) lacks.coverAlt = ["required"];
  const [row] = await ctx.tx
    .select({ content: revision.content })
    .from(section)
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(eq(section.id, loaded.section.id));
  if (bodyKind.isEmpty(contentOf(bodyKind, row ?? null) as Content)) lacks.text = ["required"];
  if (Object.keys(lacks).length > 0) throw invalidFields(lacks);
  const [unsaved] = await ctx.tx
    .select({ id: draft.id })
    .from(draft)
    .where(and(eq(draft.sectionId, loaded.section.id), eq(draft.memberId, ctx.actor?.id ?? loaded.id)))
    .limit(1);
  // Unsaved drafts would be missing from what is published.
  if (unsaved && loaded.state === "draft") throw new DomainError("conflict", "post_unsaved");
}
