import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { sectionCheck, sectionFreshness } from "@/db/schema/freshness";
import { notice } from "@/db/schema/watching";
import type { Actor } from "@/lib/core/actor";
import { SYSTEM, transact } from "@/lib/transact";
import { listNotices } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { prose, refusal, save } from "@/tests/support/sections";
import { confirmByLink, findCheckLink, listFreshness, makeCheckLink, refreshFreshness } from "./index";

useDatabase();

let pageId = "";
let editor: Actor;
let focal: Actor;
let sectionId = "";

beforeEach(async () => {
  pageId = await makeProfile({ slug: "senegal", iso2: "SN" });
  editor = await makeActor("trusted");
  focal = await makeActor("focal-point");
  await save(editor, { content: prose({ aaaaaa: "The law of 2008." }) });
  const [row] = await db().select({ id: sectionFreshness.sectionId }).from(sectionFreshness);
  sectionId = row?.id ?? "";
});

const DAY = 86_400_000;
const tend = (now = new Date()) => transact(SYSTEM, refreshFreshness, { now });
const inDays = (days: number) => new Date(Date.now() + days * DAY);
const told = async (actor: Actor) =>
  (await listNotices(actor, {})).rows.map(({ content: one }) => (one.what === "news" ? one.news : one.what));
/** Lets this number of days pass for the section. */
const pass = (days: number) =>
  pool().query(
    `update section_freshness set checked_at = checked_at - $1 * interval '1 day',
      review_by = review_by - $1 * interval '1 day', outdated_at = outdated_at - $1 * interval '1 day'`,
    [days],
  );

describe("an overdue section", () => {
  it("is notified once to the focal point and the author, and again when it is long overdue", async () => {
    const bystander = await makeActor("trusted");
    expect(await tend()).toBe(0);
    await pass(366);
    expect(await tend()).toBe(1);
    expect(await tend()).toBe(0);
    expect([await told(focal), await told(editor), await told(bystander)]).toEqual([
      ["section.due"],
      ["section.due"],
      [],
    ]);
    await pass(366);
    expect(await tend()).toBe(1);
    expect(await told(focal)).toEqual(["section.outdated"]);
    expect(await tend(inDays(4_000))).toBe(0);
  });

  it("is no longer notified once someone has confirmed it", async () => {
    await pass(366);
    await tend();
    const token = await makeCheckLink(focal.id, sectionId, new Date());
    await transact(by(null), (ctx) => confirmByLink(ctx, { token, seen: 1 }));
    expect([await told(focal), await told(editor)]).toEqual([[], []]);
    expect(await db().$count(notice)).toBe(2);
    expect((await listNotices(editor, {})).unseen).toBe(0);
  });
});

describe("the link of a reminder", () => {
  const use = (token: string, seen = 1) => transact(by(null), (ctx) => confirmByLink(ctx, { token, seen }));

  it("is good once, after as many looks as one likes, and keeps no secret", async () => {
    const token = await makeCheckLink(focal.id, sectionId, new Date());
    const { rows } = await pool().query("select t::text as row from token t");
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(await findCheckLink(token)).toMatchObject({ slug: "senegal", section: "legislation", number: 1 });
    expect(await findCheckLink(token)).not.toBeNull();
    await use(token);
    expect((await listFreshness(pageId)).legislation).toMatchObject({ how: "confirmed", verification: null });
    expect(await refusal(use(token))).toMatchObject({ code: "gone" });
    expect(await findCheckLink(token)).toBeNull();
    expect(await db().$count(sectionCheck)).toBe(1);
  });

  it("of two uses at once does one", async () => {
    const token = await makeCheckLink(focal.id, sectionId, new Date());
    const done = await Promise.allSettled([use(token), use(token)]);
    expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("expires after thirty days, and if its recipient can no longer confirm", async () => {
    const old = await makeCheckLink(focal.id, sectionId, inDays(-31));
    expect(await findCheckLink(old)).toBeNull();
    expect(await refusal(use(old))).toMatchObject({ code: "gone" });
    const token = await makeCheckLink(focal.id, sectionId, new Date());
    await pool().query("delete from role_grant where member_id = $1", [focal.id]);
    expect(await findCheckLink(token)).toBeNull();
    expect(await refusal(use(token))).toMatchObject({ code: "gone" });
  });

  it("says nothing of a text that was not seen, and may be used again then", async () => {
    const token = await makeCheckLink(focal.id, sectionId, new Date());
    await save(editor, { base: 1, content: prose({ aaaaaa: "The laws of 2008 and 2016." }) });
    expect(await refusal(use(token, 1))).toMatchObject({ code: "conflict", reason: "section_moved" });
    await use(token, 2);
    expect(await db().$count(sectionCheck)).toBe(1);
  });
});
