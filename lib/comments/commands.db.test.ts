import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { comment, commentVersion } from "@/db/schema/comments";
import { searchEntry } from "@/db/schema/search";
import { noticeSetting } from "@/db/schema/watching";
import { lockComments, postComments, restorePost, retractPost } from "@/lib/blog";
import { PostComment } from "@/lib/blog/model";
import type { Actor } from "@/lib/core/actor";
import { translator } from "@/lib/i18n/translator";
import { runDueJobs } from "@/lib/jobs/worker";
import { erasePerson } from "@/lib/members/erase-person";
import { collectOwnData } from "@/lib/personal-data";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { transact } from "@/lib/transact";
import { listNotices, noticeWords } from "@/lib/watching";
import { deleteMails } from "@/tests/support/account-pages";
import { useDatabase } from "@/tests/support/database";
import { readMails, recipientOf } from "@/tests/support/mailbox";
import { actorOf, by, makeActor, makeMember } from "@/tests/support/members";
import { commented, commentRow, postRow, publishedPost, startedPost } from "@/tests/support/posts";
import { refusal } from "@/tests/support/sections";
import { hoursPass } from "@/tests/support/watching";

useDatabase();

let ana: Actor;
let ben: Actor;
let trusted: Actor;
let mod: Actor;
let slug: string;

beforeEach(async () => {
  [ana, ben] = [await makeActor(), await makeActor()];
  [trusted, mod] = [await makeActor("trusted"), await makeActor("moderator")];
  slug = await publishedPost(ana);
});

type Command<I, O> = (ctx: Parameters<Parameters<typeof transact>[1]>[0], input: I) => Promise<O>;
const run = <I, O>(actor: Actor | null, command: Command<I, O>, input: I, now = new Date()) =>
  transact(by(actor), (ctx) => command(ctx, input), { now });
const textOf = async (id: string) => contentText((await commentRow(id)).content as Content);
const found = async () =>
  (await db().select().from(searchEntry).where(eq(searchEntry.kind, "comment"))).length;

describe("comment", () => {
  it("is shown at once from a trusted member, and found by search", async () => {
    const id = await commented(trusted, slug);
    expect(await commentRow(id)).toMatchObject({ state: "shown", parentId: null });
    expect((await postRow(slug)).commentCount).toBe(1);
    expect(await found()).toBe(1);
  });

  it("is held for a new member until enough of theirs were shown", async () => {
    const first = await commented(ben, slug);
    expect((await commentRow(first)).state).toBe("held");
    expect([(await postRow(slug)).commentCount, await found()]).toEqual([0, 0]);
    expect((await refusal(run(ben, postComments.show, { slug, id: first }))).code).toBe("forbidden");
    await run(mod, postComments.show, { slug, id: first });
    expect([(await postRow(slug)).commentCount, await found()]).toEqual([1, 1]);
    expect((await refusal(run(mod, postComments.show, { slug, id: first }))).reason).toBe("already_decided");
    const second = await commented(ben, slug);
    expect((await commentRow(second)).state).toBe("held");
    await run(mod, postComments.show, { slug, id: second });
    expect((await commentRow(await commented(ben, slug))).state).toBe("shown");
  });

  it("is created once, however often its form is sent", async () => {
    const input = { slug, text: "Once.", parent: null, clientToken: randomUUID() };
    const both = await Promise.all([
      run(trusted, postComments.write, input),
      run(trusted, postComments.write, input),
    ]);
    expect(both[0]).toEqual({ ...both[1], isNew: expect.any(Boolean) });
    expect(await db().$count(comment)).toBe(1);
  });

  it("needs a member in a session, a published post and open comments", async () => {
    const input = { slug, text: "A word.", parent: null, clientToken: randomUUID() };
    expect((await refusal(run(null, postComments.write, input))).code).toBe("unauthenticated");
    const token: Actor = { ...trusted, scopes: ["profiles:write"] };
    expect((await refusal(run(token, postComments.write, input))).code).toBe("forbidden");
    const draft = await startedPost(ana, { title: "A draft" });
    expect((await refusal(run(ben, postComments.write, { ...input, slug: draft }))).code).toBe("not_found");
    expect((await refusal(run(ana, postComments.write, { ...input, slug: draft }))).reason).toBe(
      "post_state",
    );
    await run(mod, lockComments, { slug, isLocked: true });
    expect((await refusal(run(trusted, postComments.write, input))).reason).toBe("comments_locked");
    await run(mod, postComments.write, input);
    await run(mod, lockComments, { slug, isLocked: false });
    await run(trusted, postComments.write, input);
    expect(PostComment.Write.safeParse({ ...input, text: " \n " }).error?.issues[0]?.message).toBe(
      "required",
    );
    expect(
      PostComment.Write.safeParse({ ...input, text: "x".repeat(10_001) }).error?.issues[0]?.message,
    ).toBe("too_long");
  });

  it("supports quotations and links as plain text, never HTML", async () => {
    const id = await commented(trusted, slug, "> As it says.\n\n<b>Bold</b> see https://example.org/a");
    const { content } = await commentRow(id);
    const { content: blocks } = (content as Content).doc;
    expect(blocks.map((block) => block.type)).toEqual(["blockquote", "paragraph"]);
    expect(JSON.stringify(blocks[1])).toContain('"href":"https://example.org/a"');
    expect(await textOf(id)).toContain("<b>Bold</b>");
  });
});

describe("reply", () => {
  it("is shown under its comment; a reply to a reply next to that reply", async () => {
    const top = await commented(trusted, slug);
    const reply = await commented(trusted, slug, "A reply.", top);
    const deeper = await commented(trusted, slug, "A reply to the reply.", reply);
    expect([(await commentRow(reply)).parentId, (await commentRow(deeper)).parentId]).toEqual([top, top]);
  });

  it("needs a visible comment on the same post", async () => {
    const other = await publishedPost(ana, { title: "Another post" });
    const elsewhere = await commented(trusted, other);
    const held = await commented(ben, slug);
    for (const parent of [elsewhere, held, randomUUID()])
      expect((await refusal(commented(trusted, slug, "A reply.", parent))).reason).toBe("comment_gone");
  });
});

describe("author of a comment", () => {
  it("can edit it for half an hour; earlier text is kept", async () => {
    const id = await commented(trusted, slug, "First words.");
    const { createdAt } = await commentRow(id);
    const later = (minutes: number) => new Date(createdAt.getTime() + minutes * 60_000);
    await run(trusted, postComments.edit, { slug, id, text: "Second words." }, later(10));
    await run(trusted, postComments.edit, { slug, id, text: "Third words." }, later(29));
    expect(await textOf(id)).toBe("Third words.");
    const before = await db().select().from(commentVersion).orderBy(commentVersion.number);
    expect(before.map((one) => [one.number, contentText(one.content as Content)])).toEqual([
      [1, "First words."],
      [2, "Second words."],
    ]);
    expect(
      (await refusal(run(trusted, postComments.edit, { slug, id, text: "Late." }, later(30)))).code,
    ).toBe("forbidden");
    for (const other of [ben, mod])
      expect((await refusal(run(other, postComments.edit, { slug, id, text: "Mine." }))).code).toBe(
        "forbidden",
      );
  });

  it("tells a form that another tab was faster, once for the same words, and replaces them on a second try", async () => {
    const id = await commented(trusted, slug, "First words.");
    const edit = (text: string, seen: number) => run(trusted, postComments.edit, { slug, id, text, seen });
    await edit("Tab one.", 0);
    await edit("Tab one.", 0);
    expect((await refusal(edit("Tab two.", 0))).reason).toBe("comment_changed");
    await edit("Tab two.", 1);
    const both = await Promise.allSettled([edit("Tab three.", 2), edit("Tab four.", 2)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const stored = await db().select({ n: commentVersion.number }).from(commentVersion);
    expect(stored.map(({ n }) => n).sort()).toEqual([1, 2, 3]);
  });

  it("creates no version if nothing changed", async () => {
    const id = await commented(trusted, slug, "The same words.");
    await run(trusted, postComments.edit, { slug, id, text: "The same words." });
    expect(await db().$count(commentVersion)).toBe(0);
    expect((await commentRow(id)).editedAt).toBeNull();
  });

  it("can delete it at any time with all its versions; replies stay", async () => {
    const id = await commented(trusted, slug, "Words to regret.");
    await run(trusted, postComments.edit, { slug, id, text: "Words to regret, changed." });
    const reply = await commented(trusted, slug, "A reply.", id);
    const late = new Date(Date.now() + 90 * 86_400_000);
    expect((await refusal(run(mod, postComments.remove, { slug, id }, late))).code).toBe("forbidden");
    await run(trusted, postComments.remove, { slug, id }, late);
    expect(await commentRow(id)).toMatchObject({ state: "removed", editedAt: null });
    expect(JSON.stringify(await db().select().from(comment).where(eq(comment.id, id)))).not.toContain(
      "regret",
    );
    expect(await db().$count(commentVersion)).toBe(0);
    expect([(await commentRow(reply)).state, (await postRow(slug)).commentCount]).toEqual(["shown", 1]);
    await expect(run(trusted, postComments.remove, { slug, id })).resolves.toEqual({ slug });
  });
});

describe("moderating a comment", () => {
  it("hides it with a reason and shows it again; only one of two simultaneous decisions counts", async () => {
    const id = await commented(trusted, slug);
    const hide = { slug, id, reason: "It names a victim." };
    expect((await refusal(run(trusted, postComments.hide, hide))).code).toBe("forbidden");
    const both = await Promise.allSettled([
      run(mod, postComments.hide, hide),
      run(mod, postComments.hide, hide),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await commentRow(id)).toMatchObject({
      state: "hidden",
      reason: "It names a victim.",
      decidedBy: mod.id,
    });
    expect([(await postRow(slug)).commentCount, await found()]).toEqual([0, 0]);
    await run(mod, postComments.show, { slug, id });
    expect(await commentRow(id)).toMatchObject({ state: "shown", reason: null });
  });

  it("finds no comment by another post's address", async () => {
    const other = await publishedPost(ana, { title: "Another post" });
    const id = await commented(trusted, other);
    expect((await refusal(run(mod, postComments.hide, { slug, id, reason: "Wrong place." }))).code).toBe(
      "not_found",
    );
  });
});

describe("comments on a retracted post", () => {
  it("leave the search index with it, and return with it", async () => {
    await commented(trusted, slug);
    await run(mod, retractPost, { slug, reason: "Withdrawn by its author." });
    expect(await found()).toBe(0);
    await run(mod, restorePost, { slug, reason: "The author stands by it." });
    expect(await found()).toBe(1);
  });
});

describe("notices about a comment", () => {
  const TITLE = "Malabo and Budapest";
  /** The mails of the next minutes. */
  const mailed = async () => {
    await runDueJobs();
    await hoursPass(0.2);
    const mails = (await readMails()).map((mail) => [recipientOf(mail), mail.subject]);
    deleteMails();
    return mails.sort();
  };
  const at = (actor: Actor) => `${actor.handle}@example.org`;

  beforeEach(async () => {
    await mailed();
  });

  it("are sent once for the nearest reason: mentioned, replied to, or the post's author", async () => {
    const awa = await actorOf((await makeMember({ handle: "awa", email: "awa@justice.example" })).id);
    const top = await commented(trusted, slug);
    expect(await mailed()).toEqual([[at(ana), `1 comment by ${trusted.displayName} (${TITLE})`]]);
    const held = await commented(awa, slug, `Held: @${ben.handle} @${mod.handle} @awa`, top);
    expect(await mailed()).toEqual([]);
    await run(mod, postComments.show, { slug, id: held });
    const name = awa.displayName;
    expect(await mailed()).toEqual(
      [
        [at(ana), `1 comment by ${name} (${TITLE})`],
        [at(ben), `${name} mentioned you in a comment (${TITLE})`],
        [at(trusted), `${name} replied to your comment (${TITLE})`],
        ["awa@justice.example", `Your comment is now visible (${TITLE})`],
      ].sort(),
    );
  });

  it("include it in the mail, which one click stops", async () => {
    await commented(trusted, slug, `For @${ben.handle}: the year is 2016.`);
    await runDueJobs();
    await hoursPass(0.2);
    const mails = await readMails();
    const mail = mails.find((one) => recipientOf(one) === at(ben));
    expect(mail?.text).toContain("the year is 2016.");
    expect(mail?.text).toContain(`/blog/${slug}?comment=`);
    expect(mail?.headerLines.map((one) => one.key)).toContain("list-unsubscribe-post");
    expect(mail?.text).toContain("/unsubscribe?token=");
  });

  it("respect settings, and are not repeated for a comment shown again", async () => {
    await db()
      .insert(noticeSetting)
      .values({
        memberId: ana.id,
        mails: { reply: "none" },
        dailyCap: 5,
        ownEdits: "normal",
        updatedAt: new Date(),
      });
    const id = await commented(trusted, slug, `@${ben.handle} and someone@${ana.handle}.example`);
    expect((await mailed()).map(([to]) => to)).toEqual([at(ben)]);
    await run(mod, postComments.hide, { slug, id, reason: "Looked at again." });
    await run(mod, postComments.show, { slug, id });
    expect(await mailed()).toEqual([[at(trusted), `Your comment is now visible (${TITLE})`]]);
  });

  it("appear on the site, and for a hidden comment only to its author, with the reason", async () => {
    const id = await commented(trusted, slug, `For @${ben.handle}.`);
    await run(mod, postComments.hide, { slug, id, reason: "It names a victim." });
    expect(await listNotices(ben, {})).toMatchObject({ rows: [], unseen: 0 });
    const [hidden, ...more] = (await listNotices(trusted, {})).rows;
    expect(more).toEqual([]);
    expect(hidden).toMatchObject({ category: "decision", content: { news: "comment.hidden" } });
    expect(hidden && noticeWords(hidden.content, translator("en"), "en").reason).toBe("It names a victim.");
  });
});

describe("erasing a commenter's account", () => {
  it("keeps posts and comments under another name, without earlier versions", async () => {
    const id = await commented(trusted, slug, "First words.");
    await run(trusted, postComments.edit, { slug, id, text: "Second words." });
    const kept = (await collectOwnData(db(), trusted.id, new Date())).toString();
    for (const words of ["First words.", "Second words."]) expect(kept).toContain(words);
    const written = (await collectOwnData(db(), ana.id, new Date())).toString();
    for (const words of ["Malabo and Budapest", "The second paragraph."]) expect(written).toContain(words);
    await transact(by(trusted), async (ctx) => {
      ctx.asSystem("a test's erasure");
      await erasePerson(ctx, trusted.id);
      await ctx.record("member.erased", { memberId: trusted.id, handle: trusted.handle });
    });
    expect(await textOf(id)).toBe("Second words.");
    expect(await db().$count(commentVersion)).toBe(0);
    const entries = await db().select().from(searchEntry).where(eq(searchEntry.kind, "comment"));
    expect(JSON.stringify(entries)).not.toContain(trusted.displayName);
  });
});
