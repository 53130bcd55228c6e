import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { post, postCorrection, postPreview } from "@/db/schema/blog";
import { auditEntry } from "@/db/schema/core";
import { revision } from "@/db/schema/revisions";
import { searchEntry } from "@/db/schema/search";
import {
  correctPost,
  listDue,
  lockComments,
  makePreview,
  publishDue,
  publishPost,
  restorePost,
  retractPost,
  returnPost,
  saveBodyDraft,
  savePost,
  schedulePost,
  withdrawPost,
} from "@/lib/blog";
import { submitPost } from "@/lib/blog/commands/steps";
import { SchedulePost } from "@/lib/blog/model";
import type { Actor } from "@/lib/core/actor";
import { readVersion } from "@/lib/core/versions";
import { runDueJobs } from "@/lib/jobs/worker";
import { applyRetention } from "@/lib/operation";
import { SYSTEM, transact } from "@/lib/transact";
import { deleteMails } from "@/tests/support/account-pages";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { readMails, recipientOf } from "@/tests/support/mailbox";
import { actorOf, by, giveRole, makeMember } from "@/tests/support/members";
import { postFields, postRow, publishedPost, savedPost, signed, startedPost } from "@/tests/support/posts";
import { prose, refusal } from "@/tests/support/sections";
import { hoursPass } from "@/tests/support/watching";

useDatabase();

let ana: Actor;
let mod: Actor;

beforeEach(async () => {
  setEnvironment({ POST_APPROVAL: undefined });
  deleteMails();
  ana = await actorOf((await makeMember({ handle: "ana", email: "ana@justice.example" })).id);
  const { id } = await makeMember({ handle: "mod" });
  await giveRole(id, "moderator");
  mod = await actorOf(id);
});

const MINUTE = 60_000;
type Command<I> = (ctx: Parameters<Parameters<typeof transact>[1]>[0], input: I) => Promise<unknown>;
const run = <I>(actor: Actor | null, command: Command<I>, input: I, now = new Date()) =>
  transact(by(actor), (ctx) => command(ctx, input), { now });
const at = (day: string, time: string, zone: string, slug: string) =>
  SchedulePost.parse({ slug, day, time, zone });
const facts = async () =>
  (await db().select({ fact: auditEntry.fact }).from(auditEntry).orderBy(auditEntry.id)).map(
    (one) => one.fact,
  );
const found = async (slug: string) =>
  (
    await db()
      .select({ path: searchEntry.path })
      .from(searchEntry)
      .where(eq(searchEntry.path, `/blog/${slug}`))
  ).length;

describe("lifecycle of a post", () => {
  it("goes from draft through a moderator to readers, and is found by search at once", async () => {
    const slug = await startedPost(ana);
    await run(ana, submitPost, { slug });
    expect((await postRow(slug)).state).toBe("submitted");
    expect(await found(slug)).toBe(0);
    await run(mod, publishPost, { slug });
    expect(await postRow(slug)).toMatchObject({ state: "published", publishedBy: mod.id });
    expect(await found(slug)).toBe(1);
    expect((await facts()).slice(-2)).toEqual(["post.submitted", "post.published"]);
  });

  it("allows a moderator to publish their own post by default", async () => {
    const own = await startedPost(mod);
    const other = await makeMember({ totpEnabledAt: new Date() });
    await giveRole(other.id, "administrator");
    expect(await run(mod, publishPost, { slug: own })).toEqual({ slug: own });
  });

  it("forbids approving one's own post with POST_APPROVAL=second-person, if another moderator exists", async () => {
    setEnvironment({ POST_APPROVAL: "second-person" });
    const own = await startedPost(mod);
    const later = at("2099-01-01", "10:00", "UTC", own);
    expect(await run(mod, publishPost, { slug: own })).toEqual({ slug: own });
    const second = await startedPost(mod, { title: "Another post" });
    const other = await makeMember({ totpEnabledAt: new Date() });
    await giveRole(other.id, "administrator");
    expect(await refusal(run(mod, publishPost, { slug: second }))).toMatchObject({ code: "forbidden" });
    expect(await refusal(run(mod, schedulePost, { ...later, slug: second }))).toMatchObject({
      code: "forbidden",
    });
    await run(await actorOf(other.id), publishPost, { slug: second });
    expect((await postRow(second)).state).toBe("published");
  });

  it("reports what is missing before publication", async () => {
    const slug = await startedPost(ana, { summary: "Short", topics: [], text: "" });
    const { details } = await refusal(run(ana, submitPost, { slug }));
    expect(details).toEqual({ fields: { summary: ["too_short"], topics: ["choose"], text: ["required"] } });
    expect((await postRow(slug)).state).toBe("draft");
  });

  it("refuses to submit a post with unsaved drafts", async () => {
    const slug = await startedPost(ana);
    const content = prose({ aaaaaa: "Not saved yet." });
    await run(ana, saveBodyDraft, { slug, base: 1, content, summary: "", sequence: 1, force: false });
    expect(await refusal(run(ana, submitPost, { slug }))).toMatchObject({ reason: "post_unsaved" });
  });

  it("saves and submits by one form, and sending it again changes nothing", async () => {
    const slug = await startedPost(ana);
    const form = {
      ...savedPost({ slug, summary: "A summary that is long enough." }),
      step: "submit" as const,
    };
    expect(await run(ana, savePost, form)).toMatchObject({ state: "submitted" });
    expect(await run(ana, savePost, form)).toMatchObject({ state: "submitted" });
    expect((await facts()).filter((fact) => fact === "post.submitted")).toHaveLength(1);
  });

  it("returns a post with a reason to its authors, who can withdraw it too", async () => {
    const slug = await startedPost(ana);
    await run(ana, submitPost, { slug });
    await run(mod, returnPost, { slug, reason: "Name the law that you write of." });
    expect(await postRow(slug)).toMatchObject({
      state: "draft",
      returnReason: "Name the law that you write of.",
    });
    await hoursPass(0.2);
    const [mail] = await readMails();
    expect(mail && recipientOf(mail)).toBe("ana@justice.example");
    expect(mail?.text).toContain("Name the law that you write of.");
    await run(ana, submitPost, { slug });
    expect((await postRow(slug)).returnReason).toBeNull();
    await run(ana, withdrawPost, { slug });
    expect((await postRow(slug)).state).toBe("draft");
  });

  it("lets only moderators decide, and only one of two simultaneous decisions", async () => {
    const slug = await startedPost(ana);
    for (const attempt of [
      () => run(ana, publishPost, { slug }),
      () => run(ana, returnPost, { slug, reason: "Mine" }),
      () => run(ana, schedulePost, at("2099-01-01", "09:00", "UTC", slug)),
    ])
      expect((await refusal(attempt())).code).toBe("forbidden");
    await run(ana, submitPost, { slug });
    // As the page sends it.
    const seen = (await postRow(slug)).updatedAt.getTime();
    const both = await Promise.allSettled([
      run(mod, publishPost, { slug, seen }),
      run(mod, returnPost, { slug, reason: "Not yet, please." }),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(["fulfilled", "rejected"]);
    const lost = both.find((one) => one.status === "rejected");
    expect(lost?.reason).toMatchObject({
      code: "conflict",
      reason: expect.stringMatching(/^post_(?:state|changed)$/),
    });
  });

  it("refuses to publish a post changed since the page was drawn", async () => {
    const slug = await startedPost(ana);
    await run(ana, submitPost, { slug });
    const seen = (await postRow(slug)).updatedAt.getTime();
    await run(ana, savePost, savedPost({ slug, summary: "Changed after it was read." }));
    expect(await refusal(run(mod, publishPost, { slug, seen }))).toMatchObject({ reason: "post_changed" });
    await run(mod, publishPost, { slug, seen: (await postRow(slug)).updatedAt.getTime() });
  });

  it("refuses to publish a returned post from an outdated page", async () => {
    const slug = await startedPost(ana);
    await run(ana, submitPost, { slug });
    const seen = (await postRow(slug)).updatedAt.getTime();
    await run(mod, returnPost, { slug, reason: "Not yet, please." });
    expect(await refusal(run(mod, publishPost, { slug, seen }))).toMatchObject({ reason: "post_changed" });
  });
});

describe("scheduled post", () => {
  it("is published at local time in its zone, in summer and winter", async () => {
    const slug = await startedPost(ana);
    const now = new Date("2027-01-10T00:00:00Z");
    const cases = [
      ["2027-02-01", "09:00", "Europe/Paris", "2027-02-01T08:00:00.000Z"],
      ["2027-07-01", "09:00", "Europe/Paris", "2027-07-01T07:00:00.000Z"],
      ["2027-07-01", "09:00", "Asia/Kathmandu", "2027-07-01T03:15:00.000Z"],
      // An hour that occurs twice: the first. One that is skipped: later by the clock's jump.
      ["2027-10-31", "02:30", "Europe/Paris", "2027-10-31T00:30:00.000Z"],
      ["2027-03-28", "02:30", "Europe/Paris", "2027-03-28T01:30:00.000Z"],
      ["2027-04-04", "02:30", "Australia/Sydney", "2027-04-03T15:30:00.000Z"],
      ["2027-03-01", "23:45", "America/St_Johns", "2027-03-02T03:15:00.000Z"],
      ["2027-03-01", "12:00", "Pacific/Kiritimati", "2027-02-28T22:00:00.000Z"],
    ] as const;
    for (const [day, time, zone, moment] of cases) {
      await run(mod, schedulePost, at(day, time, zone, slug), now);
      const { publishAt, publishZone } = await postRow(slug);
      expect([publishAt?.toISOString(), publishZone]).toEqual([moment, zone]);
    }
    expect(SchedulePost.safeParse({ slug, day: "2027-02-30", time: "09:00", zone: "UTC" }).success).toBe(
      false,
    );
    expect(
      SchedulePost.safeParse({ slug, day: "2027-02-01", time: "09:00", zone: "Moon/Base" }).success,
    ).toBe(false);
    const past = await refusal(run(mod, schedulePost, at("2027-01-09", "09:00", "UTC", slug), now));
    expect(past.details).toEqual({ fields: { day: ["past"] } });
  });

  it("is published once at its time, however often and however many workers try", async () => {
    const slug = await startedPost(ana);
    const early = new Date(Date.now() - 10 * MINUTE);
    const due = new Date(Date.now() - 2 * MINUTE);
    const [day = "", rest = ""] = due.toISOString().split("T");
    await run(mod, schedulePost, at(day, rest.slice(0, 5), "UTC", slug), early);
    expect(await listDue(early)).toEqual([]);
    await expect(
      transact(SYSTEM, (ctx) => publishDue(ctx, { slug }), { now: early }),
    ).resolves.toBeUndefined();
    expect((await postRow(slug)).state).toBe("scheduled");
    const before = await readVersion(["blog"]);
    await Promise.all([1, 2, 3].map(() => transact(SYSTEM, (ctx) => publishDue(ctx, { slug }))));
    await runDueJobs();
    const row = await postRow(slug);
    expect([row.state, row.publishAt]).toEqual(["published", null]);
    // Lists show the scheduled time, not the second in which a worker ran.
    expect(row.publishedAt?.toISOString()).toBe(`${day}T${rest.slice(0, 5)}:00.000Z`);
    expect((await facts()).filter((fact) => fact === "post.published")).toHaveLength(1);
    expect(await readVersion(["blog"])).not.toBe(before);
    await hoursPass(0.2);
    const [mail, ...more] = await readMails();
    expect([mail?.subject, more]).toEqual(["Your post was published (Malabo and Budapest)", []]);
  });

  it("has a job at its time, which rescheduling moves", async () => {
    const slug = await startedPost(ana);
    await run(mod, schedulePost, at("2098-01-01", "09:00", "UTC", slug));
    await run(mod, schedulePost, at("2099-01-01", "09:00", "UTC", slug));
    const { rows } = await pool().query<{ run_at: Date }>(
      "select run_at from graphile_worker.jobs where task_identifier = 'publish-post'",
    );
    expect(rows.map((row) => row.run_at.toISOString())).toEqual(["2099-01-01T09:00:00.000Z"]);
  });

  it("published early has that date, and withdrawn is not published", async () => {
    const slug = await startedPost(ana);
    await run(mod, schedulePost, at("2099-01-01", "09:00", "UTC", slug));
    await run(mod, publishPost, { slug });
    expect((await postRow(slug)).publishedAt?.getTime()).toBeLessThanOrEqual(Date.now());
    const other = await startedPost(ana, { title: "Another" });
    await run(mod, schedulePost, at("2099-01-01", "09:00", "UTC", other));
    await run(ana, withdrawPost, { slug: other });
    await transact(SYSTEM, (ctx) => publishDue(ctx, { slug: other }), { now: new Date("2099-02-01") });
    expect(await postRow(other)).toMatchObject({ state: "draft", publishAt: null, publishZone: null });
  });
});

describe("published post", () => {
  it("can be retracted with a reason and restored; meanwhile it is not listed or found", async () => {
    const slug = await publishedPost(ana);
    const first = (await postRow(slug)).publishedAt;
    expect((await refusal(run(ana, retractPost, { slug, reason: "Mine" }))).code).toBe("forbidden");
    await run(mod, retractPost, { slug, reason: "The figures were withdrawn by their source." });
    expect(await postRow(slug)).toMatchObject({
      state: "retracted",
      retractionReason: "The figures were withdrawn by their source.",
    });
    expect(await found(slug)).toBe(0);
    expect((await refusal(run(ana, savePost, savedPost({ slug, title: "Changed" })))).code).toBe("forbidden");
    expect(await refusal(run(mod, publishPost, { slug }))).toMatchObject({ reason: "post_state" });
    const back = { slug, reason: "The source confirmed its figures." };
    expect((await refusal(run(ana, restorePost, back))).code).toBe("forbidden");
    const seen = (await postRow(slug)).updatedAt.getTime() - 1;
    expect(await refusal(run(mod, restorePost, { ...back, seen }))).toMatchObject({ reason: "post_changed" });
    await run(mod, restorePost, back);
    expect(await postRow(slug)).toMatchObject({ state: "published", publishedAt: first, retractedAt: null });
    expect(await found(slug)).toBe(1);
    const [entry] = await db().select().from(auditEntry).where(eq(auditEntry.fact, "post.restored"));
    expect(entry?.details).toMatchObject({ slug, reason: back.reason });
  });

  it("shows a correction note once", async () => {
    const slug = await publishedPost(ana);
    const note = { slug, note: "The date of entry into force was wrong.", clientToken: randomUUID() };
    await Promise.all([run(mod, correctPost, note), run(mod, correctPost, note)]);
    expect(await db().$count(postCorrection)).toBe(1);
    expect((await refusal(run(ana, correctPost, note))).code).toBe("forbidden");
  });

  it("can have its comments closed and opened by moderators", async () => {
    const slug = await publishedPost(ana);
    expect((await refusal(run(ana, lockComments, { slug, isLocked: true }))).code).toBe("forbidden");
    await run(mod, lockComments, { slug, isLocked: true });
    expect((await postRow(slug)).isCommentsLocked).toBe(true);
  });
});

describe("preview link", () => {
  it("needs the right to edit, is stored as a hash, and expires", async () => {
    const slug = await startedPost(ana);
    const made = (await run(ana, makePreview, { slug })) as { token: string; expiresAt: Date };
    const [row] = await db().select().from(postPreview);
    expect(row?.hash).not.toContain(made.token);
    expect(JSON.stringify(await db().select().from(auditEntry))).not.toContain(made.token);
    await transact(SYSTEM, applyRetention);
    expect(await db().$count(postPreview)).toBe(1);
    const later = new Date(made.expiresAt.getTime() + 1);
    const counts = await transact(SYSTEM, applyRetention, { now: later });
    expect(counts.previewLinks).toBe(1);
    expect(await db().$count(postPreview)).toBe(0);
    expect((await refusal(run(null, makePreview, { slug }))).code).toBe("unauthenticated");
    await run(mod, publishPost, { slug });
    expect((await refusal(run(ana, makePreview, { slug }))).reason).toBe("post_state");
  });
});

describe("saving and a step in one form", () => {
  it("saves nothing if the step is refused", async () => {
    const form = { ...savedPost({ slug: "x", ...postFields({ topics: [] }) }), step: "submit" as const };
    const slug = await startedPost(ana, { topics: [] });
    await refusal(run(ana, savePost, { ...form, slug, title: "Changed and refused" }));
    expect((await postRow(slug)).title).toBe("Malabo and Budapest");
    expect(await db().$count(post)).toBe(1);
  });
});

describe("unpublished post without authors", () => {
  it("is erased with its last author's account; published and scheduled ones stay", async () => {
    const ben = await makeMember();
    const draft = await startedPost(ana, { title: "Never read" });
    await run(ana, makePreview, { slug: draft });
    const content = prose({ aaaaaa: "Not saved yet." });
    await run(ana, saveBodyDraft, {
      slug: draft,
      base: 1,
      content,
      summary: "",
      sequence: 1,
      force: false,
    });
    const shared = await startedPost(ana, { title: "Shared", coAuthors: ben.handle });
    await signed(await actorOf(ben.id), shared);
    const asked = await startedPost(ana, { title: "Only asked", coAuthors: ben.handle });
    const planned = await startedPost(ana, { title: "Planned" });
    await run(mod, schedulePost, at("2099-01-01", "10:00", "UTC", planned));
    const read = await publishedPost(ana, { title: "Read" });
    await expect(pool().query("delete from revision")).rejects.toThrow(/append-only/);
    await db().update(member).set({ state: "erased" }).where(eq(member.id, ana.id));
    const counts = await transact(SYSTEM, applyRetention);
    expect(counts.unreadPosts).toBe(2);
    const left = (await db().select({ slug: post.slug }).from(post)).map((row) => row.slug).sort();
    expect(left).toEqual([planned, read, shared].sort());
    expect(left).not.toContain(asked);
    expect(await db().$count(revision)).toBe(3);
    expect((await transact(SYSTEM, applyRetention)).unreadPosts).toBe(0);
  });
});
