import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import * as byline from "@/app/[locale]/blog/[slug]/byline/route";
import * as comment from "@/app/[locale]/blog/[slug]/comment/route";
import * as oneComment from "@/app/[locale]/blog/[slug]/comments/[id]/route";
import * as diff from "@/app/[locale]/blog/[slug]/diff/route";
import * as edit from "@/app/[locale]/blog/[slug]/edit/route";
import * as history from "@/app/[locale]/blog/[slug]/history/route";
import * as oneRevision from "@/app/[locale]/blog/[slug]/revisions/[number]/route";
import * as page from "@/app/[locale]/blog/[slug]/route";
import * as mine from "@/app/[locale]/blog/mine/route";
import * as create from "@/app/[locale]/blog/new/route";
import * as preview from "@/app/[locale]/blog/preview/[token]/route";
import * as reviewPost from "@/app/[locale]/blog/review/[slug]/route";
import * as review from "@/app/[locale]/blog/review/route";
import { db } from "@/db/client";
import { post, postCorrection, postPreview } from "@/db/schema/blog";
import { comment as comments } from "@/db/schema/comments";
import { file } from "@/db/schema/files";
import { revision } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { useDatabase } from "@/tests/support/database";
import { cleanFile } from "@/tests/support/materials";
import { makeActor, makeListed } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import {
  commented,
  commentRow,
  postFields,
  postRow,
  publishedPost,
  signed,
  startedPost,
} from "@/tests/support/posts";

useDatabase();
process.env.RATE_LIMITS = "off";

const ask = asker([
  [/^\/blog\/new$/, create as Route],
  [/^\/blog\/mine$/, mine as Route],
  [/^\/blog\/review$/, review as Route],
  [/^\/blog\/review\/(?<slug>[^/]+)$/, reviewPost as Route],
  [/^\/blog\/preview\/(?<token>[^/]+)$/, preview as Route],
  [/^\/blog\/(?<slug>[^/]+)\/edit$/, edit as Route],
  [/^\/blog\/(?<slug>[^/]+)\/byline$/, byline as Route],
  [/^\/blog\/(?<slug>[^/]+)$/, page as Route],
  [/^\/blog\/(?<slug>[^/]+)\/history$/, history as Route],
  [/^\/blog\/(?<slug>[^/]+)\/diff$/, diff as Route],
  [/^\/blog\/(?<slug>[^/]+)\/revisions\/(?<number>[^/]+)$/, oneRevision as Route],
  [/^\/blog\/(?<slug>[^/]+)\/comment$/, comment as Route],
  [/^\/blog\/(?<slug>[^/]+)\/comments\/(?<id>[^/]+)$/, oneComment as Route],
]);

let ana: Actor;
let ben: Actor;
let mod: Actor;

beforeEach(async () => {
  [ana, ben, mod] = [await makeActor(), await makeActor(), await makeActor("moderator")];
});

/** Returns the form as a browser without scripts sends it: boxes as lists. */
const typed = (given: Record<string, string | string[]> = {}) => {
  const { topics, ...fields } = postFields();
  return { form: "post", ...fields, "topics[]": topics, ...given };
};
const hiddenIn = (body: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? "";

describe("writing a post without scripts", () => {
  it("leads from the empty form through the draft to review", async () => {
    const page = await ask("/blog/new", { as: ana });
    for (const label of ["Title", "Summary", "Topics", "Text", "Save draft", "Submit for review"])
      expect(page.body).toContain(label);
    expect(page.body).not.toContain('value="publish"');
    const saved = await ask("/blog/new", { as: ana, form: typed({ step: "draft", isPersonalView: "on" }) });
    expect([saved.status, saved.to]).toEqual([303, "/blog/malabo-and-budapest/edit?done=saved"]);
    const again = await ask(saved.to ?? "", { as: ana });
    expect(again.body).toContain("The second paragraph.");
    expect(again.body).toContain("Saved. It is a draft until you submit it.");
    const sent = await ask("/blog/malabo-and-budapest/edit", {
      as: ana,
      form: typed({
        step: "submit",
        base: hiddenIn(again.body, "base"),
        text: "The first paragraph.\n\nThe second paragraph, longer.",
      }),
    });
    expect(sent.to).toBe("/blog/malabo-and-budapest/edit?done=submitted");
    expect(await postRow("malabo-and-budapest")).toMatchObject({ state: "submitted", isPersonalView: false });
    expect(await db().$count(revision)).toBe(2);
    expect((await ask("/blog/mine", { as: ana })).body).toContain("Awaiting review");
    expect((await ask("/blog/review", { as: mod })).body).toContain("Malabo and Budapest");
  });

  it("responds to missing fields with the same page and everything kept", async () => {
    const answer = await ask("/blog/new", {
      as: ana,
      form: typed({ step: "submit", summary: "", "topics[]": [], text: "Kept words." }),
    });
    expect(answer.status).toBe(422);
    for (const text of ["Kept words.", "Malabo and Budapest", 'href="#summary"', 'href="#topics-0"'])
      expect(answer.body).toContain(text);
    expect(await db().$count(post)).toBe(0);
  });

  it("shows which members the name of a co-author can mean, and invites nobody until one is chosen", async () => {
    await makeListed("Amina Diop", "amina-diop");
    await makeListed("Amina Diop", "amina-diop-2");
    const authors = ["Amina Diop", "Nobody Here", ben.handle];
    const form = typed({ step: "draft", "coAuthors[]": ["", ...authors] });
    const answer = await ask("/blog/new", { as: ana, form });
    expect(answer.status).toBe(422);
    expect(answer.body).toContain("2 members are called “Amina Diop”. Choose who is meant:");
    expect(answer.body).toContain("No member in the directory is called “Nobody Here”.");
    for (const handle of ["amina-diop", "amina-diop-2"])
      expect(answer.body).toContain(`<input type="checkbox" name="coAuthors[]" value="${handle}"/>`);
    expect(answer.body).toContain(`name="coAuthors[]" checked="" value="${ben.handle}"`);
    expect(answer.body).not.toContain('value="Nobody Here"');
    const chosen = typed({ step: "draft", "coAuthors[]": ["", "amina-diop-2", ben.handle] });
    expect((await ask("/blog/new", { as: ana, form: chosen })).status).toBe(303);
  });

  it("shows both texts when a co-author saved first", async () => {
    const slug = await startedPost(ana, { coAuthors: ben.handle, text: "As it was." });
    await signed(ben, slug);
    const form = (text: string) => typed({ step: "draft", base: "1", coAuthors: ben.handle, text });
    await ask(`/blog/${slug}/edit`, { as: ben, form: form("As Ben has it.") });
    const answer = await ask(`/blog/${slug}/edit`, { as: ana, form: form("As Ana has it.") });
    expect(answer.status).toBe(409);
    for (const text of ["As Ben has it.", "As Ana has it."]) expect(answer.body).toContain(text);
    const base = hiddenIn(answer.body, "base");
    expect(base).toBe("2");
    const token = hiddenIn(answer.body, "clientToken");
    const both = await ask(`/blog/${slug}/edit`, {
      as: ana,
      form: { ...form("As both have it."), base, clientToken: token },
    });
    expect(both.status).toBe(303);
  });

  it("is a 404 for others at all its addresses", async () => {
    const slug = await startedPost(ana);
    for (const address of [`/blog/${slug}/edit`, `/blog/${slug}/comment`]) {
      expect((await ask(address, { as: ben })).status).toBe(404);
      expect((await ask(address, { as: ben, form: typed() })).status).toBe(404);
    }
    expect((await ask(`/blog/${slug}/edit`)).to).toContain("/signin?next=");
    expect((await ask("/blog/review", { as: ben })).status).toBe(403);
    expect((await ask(`/blog/review/${slug}`, { as: ben })).status).toBe(403);
    expect((await ask("/blog/nothing/edit", { as: ben })).status).toBe(404);
  });
});

describe("a post that was accepted", () => {
  it("is changed by its author with a summary, and the change is pending", async () => {
    const slug = await publishedPost(ana);
    const page = await ask(`/blog/${slug}/edit`, { as: ana });
    expect(page.body).toContain("Edit summary");
    expect(page.body).not.toContain('name="title"');
    const form = { form: "text", base: "1", clientToken: "0123456789abcdef", text: "Changed.", summary: "" };
    expect((await ask(`/blog/${slug}/edit`, { as: ana, form })).status).toBe(422);
    const sent = await ask(`/blog/${slug}/edit`, { as: ana, form: { ...form, summary: "A wrong date" } });
    expect(sent.to).toBe(`/blog/${slug}/edit?done=pending`);
    const seen = await ask(`/blog/review/${slug}`, { as: mod });
    expect(seen.body).toContain("A wrong date");
    const done = await ask(`/blog/review/${slug}`, { as: mod, form: { form: "accept", number: "2" } });
    expect(done.to).toBe(`/blog/review/${slug}?done=accepted`);
    expect(await notes()).toEqual(["A wrong date"]);
  });
});

/** Returns the notes on changes for readers, oldest first. */
const notes = async () =>
  (await db().select().from(postCorrection).orderBy(asc(postCorrection.createdAt))).map((row) => row.note);

describe("the details of a published post", () => {
  it("are changed with a note for readers, saved as a revision and compared", async () => {
    const slug = await publishedPost(ana);
    const form = typed({ step: "draft", title: "Budapest and Malabo" });
    const { text: _text, ...details } = form;
    const refused = await ask(`/blog/${slug}/edit`, { as: mod, form: details });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('href="#note"');
    const saved = await ask(`/blog/${slug}/edit`, {
      as: mod,
      form: { ...details, note: "The names change places" },
    });
    expect(saved.status).toBe(303);
    expect(await notes()).toEqual(["The names change places"]);
    // The same form again, and a save without changes, notify nobody.
    await ask(`/blog/${slug}/edit`, { as: mod, form: { ...details, note: "The names change places" } });
    await ask(`/blog/${slug}/edit`, { as: mod, form: { ...details, clientToken: randomUUID() } });
    expect(await notes()).toEqual(["The names change places"]);
    const read = await ask(`/blog/${slug}`);
    expect(read.body).toContain("The names change places");
    expect(read.body).toContain(`/blog/${slug}/diff?to=3`);
    expect((await ask(`/blog/${slug}/history`)).body).toContain("The names change places");
    const diff = await ask(`/blog/${slug}/diff?from=1&to=3`);
    expect(diff.body).toMatch(/<del[^>]*>.*Malabo and Budapest/s);
    expect(diff.body).toMatch(/<ins[^>]*>.*Budapest and Malabo/s);
    const first = await ask(`/blog/${slug}/revisions/1`);
    expect(first.body).toContain("Malabo and Budapest");
    expect((await ask(`/blog/${slug}/revisions/3`)).body).toContain(
      "Two treaties that complement each other.",
    );
  });
});

describe("the review", () => {
  it("publishes the version that was read, and says so if it has changed since", async () => {
    const slug = await startedPost(ana);
    const page = await ask(`/blog/review/${slug}`, { as: mod });
    const seen = hiddenIn(page.body, "seen");
    expect(seen).toMatch(/^\d+$/);
    const stale = await ask(`/blog/review/${slug}`, { as: mod, form: { form: "publish", seen: "1" } });
    expect(stale.status).toBe(409);
    expect(stale.body).toContain("This post has changed since you opened this page.");
    const done = await ask(`/blog/review/${slug}`, { as: mod, form: { form: "publish", seen } });
    expect(done.to).toBe(`/blog/review/${slug}?done=published`);
    expect((await ask(done.to ?? "", { as: mod })).body).toContain("Why it is retracted");
  });

  it("schedules in a chosen time zone", async () => {
    const slug = await startedPost(ana);
    const form = { form: "schedule", day: "2099-07-01", time: "09:00", zone: "Europe/Paris", seen: "" };
    await ask(`/blog/review/${slug}`, { as: mod, form });
    expect((await postRow(slug)).publishAt?.toISOString()).toBe("2099-07-01T07:00:00.000Z");
    const page = await ask(`/blog/${slug}/edit`, { as: ana });
    expect(page.body).toContain("Wednesday, 1 July 2099 at 09:00 (Europe/Paris)");
    const past = await ask(`/blog/review/${slug}`, { as: mod, form: { ...form, day: "2001-01-01" } });
    expect(past.status).toBe(422);
    expect(past.body).toContain("2001-01-01");
  });
});

describe("a preview link", () => {
  it("is shown once, opens the post without an account, and expires", async () => {
    const slug = await startedPost(ana);
    const made = await ask(`/blog/${slug}/edit`, { as: ana, form: { form: "preview" } });
    const [, address = ""] = /href="(\/blog\/preview\/[^"]+)"/.exec(made.body) ?? [];
    const read = await ask(address);
    expect([read.status, read.headers.get("cache-control")]).toEqual([200, "private, no-store"]);
    expect(read.body).toContain("The second paragraph.");
    expect(read.body).toContain("noindex");
    await db()
      .update(postPreview)
      .set({ expiresAt: new Date(Date.now() - 1000) });
    expect((await ask(address)).status).toBe(410);
    expect((await ask(`/blog/preview/${"x".repeat(32)}`)).status).toBe(404);
    const other = await ask(`/blog/${slug}/edit`, { as: ana, form: { form: "preview" } });
    const [, second = ""] = /href="(\/blog\/preview\/[^"]+)"/.exec(other.body) ?? [];
    await ask(`/blog/review/${slug}`, { as: mod, form: { form: "publish", seen: "" } });
    expect((await ask(second)).to).toBe(`/blog/${slug}`);
  });
});

describe("the preview links", () => {
  it("are listed with who created them, and end when an author ends them", async () => {
    const slug = await startedPost(ana);
    await ask(`/blog/${slug}/edit`, { as: ana, form: { form: "preview" } });
    const page = await ask(`/blog/${slug}/edit`, { as: ana });
    expect(page.body).toContain("End this link");
    const id = hiddenIn(page.body, "id");
    const ended = await ask(`/blog/${slug}/edit`, { as: ana, form: { form: "endPreview", id } });
    expect(ended.to).toBe(`/blog/${slug}/edit?done=ended`);
    expect((await ask(ended.to ?? "", { as: ana })).body).not.toContain("End this link");
    expect(await db().$count(postPreview)).toBe(0);
  });
});

describe("the byline", () => {
  it("lists a member after they agreed; they can read the post first, and can decline for good", async () => {
    const cem = await makeActor();
    const slug = await startedPost(ana, { coAuthors: `${ben.handle} ${cem.handle}` });
    expect((await ask(`/blog/${slug}/edit`, { as: ben })).status).toBe(403);
    expect((await ask("/blog/mine", { as: ben })).body).toContain("You are asked to sign this post.");
    const read = await ask(`/blog/${slug}/byline`, { as: ben });
    expect(read.body).toContain("The second paragraph.");
    const form = (name: string, page: string) => ({ form: name, clientToken: hiddenIn(page, "clientToken") });
    const agreed = await ask(`/blog/${slug}/byline`, { as: ben, form: form("agree", read.body) });
    expect(agreed.to).toBe(`/blog/${slug}/byline?done=agreed`);
    await ask(`/blog/${slug}/byline`, { as: ben, form: form("agree", read.body) });
    expect((await ask(`/blog/${slug}/edit`, { as: ben })).status).toBe(200);
    await ask(`/blog/${slug}/byline`, { as: cem, form: form("decline", read.body) });
    expect((await ask(`/blog/${slug}/byline`, { as: cem })).status).toBe(404);
    const again = await ask(`/blog/${slug}/edit`, {
      as: ana,
      form: typed({ step: "draft", base: "1", coAuthors: cem.handle }),
    });
    expect(again.status).toBe(422);
    expect(again.body).toContain("declined to sign");
    await ask(`/blog/review/${slug}`, { as: mod, form: { form: "publish", seen: "" } });
    const page = (await ask(`/blog/${slug}`)).body;
    expect(page).toContain(`/members/${ben.handle}`);
    expect(page).not.toContain(`/members/${cem.handle}`);
  });

  it("can be left at any time while another author remains, and readers are notified of the change", async () => {
    const slug = await startedPost(ana, { coAuthors: ben.handle });
    await signed(ben, slug);
    await ask(`/blog/review/${slug}`, { as: mod, form: { form: "publish", seen: "" } });
    const form = { form: "leave", clientToken: "0123456789abcdef" };
    expect((await ask(`/blog/${slug}/byline`, { as: ben, form })).to).toBe("/blog/mine?done=left");
    expect((await ask(`/blog/${slug}`)).body).not.toContain(`/members/${ben.handle}`);
    expect(await notes()).toEqual(["The byline changed"]);
    expect((await ask(`/blog/${slug}/edit`, { as: ben })).status).toBe(403);
    expect((await ask(`/blog/${slug}/byline`, { as: ana, form })).status).toBe(409);
  });

  it("has the order that its authors set", async () => {
    const slug = await startedPost(ana, { coAuthors: `${ben.handle} ${ana.handle}` });
    await signed(ben, slug);
    await ask(`/blog/review/${slug}`, { as: mod, form: { form: "publish", seen: "" } });
    const page = (await ask(`/blog/${slug}`)).body;
    expect(page.indexOf(`/members/${ben.handle}`)).toBeLessThan(page.indexOf(`/members/${ana.handle}`));
  });
});

describe("comments without scripts", () => {
  it("are written, quoted in replies, edited and deleted", async () => {
    const slug = await publishedPost(ana);
    const trusted = await makeActor("trusted");
    const visitor = await ask(`/blog/${slug}/comment`, { form: { form: "comment", text: "My words." } });
    expect(visitor.to).toMatch(/^\/signin\?next=.*held/);
    const empty = await ask(`/blog/${slug}/comment`, { as: trusted, form: { form: "comment", text: "" } });
    expect(empty.status).toBe(422);
    const sent = await ask(`/blog/${slug}/comment`, {
      as: trusted,
      form: { form: "comment", text: "My words." },
    });
    const id = /#comment-(.+)$/.exec(sent.to ?? "")?.[1] ?? "";
    expect((await commentRow(id)).state).toBe("shown");
    // The form on the post's own page has no token: the same text sent again is the same comment.
    await ask(`/blog/${slug}/comment`, { as: trusted, form: { form: "comment", text: "My words." } });
    expect(await db().$count(comments)).toBe(1);
    const quoting = await ask(`/blog/${slug}/comment?quote=${id}`, { as: trusted });
    expect(quoting.body).toContain("&gt; My words.");
    const form = { form: "comment", text: "Mine too.", parent: id, clientToken: "0123456789abcdef" };
    await ask(`/blog/${slug}/comment`, { as: trusted, form });
    const own = `/blog/${slug}/comments/${id}`;
    expect((await ask(own, { as: trusted })).body).toContain("Save comment");
    expect((await ask(own, { as: ben })).body).not.toContain("Save comment");
    await ask(own, { as: trusted, form: { form: "edit", text: "Better words." } });
    expect((await ask(own, { as: mod })).body).toContain("My words.");
    // Everyone who may read a comment may read its earlier versions.
    expect((await ask(own, { as: ben })).body).toContain("My words.");
    await ask(own, { as: trusted, form: { form: "remove" } });
    expect((await commentRow(id)).state).toBe("removed");
  });

  it("of a new member are pending, visible only to their author and moderators", async () => {
    const slug = await publishedPost(ana);
    const sent = await ask(`/blog/${slug}/comment`, {
      as: ben,
      form: { form: "comment", text: "First words." },
    });
    expect(sent.to).toMatch(/done=held$/);
    const own = (sent.to ?? "").split("?")[0] ?? "";
    expect((await ask(sent.to ?? "", { as: ben })).body).toContain("Your comment waits for a moderator.");
    expect((await ask(own, { as: ana })).status).toBe(404);
    expect((await ask("/blog/review", { as: mod })).body).toContain("First words.");
    await ask(own, { as: mod, form: { form: "hide", reason: "Advertising." } });
    expect((await ask(own, { as: ben })).body).toContain("Advertising.");
    await ask(own, { as: mod, form: { form: "show" } });
    expect((await commentRow(await lastId())).state).toBe("shown");
  });

  it("are closed when a moderator closes them, and the page says so", async () => {
    const slug = await publishedPost(ana);
    await commented(mod, slug);
    expect((await ask(`/blog/${slug}`)).body).toContain(`/blog/${slug}/comment?reply=`);
    await ask(`/blog/review/${slug}`, { as: mod, form: { form: "lock", isLocked: "on" } });
    // Existing comments can still be reported, but not replied to.
    const closed = (await ask(`/blog/${slug}`)).body;
    expect(closed).toContain("Comments on this post are closed.");
    expect(closed).toContain("#report");
    expect(closed).not.toContain(`/blog/${slug}/comment?`);
    expect((await ask(`/blog/${slug}/comment`, { as: ana })).body).toContain("This discussion is closed.");
    const form = { form: "comment", text: "Late words." };
    expect((await ask(`/blog/${slug}/comment`, { as: ana, form })).status).toBe(409);
    await ask(`/blog/review/${slug}`, { as: mod, form: { form: "lock", isLocked: "" } });
    await commented(ana, slug);
    expect((await postRow(slug)).isCommentsLocked).toBe(false);
  });
});

async function lastId(): Promise<string> {
  const [row] = await db().select({ id: comments.id }).from(comments);
  return row?.id ?? "";
}

describe("a refused picture", () => {
  it("is named with its reason where a post is created, until it is dismissed", async () => {
    const author = await makeActor();
    const id = await cleanFile(author.id, { name: "plan.png" });
    await db().update(file).set({ state: "refused", refusal: "infected" }).where(eq(file.id, id));
    for (let time = 0; time < 2; time += 1) {
      const { body } = await ask("/blog/new", { as: author });
      expect(body).toContain("plan.png");
      expect(body).toContain("The scanner found harmful content.");
    }
    expect((await ask("/blog/new", { as: await makeActor() })).body).not.toContain("plan.png");
    const gone = await ask("/blog/new", { as: author, form: { form: "dismiss", fileId: id } });
    expect([gone.status, gone.to]).toEqual([303, "/blog/new"]);
    expect((await ask("/blog/new", { as: author })).body).not.toContain("plan.png");
  });

  it("is named with its reason where the post is edited, until it is dismissed", async () => {
    const author = await makeActor();
    const slug = await startedPost(author);
    const id = await cleanFile(author.id, { name: "map.png" });
    await db().update(file).set({ state: "refused", refusal: "damaged" }).where(eq(file.id, id));
    const place = `/blog/${slug}/edit`;
    const { body } = await ask(place, { as: author });
    expect(body).toContain("map.png");
    expect(body).toContain("The file is damaged or incomplete.");
    expect((await ask(place, { as: author, form: { form: "dismiss", fileId: id } })).status).toBe(303);
    expect((await ask(place, { as: author })).body).not.toContain("map.png");
  });
});
