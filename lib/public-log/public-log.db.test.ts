import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { comment } from "@/db/schema/comments";
import { auditEntry } from "@/db/schema/core";
import { flagCase } from "@/db/schema/flags";
import { newId } from "@/lib/core/id";
import { decideCase, raiseFlag } from "@/lib/flag-kinds";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { plansOf } from "@/tests/support/plans";
import { madeCategory, openedTopic, replied } from "@/tests/support/topics";
import { countLog, listLog, listOwnActions } from "./index";

useDatabase();
process.env.RATE_LIMITS = "off";

const DAY = 86_400_000;
const tomorrow = () => new Date(Date.now() + DAY);

/** Reports a new reply, and upholds the report; returns its author. */
async function upheldReply(audience: "public" | "members") {
  await madeCategory({ slug: `place-${audience}`, audience });
  const area = audience === "public" ? "discussions" : "rooms";
  const author = await makeActor("trusted");
  const topic = await openedTopic(await makeActor("trusted"), { category: `place-${audience}` }, area);
  const id = await replied(author, topic.slug, "Buy a course.", null, area);
  const flag = { kind: "comment", id, flagCode: "spam" as const, flagReason: "Quetzalcoatl sells it." };
  await transact(by(await makeActor("trusted")), (ctx) => raiseFlag(ctx, flag));
  const [row] = await db().select().from(flagCase).where(eq(flagCase.subjectId, id));
  const decision = { id: row?.id ?? "", version: row?.version ?? 1, outcome: "upheld" as const };
  const mod = await makeActor("moderator");
  await transact(by(mod), (ctx) => decideCase(ctx, { ...decision, reason: "Quetzalcoatl advertises." }));
  return { author, mod, caseId: row?.id, commentId: id };
}

const entry = (fact: string, details: object, at = new Date(Date.now() - DAY)) =>
  db()
    .insert(auditEntry)
    .values({ id: newId(), at, actorId: newId(), fact, subject: "", details, via: "web", ip: null });

it("tells actions of earlier days without names, words and rooms, and counts few about members as few", async () => {
  const { author, mod } = await upheldReply("public");
  await upheldReply("members");
  const line = {
    action: "upheld",
    kind: "comment",
    reason: "spam",
    role: "moderator",
    count: 1,
  };
  // What happened today is told tomorrow, and hiding by the decision is not a second action.
  expect(await listLog()).toEqual([]);
  expect(await listLog(tomorrow())).toEqual([{ day: new Date().toISOString().slice(0, 10), ...line }]);
  expect((await countLog(tomorrow())).map(({ action, count }) => [action, count])).toEqual([["upheld", 1]]);
  const told = JSON.stringify(await listLog(tomorrow()));
  for (const secret of ["Quetzalcoatl", author.id, author.handle, mod.handle, mod.id])
    expect(told).not.toContain(secret);

  const memberId = author.id;
  for (let n = 0; n < 4; n += 1) await entry("member.suspended", { memberId, handle: "x", until: null });
  await entry("comment.purged", {
    pageId: newId(),
    slug: "x",
    commentId: newId(),
    authorId: memberId,
    why: "court-order",
  });
  await entry("topic.closed", { pageId: newId(), slug: "1", isInRoom: true, isClosed: true });
  await entry(
    "comment.hidden",
    { pageId: newId(), slug: "x", commentId: newId() },
    new Date(Date.now() - 400 * DAY),
  );
  expect((await listLog()).map(({ action, reason }) => [action, reason])).toEqual([
    ["purged", "court-order"],
  ]);
  expect(Object.fromEntries((await countLog()).map(({ action, count }) => [action, count]))).toEqual({
    purged: 1,
    suspended: null,
  });
  await entry("member.suspended", { memberId, handle: "x", until: null });
  expect((await countLog()).find(({ action }) => action === "suspended")?.count).toBe(5);
});

it("shows members the actions of others on what they wrote, rooms included", async () => {
  const { author, mod, caseId, commentId } = await upheldReply("members");
  const stranger = await makeActor("trusted");
  const [row] = await db().select({ pageId: comment.pageId }).from(comment).where(eq(comment.id, commentId));
  await entry("comment.shown", { pageId: row?.pageId, slug: "1", commentId, wasHeld: false });
  const own = await listOwnActions(author);
  expect(own.map(({ action, kind, reason }) => [action, kind, reason])).toEqual([
    ["upheld", "comment", "spam"],
    ["shown", "comment", null],
  ]);
  expect(own[0]?.caseId).toBe(caseId);
  expect(JSON.stringify(own)).not.toContain(mod.id);
  expect(await listOwnActions(stranger)).toEqual([]);
});

it("reads the entries of its facts and days only", async () => {
  await db().execute(`insert into audit_entry (id, at, fact, subject, details, via)
    select md5('entry ' || n)::uuid, now() - n * interval '10 minutes',
      case when n % 500 = 0 then 'comment.hidden' else 'sign-in.succeeded' end, '', '{}', 'web'
    from generate_series(1, 30000) n`);
  await db().execute("analyze audit_entry");
  const reader = await makeActor();
  for (const query of [() => listLog(), () => countLog(), () => listOwnActions(reader)])
    for (const { plan } of await plansOf(query)) expect(plan).not.toMatch(/Seq Scan on audit_entry/);
});
