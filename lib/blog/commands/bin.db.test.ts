import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { post, postAlias, postPreview } from "@/db/schema/blog";
import { file, fileUse } from "@/db/schema/files";
import { pageLink } from "@/db/schema/page-links";
import { page, revision } from "@/db/schema/revisions";
import {
  agreeToByline,
  findPostInWork,
  findPreview,
  findPreviewed,
  findSigned,
  listBlogQueue,
  listOwnPosts,
  listTrash,
  makePreview,
  publishPost,
  removePost,
  restoreDeletedPost,
  returnPost,
  saveBody,
  saveBodyDraft,
  savePost,
  schedulePost,
  startPost,
  withdrawPost,
} from "@/lib/blog";
import { submitPost } from "@/lib/blog/commands/steps";
import { SchedulePost, StartPost } from "@/lib/blog/model";
import { findPostPage } from "@/lib/blog/queries";
import { listPostDrafts } from "@/lib/blog/queries/draft-queries";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { findDownload } from "@/lib/files";
import { refreshFiles } from "@/lib/files/bytes";
import { applyRetention } from "@/lib/operation";
import { listOwnContributions } from "@/lib/page-kinds";
import { collectOwnData } from "@/lib/personal-data";
import { listModerated } from "@/lib/queue-kinds";
import { SYSTEM, transact } from "@/lib/transact";
import { countUnseenNotices, listNotices } from "@/lib/watching";
import { listFacts } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { cleanFile } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { postFields, postRow, publishedPost, savedPost, signed, startedPost } from "@/tests/support/posts";
import { prose, refusal } from "@/tests/support/sections";

useDatabase();

let ana: Actor;
let ben: Actor;
let cleo: Actor;
let mod: Actor;
beforeEach(async () => {
  [ana, ben, cleo] = [await makeActor(), await makeActor(), await makeActor()];
  mod = await makeActor("moderator");
});

type Command<I, T> = (ctx: Parameters<Parameters<typeof transact>[1]>[0], input: I) => Promise<T>;
const run = <I, T>(actor: Actor | null, command: Command<I, T>, input: I) =>
  transact(by(actor), (ctx) => command(ctx, input));
const on = (day: number) => new Date(Date.now() + day * 86_400_000);
const retain = (day: number) => transact(SYSTEM, applyRetention, { now: on(day) });
const handle = async ({ id }: Actor) =>
  (await db().select({ handle: member.handle }).from(member).where(eq(member.id, id)))[0]?.handle ?? "";

const mayHave = async (actor: Actor, slug: string, fileId: string) => {
  const download = await findDownload(db(), { fileId, place: `/blog/${slug}`, reader: null });
  return download !== null && can(actor, "file.download", download);
};

/** A draft by Ana that Ben signs and Cleo was asked to sign. */
async function sharedDraft(): Promise<string> {
  const slug = await startedPost(ana, { coAuthors: `${await handle(ben)} ${await handle(cleo)}` });
  await signed(ben, slug);
  return slug;
}
const news = async (actor: Actor) =>
  (await listNotices(actor, {})).rows.flatMap(({ content }) =>
    content.what === "news" ? [content.news] : [],
  );

describe("deleted draft", () => {
  it("is visible to its owner only, for thirty days, and is restored completely", async () => {
    const picture = await cleanFile(ana.id, { name: "cover.png" });
    const slug = await startedPost(ana, {
      coverId: picture,
      coverAlt: "A cover",
      text: "See [the law](/countries/senegal).",
    });
    const content = prose({ aaaaaa: "Not saved yet." });
    const unsaved = { slug, base: 1, content, summary: "", sequence: 1, force: false };
    await run(ana, saveBodyDraft, unsaved);
    const link = await run(ana, makePreview, { slug });
    const before = await findPostInWork(ana, slug);
    expect(await run(ana, removePost, { slug })).toEqual({ slug });

    expect(await listTrash(ana)).toMatchObject([{ slug, title: "Malabo and Budapest" }]);
    expect((await listTrash(ana))[0]?.until.getTime()).toBeGreaterThan(on(29.9).getTime());
    expect([await listOwnPosts(ana), await listPostDrafts(ana), await listTrash(mod)]).toEqual([[], [], []]);
    expect((await listOwnContributions(ana, {})).rows).toEqual([]);
    expect((await refusal(findPostInWork(mod, slug))).code).toBe("not_found");
    expect(await refusal(findPostInWork(ana, slug))).toMatchObject({ reason: "post_binned" });
    expect(await refusal(findPreview(link.token))).toMatchObject({ code: "gone", reason: "preview" });
    expect(await refusal(findPreviewed(link.token))).toMatchObject({ code: "gone" });
    expect(await mayHave(mod, slug, picture)).toBe(false);
    expect(await mayHave(ana, slug, picture)).toBe(true);
    const own = JSON.parse((await collectOwnData(db(), ana.id, new Date())).toString());
    expect(own.posts).toMatchObject([{ address: slug, state: "removed" }]);
    // Files in the trash do not count as unused.
    await refreshFiles(on(29));
    expect((await retain(5)).postBins).toBe(0);

    for (const actor of [ben, mod])
      expect((await refusal(run(actor, restoreDeletedPost, { slug }))).code).toBe("not_found");
    await run(ana, restoreDeletedPost, { slug });
    const { updatedAt: _, previews: __, ...kept } = before as Extract<typeof before, { slug: string }>;
    expect(await findPostInWork(ana, slug)).toMatchObject(kept);
    expect(await listTrash(ana)).toEqual([]);
    expect((await listPostDrafts(ana)).map((one) => one.slug)).toEqual([slug]);
    expect(await mayHave(mod, slug, picture)).toBe(true);
    expect((await findPreview(link.token)).slug).toBe(slug);
    await run(mod, publishPost, { slug });
    expect((await findPostPage(slug))?.cover).toEqual({ file: picture, alt: "A cover" });
  });

  it("is deleted and restored once, however often it is requested", async () => {
    const slug = await startedPost(ana);
    for (const command of [removePost, restoreDeletedPost]) {
      await Promise.all([run(ana, command, { slug }), run(ana, command, { slug })]);
      expect(await run(ana, command, { slug })).toEqual({ slug });
    }
    expect((await listFacts()).filter((fact) => /removed|put-back/.test(fact))).toEqual([
      "post.removed",
      "post.put-back",
    ]);
  });

  it("can be deleted by its creator only while an author, then by the first author", async () => {
    const slug = await sharedDraft();
    for (const actor of [ben, cleo, mod])
      expect((await refusal(run(actor, removePost, { slug }))).code).toBe("forbidden");
    expect((await refusal(run(await makeActor(), removePost, { slug }))).code).toBe("not_found");
    expect((await refusal(run(null, removePost, { slug }))).code).toBe("unauthenticated");
    await db().update(member).set({ state: "erased" }).where(eq(member.id, ana.id));
    await run(ben, removePost, { slug });
    expect(await listTrash(ben)).toMatchObject([{ slug }]);
    expect(await listTrash(ana)).toEqual([]);
  });

  it("must not be in review or published: a submitted one is withdrawn first", async () => {
    const slug = await startedPost(ana);
    await run(ana, submitPost, { slug });
    expect(await refusal(run(ana, removePost, { slug }))).toMatchObject({ reason: "post_state" });
    await run(mod, returnPost, { slug, reason: "Name the law." });
    await run(ana, removePost, { slug });
    await run(ana, restoreDeletedPost, { slug });
    expect(await postRow(slug)).toMatchObject({ state: "draft", returnReason: "Name the law." });
    await run(ana, submitPost, { slug });
    expect(await refusal(run(ana, restoreDeletedPost, { slug }))).toMatchObject({ reason: "post_state" });
    const at = { day: "2099-01-01", time: "10:00", zone: "UTC" };
    await run(mod, schedulePost, SchedulePost.parse({ slug, ...at }));
    expect(await refusal(run(ana, removePost, { slug }))).toMatchObject({ reason: "post_state" });
    await run(ana, withdrawPost, { slug });
    await run(ana, removePost, { slug });
    const read = await publishedPost(ana, { title: "Read" });
    expect((await refusal(run(ana, removePost, { slug: read }))).code).toBe("forbidden");
    const forced = pool().query("update post set state = 'removed' where slug = $1", [read]);
    await expect(forced).rejects.toThrow(/post_removed_unread/);
  });

  it("notifies its authors, suspends byline requests, and repeats them when restored", async () => {
    const slug = await sharedDraft();
    expect(await news(cleo)).toEqual(["post.byline"]);
    await run(ana, removePost, { slug });
    expect([await news(ana), await news(ben), await news(cleo)]).toEqual([[], ["post.removed"], []]);
    expect(await countUnseenNotices(cleo.id)).toBe(0);
    expect(await listOwnPosts(ben)).toEqual([]);
    const answer = { slug, clientToken: randomUUID() };
    for (const attempt of [
      () => run(cleo, agreeToByline, answer),
      () => findSigned(cleo, slug),
      () => findPostInWork(ben, slug),
      () => run(ben, savePost, savedPost({ slug })),
    ])
      expect(await refusal(attempt())).toMatchObject({ code: "gone", reason: "post_removed" });
    await run(ana, restoreDeletedPost, { slug });
    expect([await news(ben), await news(cleo)]).toEqual([[], ["post.byline"]]);
    await run(cleo, agreeToByline, answer);
    expect((await listOwnPosts(ben)).map((one) => one.slug)).toEqual([slug]);
  });

  it("leaves queues and translations, and is not created again by its form", async () => {
    const form = StartPost.parse(postFields());
    const { slug } = await run(ana, startPost, form);
    const other = await startedPost(ana, { title: "Malabo et Budapest", language: "fr", translates: slug });
    const at = { day: "2099-01-01", time: "10:00", zone: "UTC" };
    await run(mod, schedulePost, SchedulePost.parse({ slug, ...at }));
    const content = prose({ aaaaaa: "Changed meanwhile." });
    await run(ana, saveBody, { slug, base: 1, clientToken: randomUUID(), summary: "A change", content });
    await run(ana, withdrawPost, { slug });
    expect((await listBlogQueue(mod)).changed).toHaveLength(1);
    await run(ana, removePost, { slug });
    expect((await listBlogQueue(mod)).changed).toEqual([]);
    expect((await listModerated(mod)).find(({ name }) => name === "changes")?.waiting.count).toBe(0);
    expect(await findPostInWork(ana, other)).toMatchObject({ translates: null });
    const named = savedPost({ slug: other, title: "Malabo et Budapest", translates: slug });
    expect((await refusal(run(ana, savePost, named))).details).toEqual({
      fields: { translates: ["unknown_post"] },
    });
    expect(await refusal(run(ana, startPost, form))).toMatchObject({ reason: "post_binned" });
    await run(ana, savePost, savedPost({ slug: other, title: "Malabo et Budapest" }));
    // Its address is reserved, so another post of this title gets a different one.
    expect(await startedPost(ana)).not.toBe(slug);
    await run(ana, restoreDeletedPost, { slug });
    expect((await listBlogQueue(mod)).changed).toHaveLength(1);
    expect(await findPostInWork(ana, other)).toMatchObject({ translates: slug });
  });
});

describe("draft deleted while another tab saves it", () => {
  const text = (words: string) => prose({ aaaaaa: words });

  it("keeps earlier saves and refuses later ones with the reason", async () => {
    const slug = await startedPost(ana, { text: "" });
    const write = (words: string) =>
      run(ana, saveBody, {
        slug,
        base: null,
        clientToken: randomUUID(),
        summary: "Words",
        content: text(words),
      });
    const both = await Promise.allSettled([write("Written at once."), run(ana, removePost, { slug })]);
    expect(both[1]?.status).toBe("fulfilled");
    if (both[0]?.status === "rejected")
      expect(both[0].reason).toMatchObject({ code: "conflict", reason: "post_binned" });
    const draft = { slug, base: null, content: text("Later."), summary: "", sequence: 1, force: false };
    for (const attempt of [
      () => write("Later."),
      () => run(ana, saveBodyDraft, draft),
      () => run(ana, savePost, savedPost({ slug, title: "Another title" })),
    ])
      expect(await refusal(attempt())).toMatchObject({ code: "conflict", reason: "post_binned" });
    expect((await postRow(slug)).title).toBe("Malabo and Budapest");
    await run(ana, restoreDeletedPost, { slug });
    const found = await findPostInWork(ana, slug);
    const isSaved = both[0]?.status === "fulfilled";
    expect(JSON.stringify(found).includes("Written at once.")).toBe(isSaved);
    if (!isSaved) await write("Written at once.");
    expect(JSON.stringify(await findPostInWork(ana, slug))).toContain("Written at once.");
  });

  it("is shown to its owner with its pictures, so that typed text can be sent again", async () => {
    const picture = await cleanFile(ana.id);
    const slug = await startedPost(ana, { coverId: picture, coverAlt: "A cover" });
    await run(ana, removePost, { slug });
    const found = await findPostInWork(ana, slug, { evenBinned: true });
    expect(found).toMatchObject({ state: "removed", pictures: [{ id: picture }] });
    expect((await refusal(findPostInWork(mod, slug, { evenBinned: true }))).code).toBe("not_found");
  });
});

describe("trash of posts", () => {
  it("erases expired posts: text and addresses at once, files two days later", async () => {
    const picture = await cleanFile(ana.id);
    const slug = await startedPost(ana, {
      coverId: picture,
      coverAlt: "A cover",
      text: "See [the law](/countries/senegal).",
    });
    await run(ana, makePreview, { slug });
    await run(
      ana,
      savePost,
      savedPost({ slug, title: "Another title", coverId: picture, coverAlt: "A cover" }),
    );
    const kept = await startedPost(ana, { title: "Kept" });
    await run(ana, removePost, { slug });
    await expect(pool().query("delete from revision")).rejects.toThrow(/append-only/);
    expect((await retain(29)).postBins).toBe(0);
    expect((await retain(31)).postBins).toBe(1);
    expect((await retain(32)).postBins).toBe(0);
    expect(await listTrash(ana)).toEqual([]);
    expect((await refusal(run(ana, restoreDeletedPost, { slug }))).code).toBe("not_found");
    expect((await db().select({ slug: post.slug }).from(post)).map((row) => row.slug)).toEqual([kept]);
    for (const table of [page, revision]) expect(await db().$count(table)).toBe(1);
    for (const table of [postAlias, postPreview, pageLink]) expect(await db().$count(table)).toBe(0);
    expect(await db().select().from(fileUse).where(eq(fileUse.fileId, picture))).toEqual([]);
    await refreshFiles(on(34));
    expect(await db().select().from(file).where(eq(file.id, picture))).toEqual([]);
    // Its address is free again.
    expect(await startedPost(ben)).toBe(slug);
  });

  it("erases a post with its owner's account unless another author signs it", async () => {
    const alone = await startedPost(ana, { title: "Alone", text: "See [the law](/countries/senegal)." });
    const shared = await sharedDraft();
    for (const slug of [alone, shared]) await run(ana, removePost, { slug });
    await db().update(member).set({ state: "erased" }).where(eq(member.id, ana.id));
    expect(await retain(0)).toMatchObject({ unreadPosts: 1, postBins: 0 });
    expect((await listTrash(ben)).map((one) => one.slug)).toEqual([shared]);
    await run(ben, restoreDeletedPost, { slug: shared });
    expect((await postRow(shared)).state).toBe("draft");
  });
});
