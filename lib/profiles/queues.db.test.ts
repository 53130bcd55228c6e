import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import * as queue from "@/app/[locale]/moderation/edits/route";
import * as hub from "@/app/[locale]/moderation/route";
import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { translator } from "@/lib/i18n/translator";
import { findHealth } from "@/lib/operation";
import { acceptRevision, countEditQueue, saveSection } from "@/lib/profiles";
import { SYSTEM, transact } from "@/lib/transact";
import { listNotices, noticeWords } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { prose } from "@/tests/support/sections";
import { remindReviewers } from "./queues";

useDatabase();

let ana: Actor;
let mod: Actor;
let focal: Actor;
let other: Actor;
let admin: Actor;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const now = Date.now();
const ask = asker([
  [/^\/moderation$/, hub as Route],
  [/^\/moderation\/edits$/, queue as Route],
]);

/** Makes an edit by Ana that has waited for this number of days. */
const waits = (days: number, section: "legislation" | "policies" = "legislation") =>
  transact(
    by(ana),
    (ctx) =>
      saveSection(ctx, {
        slug: "senegal",
        section,
        base: null,
        summary: "A proposal",
        clientToken: randomUUID(),
        content: prose({ aaaaaa: `A text of ${days} days ago.` }),
      }),
    { now: new Date(now - days * DAY) },
  );
const remind = (hours = 0) => transact(SYSTEM, remindReviewers, { now: new Date(now + hours * HOUR) });
const deleteNotices = () => pool().query("delete from notice");
const says = async (actor: Actor) =>
  (await listNotices(actor, {})).rows.map(({ content }) => noticeWords(content, translator("en"), "en").said);

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  [ana, mod, admin] = [await makeActor(), await makeActor("moderator"), await makeActor("administrator")];
  [focal, other] = [await makeActor("focal-point"), await makeActor("trusted")];
});

describe("an edit that has waited for a week (R8)", () => {
  it("is notified once more to its reviewers, with its age, and once", async () => {
    await waits(7.2);
    await deleteNotices();
    await remind();
    for (const actor of [mod, focal, admin])
      expect(await says(actor)).toEqual(["1 edit waits for a decision, the longest for 7 days"]);
    for (const actor of [ana, other]) expect(await says(actor)).toEqual([]);
    const { rows } = await pool().query("select id from notice order by id");
    for (const hours of [1, 12, 18]) await remind(hours);
    expect((await pool().query("select id from notice order by id")).rows).toEqual(rows);
    // Edits that have waited longer cause no new notification each day.
    await deleteNotices();
    await remind(26);
    expect(await says(mod)).toEqual([]);
  });

  it("is not notified before, nor if it was decided, nor to reviewers who were just notified", async () => {
    const { number } = await waits(6.9);
    await deleteNotices();
    await remind();
    expect(await says(mod)).toEqual([]);
    await waits(0, "policies");
    const told = await pool().query("select last_at from notice where member_id = $1", [mod.id]);
    await remind(3);
    expect((await pool().query("select last_at from notice where member_id = $1", [mod.id])).rows).toEqual(
      told.rows,
    );
    await transact(by(other), (ctx) => acceptRevision(ctx, { slug: "senegal", number: number ?? 0 }));
    await deleteNotices();
    await remind(3);
    expect(await says(mod)).toEqual([]);
  });
});

describe("edits that wait too long", () => {
  it("is counted in the queue, marked on its screens, and a fault of the site after a month", async () => {
    await waits(2);
    expect(await countEditQueue(mod)).toMatchObject({ count: 1, late: 0, overdue: 0 });
    expect((await ask("/moderation/edits", { as: mod })).body).not.toContain("Waiting for over");
    expect((await findHealth(admin)).review).toEqual({ level: "ok", late: 0, overdue: 0 });
    await waits(8, "policies");
    expect((await findHealth(admin)).review).toEqual({ level: "warn", late: 1, overdue: 0 });
    expect((await ask("/moderation", { as: mod })).body).toContain("Waiting for over 7 days");
    await waits(31);
    expect(await countEditQueue(mod)).toMatchObject({ count: 3, late: 2, overdue: 1 });
    const { body } = await ask("/moderation/edits", { as: mod });
    for (const words of [
      "2 of them have waited for more than 7 days. One for more than 30.",
      "over 7 days",
      "over 30 days",
    ])
      expect(body).toContain(words);
    expect((await ask("/moderation", { as: mod })).body).toContain("Waiting for over 30 days");
    expect((await findHealth(admin)).review).toEqual({ level: "bad", late: 2, overdue: 1 });
  });
});
