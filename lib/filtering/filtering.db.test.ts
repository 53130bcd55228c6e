import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { db } from "@/db/client";
import { comment } from "@/db/schema/comments";
import { auditEntry } from "@/db/schema/core";
import { filterHit, textFilter } from "@/db/schema/filters";
import { notice } from "@/db/schema/watching";
import { postComments } from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import { personalData } from "@/lib/core/personal-data";
import { topicCommands } from "@/lib/discussions";
import { ChangeTopic } from "@/lib/discussions/model";
import { updateProfile } from "@/lib/members";
import { UpdateProfile } from "@/lib/members/model";
import { saveSection } from "@/lib/profiles";
import { SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { commented, publishedPost } from "@/tests/support/posts";
import { makeProfile } from "@/tests/support/profiles";
import { prose, refusal as refused } from "@/tests/support/sections";
import { madeCategory, openedTopic, topicFields, topicRow } from "@/tests/support/topics";
import {
  brakeFilter,
  changeFilter,
  findFilter,
  listFilters,
  makeFilter,
  removeFilter,
  setFilterStage,
  testFilter,
} from ".";
import { ChangeFilter, FilterFields, PLACES, SetStage } from "./model";

useDatabase();

let admin: Actor;
let ana: Actor;
let known: Actor;
let mod: Actor;

beforeEach(async () => {
  [admin, ana] = [await makeActor("administrator"), await makeActor()];
  [known, mod] = [await makeActor("trusted"), await makeActor("moderator")];
});

/** Returns a refusal in one word. */
async function refusal(attempt: Promise<unknown>): Promise<string> {
  const { code, reason } = (await refused(attempt)) as { code: string; reason: string };
  return `${code}/${reason}`;
}
const fields = (given: Record<string, unknown> = {}) => ({
  filterName: `Rule ${randomUUID()}`,
  explanation: "No advertising, please.",
  words: "casino",
  places: [...PLACES],
  ...given,
});
const as = <T>(actor: Actor, command: (ctx: Parameters<Parameters<typeof transact>[1]>[0]) => Promise<T>) =>
  transact(by(actor), command);
const seen = async (id: string) =>
  (await db().select({ version: textFilter.version }).from(textFilter).where(eq(textFilter.id, id)))[0]
    ?.version ?? 0;

async function made(given: Record<string, unknown> = {}, stage: SetStage["stage"] = "log"): Promise<string> {
  const { id } = await as(admin, (ctx) => makeFilter(ctx, FilterFields.parse(fields(given))));
  if (stage !== "log") await staged(id, stage);
  return id;
}
async function staged(id: string, stage: SetStage["stage"]): Promise<void> {
  await as(admin, (ctx) => testFilter(ctx, { id }));
  const input = SetStage.parse({ id, stage, seen: await seen(id) });
  await as(admin, (ctx) => setFilterStage(ctx, input));
}
const hits = () =>
  db()
    .select({ place: filterHit.place, outcome: filterHit.outcome, memberId: filterHit.memberId })
    .from(filterHit)
    .orderBy(filterHit.at, filterHit.id);
const outcomes = async () => (await hits()).map(({ outcome }) => outcome);

it("logs, warns, holds and refuses a reply; the writer is told the explanation and never the words", async () => {
  const slug = await publishedPost(await makeActor());
  const text = "Come to my CASINÓ today";
  const id = await made();
  await commented(known, slug, text);
  expect(await hits()).toEqual([{ place: "comment", outcome: "logged", memberId: known.id }]);

  await staged(id, "warn");
  const write = (actor: Actor, warning?: "asks" | "read") => {
    const origin = { via: "web", ip: null, device: null, ...(warning ? { warning } : {}) } as const;
    return transact({ actor, origin }, (ctx) =>
      postComments.write(ctx, {
        slug,
        text: `${text} ${randomUUID()}`,
        parent: null,
        clientToken: randomUUID(),
      }),
    );
  };
  const warned = await write(known, "asks").catch((error: unknown) => error);
  expect(warned).toMatchObject({
    reason: "filter_warned",
    details: { explanation: "No advertising, please." },
  });
  expect(JSON.stringify(warned)).not.toContain("casino");
  expect(await write(known, "read")).toMatchObject({ isHeld: false });
  expect(await write(known)).toMatchObject({ isHeld: false });
  expect(await outcomes()).toEqual(["logged", "warned", "sent", "sent"]);

  await staged(id, "hold");
  const held = await write(known, "asks");
  expect(held.isHeld).toBe(true);
  // What is held is changed freely, since somebody looks at it; what is shown is not.
  await as(known, (ctx) => postComments.edit(ctx, { ...held, text: "Come to my casino tomorrow" }));
  const plain = await commented(known, slug, "A plain word");
  expect(await refusal(as(known, (ctx) => postComments.edit(ctx, { slug, id: plain, text })))).toBe(
    "conflict/filter_refused",
  );

  await staged(id, "refuse");
  const before = await db().$count(comment);
  expect(await refusal(write(known, "read"))).toBe("conflict/filter_refused");
  expect(await db().$count(comment)).toBe(before);
  // The refusal is in the log of hits although it was rolled back.
  expect((await outcomes()).slice(-2)).toEqual(["refused", "refused"]);
  // Moderators pass.
  expect(await write(mod)).toMatchObject({ isHeld: false });
});

it("looks at topics, edits of profiles, posts and what members write about themselves", async () => {
  await madeCategory();
  await makeProfile({ slug: "senegal", iso2: "SN" });
  await openedTopic(known, { clientToken: randomUUID() });
  const id = await made({}, "hold");
  const topic = await openedTopic(known, { title: "A casino of evidence", clientToken: randomUUID() });
  expect(topic.isHeld).toBe(true);
  const own = await openedTopic(known, { clientToken: randomUUID() });
  const change = ChangeTopic.parse({
    ...topicFields({ title: "The casino" }),
    slug: own.slug,
    base: 1,
    text: undefined,
    summary: "x y z",
  });
  expect(await refusal(as(known, (ctx) => topicCommands.change(ctx, change)))).toBe(
    "conflict/filter_refused",
  );
  expect((await topicRow(own.slug))?.title).not.toContain("casino");
  const save = (actor: Actor, text: string, base: string | null = null) =>
    as(actor, (ctx) =>
      saveSection(ctx, {
        slug: "senegal",
        section: "policies",
        base,
        content: prose({ aaaaaa: text }),
        summary: "A policy",
        clientToken: randomUUID(),
      }),
    );
  expect((await save(known, "The casino act")).state).toBe("pending");
  // What was there already is not caught again.
  const stands = await save(mod, "The casino act");
  expect(stands.state).toBe("published");
  expect((await save(known, "The casino act, amended", stands.revisionId)).state).toBe("published");
  const profile = UpdateProfile.parse({ fullName: "Known", biography: "I own a casino" });
  expect(await refusal(as(known, (ctx) => updateProfile(ctx, profile)))).toBe("conflict/filter_refused");
  // A moderator looks at each post anyway.
  await publishedPost(known, { title: "Casino law", clientToken: randomUUID() });
  expect((await hits()).map(({ place, outcome }) => `${place} ${outcome}`)).toEqual(
    expect.arrayContaining([
      "discussion held",
      "discussion refused",
      "profile held",
      "member refused",
      "post sent",
    ]),
  );
  // In rooms as well, for which a filter is set apart.
  const [row] = await db()
    .select({ places: textFilter.places })
    .from(textFilter)
    .where(eq(textFilter.id, id));
  expect(row?.places).toContain("room");
});

it("is tested with the past before writers feel it, and again after its conditions change", async () => {
  const slug = await publishedPost(await makeActor());
  await commented(known, slug, "casino one");
  await commented(mod, slug, "casino two, by a moderator");
  const old = await commented(known, slug, "casino three, long ago");
  await db()
    .update(comment)
    .set({ createdAt: new Date(Date.now() - 31 * 86_400_000) })
    .where(eq(comment.id, old));
  const id = await made({ places: ["comment", "post"] });
  const stage = async (to: SetStage["stage"]) =>
    as(admin, async (ctx) => setFilterStage(ctx, SetStage.parse({ id, stage: to, seen: await seen(id) })));
  expect(await refusal(stage("hold"))).toBe("conflict/filter_untested");
  await as(admin, (ctx) => testFilter(ctx, { id }));
  const { filter, authors } = await findFilter(admin, { id }, new Date());
  expect(filter.tested).toMatchObject({
    caught: 1,
    isCut: false,
    samples: [{ kind: "post", matched: ["casino"] }],
  });
  expect(authors.get(known.id)?.handle).toBe(known.handle);
  expect(await db().$count(filterHit)).toBe(0);
  await stage("hold");
  const other = (given: Record<string, unknown>, at: number) =>
    as(admin, (ctx) =>
      changeFilter(ctx, ChangeFilter.parse({ ...fields({ ...given, filterName: "Other" }), id, seen: at })),
    );
  await other({ explanation: "Other words", places: ["comment", "post"] }, await seen(id));
  expect((await listFilters(admin, new Date()))[0]).toMatchObject({ stage: "hold", isTested: true });
  expect(await refusal(other({ words: "poker" }, 1))).toBe("conflict/filter_changed");
  await other({ words: "poker" }, await seen(id));
  expect((await listFilters(admin, new Date()))[0]).toMatchObject({ stage: "log", isTested: false });
  expect(await refusal(as(mod, (ctx) => removeFilter(ctx, { id })))).toBe("forbidden/filter_manage");
  expect(await refusal(as(admin, (ctx) => makeFilter(ctx, FilterFields.parse(fields({ words: "" })))))).toBe(
    "invalid/fields",
  );
  await as(admin, (ctx) => removeFilter(ctx, { id }));
  expect(await listFilters(admin, new Date())).toEqual([]);
});

it("is set back by the brake once, and administrators are notified", async () => {
  const slug = await publishedPost(await makeActor());
  const second = await makeActor("administrator");
  const id = await made({}, "refuse");
  for (let n = 0; n < 3; n += 1) await refusal(commented(known, slug, `casino ${n}`));
  const { rows } = await db().execute(
    sql`select 1 from graphile_worker.jobs where task_identifier = 'brake-filter'`,
  );
  expect(rows).toHaveLength(1);
  const brake = () => transact(SYSTEM, (ctx) => brakeFilter(ctx, { filterId: id }));
  await Promise.all([brake(), brake(), brake()]);
  expect((await listFilters(admin, new Date()))[0]).toMatchObject({ stage: "log", isTested: true });
  expect(await db().$count(auditEntry, eq(auditEntry.fact, "filter.braked"))).toBe(1);
  const told = await db()
    .select({ to: notice.memberId })
    .from(notice)
    .where(eq(notice.kind, "filter.braked"));
  expect(told.map(({ to }) => to).sort()).toEqual([admin.id, second.id].sort());
  await commented(known, slug, "casino again");
  expect((await outcomes()).at(-1)).toBe("logged");
  // One that catches a small part, or was not changed lately, stays.
  await staged(id, "refuse");
  await brake();
  await db()
    .update(textFilter)
    .set({ changedAt: new Date(Date.now() - 25 * 3_600_000) });
  await brake();
  expect((await listFilters(admin, new Date()))[0]?.stage).toBe("refuse");
});

it("keeps what was caught for 90 days, and forgets members who leave", async () => {
  const slug = await publishedPost(await makeActor());
  const id = await made({ writers: "new", places: ["comment"] });
  await commented(known, slug, "casino by somebody trusted");
  await commented(ana, slug, "casino by somebody new");
  expect((await hits()).map(({ memberId }) => memberId)).toEqual([ana.id]);
  await as(admin, (ctx) => testFilter(ctx, { id }));
  const own = personalData().find(({ tables }) => tables?.includes(filterHit as never));
  const rule = personalData().find(({ besides }) => besides?.includes(textFilter.changedBy));
  expect(await own?.collect?.(db(), ana.id)).toMatchObject({
    caughtByFilters: [{ place: "comment", outcome: "logged" }],
  });
  await transact(SYSTEM, async (ctx) => {
    ctx.asSystem("a test");
    ctx.skipAudit("a test");
    await rule?.erase?.(ctx, ana.id);
    await rule?.erase?.(ctx, admin.id);
  });
  const [row] = await db().select({ tested: textFilter.tested, by: textFilter.changedBy }).from(textFilter);
  expect(JSON.stringify(row)).not.toContain(ana.id);
  expect(row?.by).toBeNull();
  await db()
    .update(filterHit)
    .set({ at: new Date(Date.now() - 91 * 86_400_000) });
  const expired = await transact(SYSTEM, async (ctx) => {
    ctx.asSystem("a test");
    ctx.skipAudit("a test");
    return own?.expire?.(ctx);
  });
  expect(expired).toEqual({ filterHits: 1 });
});
