import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { page } from "@/db/schema/revisions";
import { searchEntry } from "@/db/schema/search";
import { postComments, postPages } from "@/lib/blog";
import { CONSEQUENCES } from "@/lib/consequences";
import type { Actor } from "@/lib/core/actor";
import { noteTables } from "@/lib/core/composed";
import { composeConsequences } from "@/lib/core/consequences";
import { DomainError } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { readVersion, scope } from "@/lib/core/versions";
import { translator } from "@/lib/i18n/translator";
import { composeNotices, noticeKinds } from "@/lib/notices/kinds";
import { collectOwnData } from "@/lib/personal-data";
import { QUEUES } from "@/lib/queue-kinds";
import { clearQueueNotices, countParts, describeQueue, notifyReviewers } from "@/lib/queues";
import { contentText } from "@/lib/text/plain";
import { transact } from "@/lib/transact";
import { listNotices, noticeWords } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { commented, publishedPost } from "@/tests/support/posts";
import { refusal } from "@/tests/support/sections";
import {
  type CommentedKind,
  commentNews,
  commentQueue,
  commentsOf,
  findComment,
  findCommented,
  indexComment,
  listHeldComments,
  listThreads,
  logComment,
  notifyCommentAuthor,
} from "./index";

useDatabase();

/** What a domain would store in its own table. */
const shownOn = new Map<string, number>();
const closed = new Set<string>();

/** A second kind of page with comments. */
const notes: CommentedKind = {
  kind: "note",
  area: "notes",
  comments: {
    pages:
      () => sql`select g.id as page_id, g.slug, 'About ' || g.slug as title, 'fr' as language, true as is_read,
      false as is_locked from page g where g.kind = 'note'`,
    scope: (slug) => scope.there(`notes/${slug}`),
    async load({ tx }, slug) {
      const [row] = await tx
        .select({ id: page.id, slug: page.slug })
        .from(page)
        .where(sql`${page.kind} = 'note' and ${page.slug} = ${slug}`)
        .for("no key update");
      if (!row) throw new DomainError("not_found", "note");
      return { ...row, isCommentsLocked: false };
    },
    requireShown() {},
    requireOpen({ slug }) {
      if (closed.has(slug)) throw new DomainError("conflict", "comments_locked");
    },
    async saveCount({ tx }, pageId, shown) {
      const { rows } = await tx.execute<{ n: number }>(sql`select ${shown} as n`);
      shownOn.set(pageId, rows[0]?.n ?? 0);
    },
    review: { path: "/notes/review", held: "note-comments" },
  },
};

const kinds = [postPages, notes];
const queue = commentQueue(kinds);
const on = commentsOf(notes);
const own = noticeKinds();

beforeAll(() => {
  const index = indexComment(kinds);
  composeConsequences({
    ...CONSEQUENCES,
    "comment.written": {
      now: [index, logComment, async (ctx, e) => (e.isHeld ? notifyReviewers(queue)(ctx, e) : undefined)],
    },
    "comment.changed": { now: [index] },
    "comment.removed": { now: [index, clearQueueNotices(queue)] },
    "comment.hidden": { now: [index, notifyCommentAuthor, clearQueueNotices(queue)] },
    "comment.shown": { now: [index, logComment, notifyCommentAuthor, clearQueueNotices(queue)] },
  });
  const queues = new Map([...QUEUES, [queue.name, queue] as const]);
  composeNotices({ ...own, news: { ...own.news, ...commentNews(kinds), review: describeQueue(queues) } });
});
afterAll(noteTables());

let ana: Actor;
let ben: Actor;
let mod: Actor;
let noteId: string;
const slug = "malabo";

beforeEach(async () => {
  [ana, ben, mod] = [await makeActor("trusted"), await makeActor(), await makeActor("moderator")];
  noteId = newId();
  await db().insert(page).values({ id: noteId, kind: "note", slug, createdAt: new Date() });
});

type Command<I, O> = (ctx: Parameters<Parameters<typeof transact>[1]>[0], input: I) => Promise<O>;
const run = <I, O>(actor: Actor, command: Command<I, O>, input: I) =>
  transact(by(actor), (ctx) => command(ctx, input));
const write = (actor: Actor, text: string, parent: string | null = null) =>
  run(actor, on.write, { slug, text, parent });
const entries = () => db().select().from(searchEntry).where(eq(searchEntry.kind, "comment"));
const words = async (actor: Actor) =>
  (await listNotices(actor, {})).rows.map((line) => {
    const { title, said, path } = noticeWords(line.content, translator("en"), "en");
    return { text: `${title} ${said}`, path };
  });
const waits = async () =>
  Object.fromEntries((await countParts(mod, queue, db())).map(({ name, waiting }) => [name, waiting.count]));

describe("second kind of page with comments", () => {
  it("supports comments and replies, with notices, counts and search", async () => {
    const before = await readVersion([scope.there(`notes/${slug}`)]);
    const { id } = await write(ana, "Which court decides?");
    const reply = await write(mod, "The one in Malabo.", id);
    const { threads } = await listThreads(noteId);
    expect(threads).toMatchObject([{ id, author: { handle: ana.handle }, replies: [{ id: reply.id }] }]);
    expect(shownOn.get(noteId)).toBe(2);
    expect((await entries()).map(({ path, language }) => ({ path, language }))).toEqual(
      [id, reply.id].map((one) => ({
        path: `/notes/${slug}?comment=${one}`,
        language: "fr",
      })),
    );
    expect(await readVersion([scope.there(`notes/${slug}`)])).not.toEqual(before);
    const [notice] = await words(ana);
    expect(notice?.text).toContain(`About ${slug}`);
    expect(notice?.path).toBe(`/notes/${slug}?comment=${reply.id}#comment-${reply.id}`);
  });

  it("has a queue next to that of posts, with one shared notice", async () => {
    const first = await commented(ben, await publishedPost(ana));
    const { id } = await write(ben, "A first word.");
    expect(await waits()).toEqual({ comments: 1, "note-comments": 1 });
    expect(await listHeldComments(notes)).toMatchObject([{ id, path: `/notes/${slug}` }]);
    expect(await listHeldComments(postPages)).toMatchObject([{ id: first }]);
    expect(await words(mod)).toMatchObject([{ path: "/moderation" }]);
    await run(mod, on.show, { slug, id });
    expect(await waits()).toMatchObject({ comments: 1, "note-comments": 0 });
    expect((await words(ben))[0]?.path).toBe(`/notes/${slug}?comment=${id}#comment-${id}`);
  });

  it("supports reports, which hiding closes", async () => {
    const { id } = await write(ana, "Buy my course.");
    await run(ben, on.flag, { slug, id, flagReason: "Advertising" });
    expect(await waits()).toEqual({ comments: 0, "note-comments": 0 });
    expect((await findComment(notes, mod, { slug, id })).flags).toMatchObject([{ words: "Advertising" }]);
    await run(mod, on.hide, { slug, id, reason: "Advertising." });
    expect((await findComment(notes, mod, { slug, id })).flags).toEqual([]);
    expect([shownOn.get(noteId), (await entries()).length]).toEqual([0, 0]);
    expect((await words(ana))[0]?.path).toMatch(/^\/me\/flags\//);
    expect((await words(ben))[0]?.text).toContain("agreed with your report");
  });

  it("supports editing and deleting by the author, who gets them in the data export", async () => {
    const { id } = await write(ana, "A first word.");
    await run(ana, on.edit, { slug, id, text: "A second word." });
    const { comment } = await findComment(notes, ana, { slug, id });
    expect([comment.content, ...comment.versions.map(({ content }) => content)].map(contentText)).toEqual([
      "A second word.",
      "A first word.",
    ]);
    const kept = JSON.parse((await collectOwnData(db(), ana.id, new Date())).toString());
    expect(kept.comments).toMatchObject([{ id, note: slug }]);
    await run(ana, on.remove, { slug, id });
    expect((await listThreads(noteId)).threads).toEqual([]);
  });

  it("reports closed comments itself, and knows no comment of another kind of page", async () => {
    const post = await publishedPost(ana, { title: "Malabo" });
    expect(post).toBe(slug);
    const id = await commented(ana, post);
    expect((await refusal(run(mod, on.hide, { slug, id, reason: "Rude." }))).code).toBe("not_found");
    expect((await refusal(findComment(notes, mod, { slug, id }))).code).toBe("not_found");
    await run(mod, postComments.hide, { slug, id, reason: "Rude." });
    closed.add(slug);
    expect((await refusal(write(ana, "Too late."))).reason).toBe("comments_locked");
    closed.delete(slug);
    expect((await refusal(findCommented(notes, null, "unknown"))).reason).toBe("note");
  });
});
