import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { post, postAlias, series } from "@/db/schema/blog";
import { auditEntry } from "@/db/schema/core";
import { revision } from "@/db/schema/revisions";
import {
  acceptBody,
  discardBodyDraft,
  previewBody,
  publishPost,
  rejectBody,
  saveBody,
  saveBodyDraft,
  saveGivenText,
  savePost,
  saveRefusedBody,
  schedulePost,
  startPost,
} from "@/lib/blog";
import { StartPost } from "@/lib/blog/model";
import { findMovedPost } from "@/lib/blog/queries";
import type { Actor } from "@/lib/core/actor";
import { findDraftOf } from "@/lib/revisions";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { postFields, postRow, publishedPost, savedPost, signed, startedPost } from "@/tests/support/posts";
import { prose, refusal } from "@/tests/support/sections";

useDatabase();

let ana: Actor;
let ben: Actor;
let mod: Actor;

beforeEach(async () => {
  [ana, ben, mod] = [await makeActor(), await makeActor(), await makeActor("moderator")];
});

const start = (actor: Actor | null, given: Record<string, unknown> = {}) =>
  transact(by(actor), (ctx) => startPost(ctx, StartPost.parse(postFields(given))));
const save = (actor: Actor | null, given: Record<string, unknown> & { slug: string }) =>
  transact(by(actor), (ctx) => savePost(ctx, savedPost(given)));
const write = (actor: Actor | null, given: Partial<Parameters<typeof saveGivenText>[1]> & { slug: string }) =>
  transact(by(actor), (ctx) =>
    saveGivenText(ctx, { base: null, clientToken: randomUUID(), summary: "A test's edit", ...given }),
  );

/** The text readers of a post now get. */
async function textOf(slug: string): Promise<string> {
  const row = await postRow(slug);
  const rows = await db().select().from(revision).where(eq(revision.pageId, row.pageId));
  const standing = rows.filter((one) => one.state === "published").sort((a, b) => b.number - a.number)[0];
  return standing ? contentText(standing.content as Content) : "";
}

describe("new post", () => {
  it("is its author's draft with its first text, hidden from others", async () => {
    const { slug, state } = await start(ana, { countries: ["SN"], articles: "185:18, 224:7" });
    expect([slug, state]).toEqual(["malabo-and-budapest", "draft"]);
    expect(await postRow(slug)).toMatchObject({
      title: "Malabo and Budapest",
      topics: ["legislation"],
      countries: ["SN"],
      articles: ["185:18", "224:7"],
      publishedAt: null,
    });
    expect(await textOf(slug)).toContain("The second paragraph.");
    expect(await refusal(save(ben, { slug, title: "Mine now" }))).toMatchObject({ code: "not_found" });
    expect(await refusal(write(ben, { slug, text: "Mine" }))).toMatchObject({ code: "not_found" });
    expect(await refusal(save(null, { slug, title: "Anyone's" }))).toMatchObject({ code: "unauthenticated" });
    expect(await refusal(save(null, { slug: "nothing", title: "Anyone's" }))).toMatchObject({
      code: "unauthenticated",
    });
  });

  it("needs only a title, and a member in a session", async () => {
    const { slug } = await start(ana, { title: "Só título", summary: "", topics: [], text: "" });
    expect(slug).toBe("so-titulo");
    expect(StartPost.safeParse(postFields({ title: "ab" })).error?.issues[0]?.message).toBe("too_short");
    expect((await refusal(start(null))).code).toBe("unauthenticated");
    expect((await refusal(start({ ...ana, scopes: ["profiles:write"] }))).code).toBe("forbidden");
  });

  it("is created once, however often its form is sent", async () => {
    const form = { clientToken: randomUUID() };
    const both = await Promise.all([start(ana, form), start(ana, form)]);
    expect(both[0]?.slug).toBe(both[1]?.slug);
    const again = await start(ana, form);
    expect(again.slug).toBe("malabo-and-budapest");
    expect(await db().$count(post)).toBe(1);
    expect(await db().$count(revision)).toBe(1);
  });

  it("gets its own address, in any script and when others start simultaneously", async () => {
    const slugs = await Promise.all([start(ana), start(ben), start(ana)]);
    expect(slugs.map(({ slug }) => slug).sort()).toEqual([
      "malabo-and-budapest",
      "malabo-and-budapest-2",
      "malabo-and-budapest-3",
    ]);
    expect((await start(ana, { title: "Review" })).slug).toBe("post-review");
    expect((await start(ana, { title: "الجريمة السيبرانية" })).slug).toBe("post");
  });

  it("lists co-authors in order, who may edit it until removed from the byline", async () => {
    const { slug } = await start(ana, { coAuthors: `@${ben.handle}` });
    await signed(ben, slug);
    await expect(save(ben, { slug, title: "Ben's title", coAuthors: ben.handle })).resolves.toBeTruthy();
    await save(ana, { slug: "ben-s-title", title: "Alone" });
    expect((await refusal(save(ben, { slug: "alone", title: "Still mine" }))).code).toBe("not_found");
    const unknown = await refusal(save(ana, { slug: "alone", coAuthors: "nobody-here" }));
    expect(unknown.details).toEqual({ fields: { coAuthors: ["unknown_member"] } });
  });

  it("can be in a series, and linked with its translations", async () => {
    const one = await startedPost(ana, { title: "First part", series: "Drafting laws" });
    await startedPost(ben, { title: "Second part", series: "Drafting laws" });
    expect(await db().$count(series)).toBe(1);
    const translated = await startedPost(ana, { title: "Première partie", language: "fr", translates: one });
    const { translationId } = await postRow(one);
    expect(translationId).not.toBeNull();
    expect((await postRow(translated)).translationId).toBe(translationId);
    // Another member's draft is answered as if it did not exist.
    const secret = await refusal(start(ben, { title: "Erster Teil", translates: one }));
    const nothing = await refusal(start(ben, { title: "Erster Teil", translates: "nothing" }));
    expect(secret).toEqual(nothing);
    expect(secret.details).toEqual({ fields: { translates: ["unknown_post"] } });
  });
});

describe("two posts that name each other as translations", () => {
  it("can be saved simultaneously without a deadlock", async () => {
    const one = await startedPost(ana, { title: "Premier", series: "Drafting laws" });
    const other = await startedPost(ana, { title: "First", series: "Drafting laws" });
    for (let round = 0; round < 8; round += 1) {
      await db().update(post).set({ translationId: null });
      const saved = await Promise.all([
        save(ana, { slug: one, title: "Premier", translates: other, series: "Drafting laws" }),
        save(ana, { slug: other, title: "First", translates: one, series: "Drafting laws" }),
        startedPost(ben, { title: `More ${round}`, series: "Drafting laws" }),
      ]);
      expect(saved).toHaveLength(3);
    }
    const [a, b] = [await postRow(one), await postRow(other)];
    expect(a.translationId).not.toBeNull();
    expect(a.translationId).toBe(b.translationId);
  });
});

describe("address of a post", () => {
  it("follows the title until publication, with redirects, and is then fixed", async () => {
    const slug = await startedPost(ana);
    const { slug: later } = await save(ana, { slug, title: "A better title" });
    expect(later).toBe("a-better-title");
    // Another tab still has the old address.
    expect((await save(ana, { slug, title: "A better title", summary: "Said from an old tab." })).slug).toBe(
      later,
    );
    expect((await postRow(later)).summary).toBe("Said from an old tab.");
    await transact(by(mod), (ctx) => publishPost(ctx, { slug: later }));
    // Nobody has read it at its old addresses.
    expect(await db().$count(postAlias)).toBe(0);
    await save(mod, { slug: later, title: "Yet another title", note: "A clearer title" });
    expect((await postRow(later)).title).toBe("Yet another title");
  });

  it("can be changed only by a moderator after publication, with a permanent redirect", async () => {
    const slug = await startedPost(ana);
    const taken = await startedPost(ana, { title: "Taken" });
    await transact(by(mod), (ctx) => publishPost(ctx, { slug }));
    const same = { slug, title: (await postRow(slug)).title };
    expect(await refusal(save(mod, { ...same, address: taken }))).toMatchObject({
      details: { fields: { address: ["taken"] } },
    });
    const { slug: moved } = await save(mod, { ...same, address: "two-treaties" });
    expect(moved).toBe("two-treaties");
    expect(await findMovedPost(slug)).toBe(moved);
    // Its old address is reserved for it, should it be changed back.
    expect(await startedPost(ana, { title: "Malabo and Budapest" })).not.toBe(slug);
    expect((await save(mod, { slug: moved, title: same.title, address: slug })).slug).toBe(slug);
    expect(await findMovedPost(moved)).toBe(slug);
  });
});

describe("text of a post", () => {
  it("merges simultaneous edits by two authors, and saves an unmergeable one as a draft", async () => {
    const slug = await startedPost(ana, { coAuthors: ben.handle, text: "" });
    await signed(ben, slug);
    const first = { slug, base: null, clientToken: randomUUID(), summary: "First" };
    await transact(by(ana), (ctx) =>
      saveBody(ctx, { ...first, content: prose({ aaaaaa: "One.", bbbbbb: "Two." }) }),
    );
    const edit = (actor: Actor, content: Content) => ({
      actor,
      input: { slug, base: 1, clientToken: randomUUID(), summary: "An edit", content },
    });
    const run = ({ actor, input }: ReturnType<typeof edit>) =>
      transact(by(actor), (ctx) => saveBody(ctx, input));
    await run(edit(ana, prose({ aaaaaa: "One more.", bbbbbb: "Two." })));
    expect(await run(edit(ben, prose({ aaaaaa: "One.", bbbbbb: "Two more." })))).toMatchObject({
      merged: true,
    });
    const lost = edit(ben, prose({ aaaaaa: "One less.", bbbbbb: "Two." }));
    const error = await run(lost).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "conflict", reason: "edit_conflict" });
    await transact(by(ben), (ctx) => saveRefusedBody(ctx, lost.input, error));
    const { sectionId } = await postRow(slug);
    expect(JSON.stringify((await findDraftOf(ben.id, sectionId))?.content)).toContain("One less.");
    expect(await textOf(slug)).toContain("One more.");
  });

  it("supports pictures, code and media links, which a plain field reports as unsupported", async () => {
    const slug = await startedPost(ana, { text: "" });
    const code = {
      schemaVersion: 1,
      doc: { type: "doc", content: [{ type: "codeBlock", content: [{ type: "text", text: "rule x {}" }] }] },
    };
    await write(ana, { slug, content: code });
    expect(await refusal(write(ana, { slug, base: 1, text: "Plain" }))).toMatchObject({
      code: "invalid",
      reason: "holds_more",
    });
    const cited = prose({ aaaaaa: "Says a source. [gazette]" });
    expect((await refusal(write(ana, { slug, base: 1, content: cited }))).code).toBe("invalid");
    const stranger = {
      schemaVersion: 1,
      doc: { type: "doc", content: [{ type: "figure", attrs: { file: randomUUID(), alt: "" } }] },
    };
    expect(await refusal(write(ana, { slug, base: 1, content: stranger }))).toMatchObject({
      reason: "file_unknown",
    });
  });

  it("is saved as a draft while writing, can be compared and discarded", async () => {
    const slug = await startedPost(ana);
    const content = prose({ aaaaaa: "On its way." });
    const keep = (actor: Actor, sequence: number) =>
      transact(by(actor), (ctx) =>
        saveBodyDraft(ctx, { slug, base: 1, content, summary: "", sequence, force: false }),
      );
    await keep(ana, 1);
    expect((await refusal(keep(ben, 1))).code).toBe("not_found");
    const seen = await transact(by(ana), (ctx) => previewBody(ctx, { slug, content, base: 1 }));
    expect(seen).toMatchObject({ behind: 0, conflicts: 0, currentNumber: 1, diff: { family: "prose" } });
    expect(await transact(by(ana), (ctx) => discardBodyDraft(ctx, { slug }))).toMatchObject({
      isDiscarded: true,
    });
    expect(await transact(by(ana), (ctx) => discardBodyDraft(ctx, { slug }))).toMatchObject({
      isDiscarded: false,
    });
  });

  it("needs a moderator after acceptance, so nothing unseen is published", async () => {
    const slug = await startedPost(ana);
    const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
    await transact(by(mod), (ctx) =>
      schedulePost(ctx, { slug, day, time: "09:00", zone: "UTC", seen: undefined }),
    );
    expect(await write(ana, { slug, base: 1, text: "Something else." })).toMatchObject({ state: "pending" });
    expect(await textOf(slug)).toContain("The first paragraph.");
    expect((await refusal(save(ana, { slug, title: "Unseen" }))).code).toBe("forbidden");
    await transact(by(mod), (ctx) => publishPost(ctx, { slug }));
    expect(await textOf(slug)).toContain("The first paragraph.");
  });

  it("changes after publication once accepted, and not if rejected", async () => {
    const slug = await publishedPost(ana);
    await write(ana, { slug, base: 1, text: "The first paragraph, put right.\n\nThe second paragraph." });
    expect(await textOf(slug)).not.toContain("put right");
    const decide = (actor: Actor, number = 2) =>
      transact(by(actor), (ctx) => acceptBody(ctx, { slug, number }));
    expect((await refusal(decide(ana))).code).toBe("forbidden");
    expect((await refusal(decide(mod, 9))).code).toBe("not_found");
    await decide(mod);
    expect(await textOf(slug)).toContain("put right");
    expect((await refusal(decide(mod))).reason).toBe("already_decided");
    await write(ana, { slug, base: 2, text: "Something wrong." });
    const reason = "The source says otherwise.";
    await transact(by(mod), (ctx) => rejectBody(ctx, { slug, number: 3, reason }));
    expect(await textOf(slug)).toContain("put right");
    // A moderator's own change is published directly, and nobody accepts their own.
    expect(await write(mod, { slug, base: 2, text: "By a moderator." })).toMatchObject({
      state: "published",
    });
  });
});

describe("facts about posts", () => {
  it("contain ids and addresses, but no text", async () => {
    await publishedPost(ana, { title: "Findable words" });
    const entries = await db()
      .select({ fact: auditEntry.fact, details: auditEntry.details })
      .from(auditEntry);
    expect(entries.map((one) => one.fact).sort()).toEqual([
      "post.published",
      "post.started",
      "revision.published",
    ]);
    expect(JSON.stringify(entries)).not.toContain("Findable");
  });
});
