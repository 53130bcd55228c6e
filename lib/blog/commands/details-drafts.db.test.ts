import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { draft } from "@/db/schema/revisions";
import {
  discardDetailsDraft,
  hidePostRevision,
  saveBody,
  saveBodyDraft,
  saveDetailsDraft,
  savePost,
} from "@/lib/blog";
import { discardPostDrafts } from "@/lib/blog/commands/edit-text";
import { PostText } from "@/lib/blog/model";
import { findPostHead } from "@/lib/blog/queries";
import { listPostDrafts } from "@/lib/blog/queries/draft-queries";
import type { Actor } from "@/lib/core/actor";
import { collectOwnData } from "@/lib/personal-data";
import { findFormDraft } from "@/lib/revisions";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { postRow, publishedPost, savedPost, startedPost } from "@/tests/support/posts";
import { prose, refusal } from "@/tests/support/sections";

useDatabase();

let ana: Actor;
let ben: Actor;
let mod: Actor;
beforeEach(async () => {
  [ana, ben, mod] = [await makeActor(), await makeActor(), await makeActor("moderator")];
});

const fields = (title: string) => [
  ["title", title],
  ["topics[]", ["gender"]],
];
const keep = (actor: Actor, slug: string, title: string, sequence: number) =>
  transact(by(actor), (ctx) =>
    saveDetailsDraft(
      ctx,
      PostText.SaveDetailsDraft.parse({ slug, base: null, content: { fields: fields(title) }, sequence }),
    ),
  );
const draftOf = async (actor: Actor, slug: string) => findFormDraft(actor.id, (await postRow(slug)).pageId);
const run = <T>(actor: Actor, command: (ctx: Parameters<Parameters<typeof transact>[1]>[0]) => Promise<T>) =>
  transact(by(actor), command);

describe("draft of a post's form", () => {
  it("is saved for its member, listed under the typed title, exported, and deleted on save", async () => {
    const slug = await startedPost(ana);
    await keep(ana, slug, "Budapest and Malabo", 1);
    expect((await draftOf(ana, slug))?.content).toEqual({ fields: fields("Budapest and Malabo") });
    const content = prose({ aaaaaa: "On its way." });
    await run(ana, (ctx) =>
      saveBodyDraft(ctx, { slug, base: 1, content, summary: "", sequence: 1, force: false }),
    );
    expect(await listPostDrafts(ana)).toMatchObject([{ slug, title: "Budapest and Malabo" }]);
    expect(await listPostDrafts(ben)).toEqual([]);
    const own = (await collectOwnData(db(), ana.id, new Date())).toString();
    expect(JSON.parse(own).drafts).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          kind: "post",
          section: "details",
          content: { fields: fields("Budapest and Malabo") },
        }),
      ]),
    );
    const saved = await run(ana, (ctx) =>
      savePost(ctx, savedPost({ slug, base: 1, formDraft: 1, title: "Budapest first" })),
    );
    expect(await draftOf(ana, saved.slug)).toBeNull();
    // The text was not saved, so its draft stays, under the current title.
    expect(await listPostDrafts(ana)).toMatchObject([{ slug: saved.slug, title: "Budapest first" }]);
    await run(ana, (ctx) => discardPostDrafts(ctx, { slug: saved.slug }));
    expect(await db().$count(draft)).toBe(0);
  });

  it("belongs to each member: another's is neither seen nor overwritten", async () => {
    const slug = await publishedPost(ana);
    await keep(mod, slug, "A moderator's title", 1);
    expect(await draftOf(ana, slug)).toBeNull();
    // Members who may no longer edit the details cannot save a draft of them, and hidden posts are not
    // revealed.
    expect((await refusal(keep(ana, slug, "Too late", 1))).code).toBe("forbidden");
    const secret = await startedPost(ana, { title: "Nobody knows" });
    expect((await refusal(keep(ben, secret, "Guessed", 1))).code).toBe("not_found");
    expect(await run(ana, (ctx) => discardDetailsDraft(ctx, { slug }))).toMatchObject({ isDiscarded: false });
    expect((await draftOf(mod, slug))?.sequence).toBe(1);
  });

  it("is not part of the public history", async () => {
    const slug = await publishedPost(ana);
    const before = await findPostHead(slug, null);
    await keep(mod, slug, "Not said yet", 1);
    expect(await findPostHead(slug, null)).toEqual(before);
    expect((await postRow(slug)).title).toBe("Malabo and Budapest");
  });

  it("is limited in fields and their size", async () => {
    const slug = await startedPost(ana);
    const of = (list: unknown) =>
      PostText.SaveDetailsDraft.safeParse({ slug, base: null, content: { fields: list }, sequence: 1 });
    expect(of(fields("A title")).success).toBe(true);
    expect(of([["title", "x".repeat(20_001)]]).success).toBe(false);
    expect(of(Array.from({ length: 151 }, () => ["a", "b"])).success).toBe(false);
    expect(of([["title", { nested: true }]]).success).toBe(false);
  });
});

it("are not listed when they begin from a text that was hidden since", async () => {
  const slug = await publishedPost(ana);
  const text = { slug, base: 1, content: prose({ aaaaaa: "A new text." }), summary: "", sequence: 1 };
  await run(ana, (ctx) => saveBodyDraft(ctx, { ...text, force: false }));
  expect((await listPostDrafts(ana)).map((one) => one.slug)).toEqual([slug]);
  const next = {
    slug,
    base: 1,
    content: prose({ aaaaaa: "Corrected." }),
    summary: "",
    clientToken: randomUUID(),
  };
  await run(mod, (ctx) => saveBody(ctx, next));
  const hidden = { slug, number: 1, text: true, summary: false, author: false, reason: "It names a victim" };
  await run(mod, (ctx) => hidePostRevision(ctx, hidden));
  expect(await listPostDrafts(ana)).toEqual([]);
});
