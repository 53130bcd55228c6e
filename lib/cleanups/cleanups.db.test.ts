import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { cleanup, cleanupStep } from "@/db/schema/cleanups";
import { comment } from "@/db/schema/comments";
import { auditEntry } from "@/db/schema/core";
import { revision } from "@/db/schema/revisions";
import { notice } from "@/db/schema/watching";
import { postComments } from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import { saveSection } from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { commented, postRow, publishedPost } from "@/tests/support/posts";
import { makeProfile } from "@/tests/support/profiles";
import { prose, refusal as refused } from "@/tests/support/sections";
import { madeCategory, openedTopic, replied, topicRow } from "@/tests/support/topics";
import { listCleanups, previewCleanup, runCleanup, startCleanup, undoCleanup } from ".";
import { StartCleanup, type UndoCleanup } from "./model";

useDatabase();

let mod: Actor;
let other: Actor;
let bad: Actor;
let good: Actor;

beforeEach(async () => {
  [mod, other] = [await makeActor("moderator"), await makeActor("moderator")];
  [bad, good] = [await makeActor("trusted"), await makeActor("trusted")];
});

async function refusal(attempt: Promise<unknown>): Promise<string> {
  const { code, reason } = (await refused(attempt)) as { code: string; reason: string };
  return `${code}/${reason}`;
}
const as = <T>(actor: Actor, command: (ctx: Parameters<Parameters<typeof transact>[1]>[0]) => Promise<T>) =>
  transact(by(actor), command);
const start = (actor: Actor, given: Record<string, unknown> = {}) => {
  const input = { handle: bad.handle, cleanupDays: "all", cleanupReason: "Spam", ...given };
  return as(actor, (ctx) => startCleanup(ctx, StartCleanup.parse(input)));
};
const newest = async () => {
  const [row] = await db()
    .select({ id: cleanup.id, state: cleanup.state })
    .from(cleanup)
    .orderBy(sql`started_at desc`);
  return row ?? { id: "", state: "" };
};
const undo = async (actor: Actor) => {
  const input: UndoCleanup = { handle: bad.handle, cleanupId: (await newest()).id };
  return as(actor, (ctx) => undoCleanup(ctx, input));
};
const run = async () => runCleanup({ cleanupId: (await newest()).id });
const steps = async () =>
  (
    await db()
      .select({ kind: cleanupStep.kind, state: cleanupStep.state })
      .from(cleanupStep)
      .innerJoin(cleanup, eq(cleanup.id, cleanupStep.cleanupId))
      .orderBy(sql`${cleanup.startedAt} desc`, cleanupStep.position)
  ).map(({ kind, state }) => `${kind} ${state}`);
const stateOf = async (id: string) =>
  (await db().select({ state: comment.state }).from(comment).where(eq(comment.id, id)))[0]?.state;
const save = (actor: Actor, text: Record<string, string>, base: string | null = null, section = "policies") =>
  as(actor, (ctx) =>
    saveSection(ctx, {
      slug: "senegal",
      section: section as "policies",
      base,
      content: prose(text),
      summary: "An edit",
      clientToken: randomUUID(),
    }),
  );
const textOf = async (section: string) => {
  const { rows } = await db().execute<{ text: string }>(sql`select r.content::text as text from section s
    join revision r on r.id = s.current_revision_id where s.key = ${section}`);
  return rows[0]?.text ?? "";
};

it("takes back all sorts of contributions with a suspension, and restores what nobody decided on since", async () => {
  await madeCategory();
  await makeProfile({ slug: "senegal", iso2: "SN" });
  const theirs = await publishedPost(good);
  const [one, two] = [await commented(bad, theirs, "Buy one"), await commented(bad, theirs, "Buy two")];
  const kept = await commented(good, theirs, "A useful comment");
  const topic = await openedTopic(bad, { clientToken: randomUUID() });
  const reply = await replied(bad, topic.slug, "And more of it");
  const post = await publishedPost(bad, { title: "My course", clientToken: randomUUID() });
  const first = await save(good, { aaaaaa: "The act." });
  await save(bad, { aaaaaa: "The act.", bbbbbb: "Spam." }, first.revisionId);
  const second = await save(bad, { aaaaaa: "Spam here." }, null, "safeguards");
  await save(good, { aaaaaa: "Spam here, corrected by somebody." }, second.revisionId, "safeguards");
  const about = { memberId: bad.id, isOfficer: false };
  expect((await previewCleanup(mod, about, new Date()))?.all).toEqual({
    pending: 0,
    comment: 3,
    topic: 1,
    post: 1,
    training: 0,
    edit: 2,
    file: 0,
  });
  expect(await previewCleanup(good, about, new Date())).toBeNull();

  await start(mod, { suspendFor: "7" });
  expect(await refusal(start(other))).toBe("conflict/cleanup_runs");
  // Two processes at once, and one that was killed before: each step is taken once.
  await Promise.all([run(), run()]);
  await run();
  expect((await steps()).sort()).toEqual(
    [
      "comment done",
      "comment done",
      "comment done",
      "topic done",
      "post done",
      "edit done",
      "edit skipped",
    ].sort(),
  );
  expect([await stateOf(one), await stateOf(reply), await stateOf(kept)]).toEqual([
    "hidden",
    "hidden",
    "shown",
  ]);
  expect([(await topicRow(topic.slug))?.state, (await postRow(post))?.state]).toEqual([
    "hidden",
    "retracted",
  ]);
  expect([await textOf("policies"), await textOf("safeguards")]).toEqual([
    expect.not.stringContaining("Spam"),
    expect.stringContaining("corrected"),
  ]);
  const [line] = await listCleanups(mod, about, new Date());
  expect(line).toMatchObject({
    state: "done",
    mayUndo: true,
    left: [{ kind: "edit", why: "undo_conflict" }],
  });
  const [suspended] = await db().select({ state: member.state }).from(member).where(eq(member.id, bad.id));
  expect(suspended?.state).toBe("suspended");

  // Another moderator decides on one comment.
  await as(other, (ctx) => postComments.show(ctx, { slug: theirs, id: two }));
  await as(other, (ctx) => postComments.hide(ctx, { slug: theirs, id: two, reason: "Spam, indeed" }));
  await undo(other);
  await undo(other);
  await Promise.all([run(), run()]);
  expect((await newest()).state).toBe("undone");
  expect([await stateOf(one), await stateOf(two), await stateOf(reply)]).toEqual([
    "shown",
    "hidden",
    "shown",
  ]);
  expect([(await topicRow(topic.slug))?.state, (await postRow(post))?.state]).toEqual(["shown", "published"]);
  expect(await textOf("policies")).toContain("Spam.");
  const [back] = await db().select({ state: member.state }).from(member).where(eq(member.id, bad.id));
  expect(back?.state).toBe("active");
  const facts = await db()
    .select({ fact: auditEntry.fact })
    .from(auditEntry)
    .where(sql`fact like 'cleanup.%'`);
  expect(facts.map(({ fact }) => fact).sort()).toEqual([
    "cleanup.done",
    "cleanup.started",
    "cleanup.undo-started",
    "cleanup.undone",
  ]);
});

it("notifies the member once with the reason, and withdraws pending edits and held comments", async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  const theirs = await publishedPost(good);
  bad = await makeActor();
  const held = await commented(bad, theirs, "Buy one");
  expect(await stateOf(held)).toBe("held");
  await save(bad, { aaaaaa: "Waits." });
  await start(mod, { cleanupDays: "7" });
  await run();
  expect((await steps()).sort()).toEqual(["comment done", "pending done"]);
  const [waits] = await db()
    .select({ state: revision.state })
    .from(revision)
    .where(eq(revision.authorId, bad.id));
  expect(waits?.state).toBe("withdrawn");
  const told = await db()
    .select({ kind: notice.kind })
    .from(notice)
    .where(and(eq(notice.memberId, bad.id), eq(notice.category, "decision")));
  expect(told.map(({ kind }) => kind)).toEqual(["cleanup"]);
  await undo(mod);
  await run();
  expect(await stateOf(held)).toBe("held");
  expect((await steps()).sort()).toEqual(["comment undone", "pending undone"]);
});

it("is for moderators about plain members, within 7 days, and looks back as far as it was asked", async () => {
  const theirs = await publishedPost(good);
  const [old, young] = [await commented(bad, theirs, "Long ago"), await commented(bad, theirs, "Now")];
  await db()
    .update(comment)
    .set({ createdAt: new Date(Date.now() - 9 * 86_400_000) })
    .where(eq(comment.id, old));
  expect(await refusal(start(good))).toBe("forbidden/member_clean_up");
  expect(await refusal(start(mod, { handle: other.handle }))).toBe("forbidden/member_clean_up");
  expect(await refusal(start(await makeActor("administrator"), { handle: mod.handle }))).toBe(
    "forbidden/member_clean_up",
  );
  expect(await refusal(start(mod, { handle: (await makeActor()).handle }))).toBe("conflict/cleanup_empty");
  await start(mod, { cleanupDays: "7" });
  // Somebody who writes meanwhile is not lost and not cleaned up.
  const after = await commented(bad, theirs, "Afterwards");
  await run();
  expect([await stateOf(old), await stateOf(young), await stateOf(after)]).toEqual([
    "shown",
    "hidden",
    "shown",
  ]);
  await db()
    .update(cleanup)
    .set({ startedAt: new Date(Date.now() - 8 * 86_400_000) });
  expect(await refusal(undo(mod))).toBe("conflict/cleanup_late");
  // Undone before it was its turn; and a moderator who lost the right does nothing more.
  await start(mod);
  await db().execute(sql`delete from role_grant where member_id = ${mod.id}`);
  await run();
  expect((await steps()).slice(0, 2)).toEqual(["comment skipped", "comment skipped"]);
  await start(other);
  await undo(other);
  await run();
  expect([await stateOf(old), await stateOf(after), (await newest()).state]).toEqual([
    "shown",
    "shown",
    "undone",
  ]);
});
