import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { noticeSetting } from "@/db/schema/watching";
import type { Actor } from "@/lib/core/actor";
import { translator } from "@/lib/i18n/translator";
import { runDueJobs } from "@/lib/jobs/worker";
import { applyNoticeRetention, MOST_NOTICES } from "@/lib/notices/retention";
import { acceptRevision, rejectRevision } from "@/lib/profiles";
import { notifyWatchers } from "@/lib/profiles/watched";
import { SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, makeActor, makeMember } from "@/tests/support/members";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { law, prose, records, refusal } from "@/tests/support/sections";
import { changes, place, storedNotices, watches } from "@/tests/support/watching";
import { MAX_WATCHES } from "./commands/set-watch";
import {
  changeWatch,
  countUnseenNotices,
  findWatch,
  listLevels,
  listNotices,
  listWatches,
  markAllSeen,
  markNoticeSeen,
  markSeen,
  noticeWords,
} from "./index";

useDatabase();

let ana: Actor;
let ben: Actor;
let pageId: string;

beforeEach(async () => {
  pageId = await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal" });
  ana = await makeActor("trusted");
  ben = await makeActor("trusted");
  await makeRevision({ pageId, key: "legislation", content: prose({ aaaaaa: "First" }) });
});

const laws = (...list: unknown[]) => ({ section: "laws" as const, content: records(...list) });
const who = async () => (await storedNotices()).map(({ member, kind, key }) => `${member} ${kind} ${key}`);

describe("watching", () => {
  it("starts with the current state, changes level, and ends", async () => {
    await watches(ana, "profile:senegal");
    expect((await findWatch(ana, place("profile:senegal"))).level).toBe("watching");
    const [row] = (await pool().query("select seen_number, reason, page_id from watch")).rows;
    expect(row).toEqual({ seen_number: 1, reason: "chosen", page_id: pageId });
    await watches(ana, "profile:senegal", "muted");
    await watches(ana, "section:senegal/laws", "tracking");
    await watches(ana, "region:Africa");
    await watches(ben, "section:senegal/safeguards");
    expect(await listLevels(ana, place("profile:senegal"))).toEqual({
      "profile:senegal": "muted",
      "section:senegal/laws": "tracking",
    });
    expect(await listLevels(ana, place("region:Africa"))).toEqual({ "region:Africa": "watching" });
    expect(await listLevels(ana, place("profile:atlantis"))).toEqual({});
    for (const of of ["section:senegal/laws", "region:Africa"]) await watches(ana, of, "none");
    await watches(ana, "profile:senegal", "none");
    expect((await findWatch(ana, place("profile:senegal"))).level).toBeNull();
    const { rows: facts } = await pool().query("select fact, details from audit_entry order by at, id");
    const ofSenegal = facts.filter(({ details }) => details.of === "profile:senegal");
    expect(ofSenegal.map(({ fact, details }) => [fact, details.level])).toEqual([
      ["watch.changed", "watching"],
      ["watch.changed", "muted"],
      ["watch.stopped", undefined],
    ]);
  });

  it("does nothing when repeated at the same level or ended twice", async () => {
    await watches(ana, "profile:senegal");
    await watches(ana, "profile:senegal");
    await watches(ana, "region:Africa", "none");
    const { rows } = await pool().query("select count(*)::int as n from audit_entry");
    expect(rows[0].n).toBe(1);
  });

  it("is for members only, each for themselves, in a session", async () => {
    const put = (actor: Actor | null) =>
      refusal(
        transact(by(actor), (ctx) => changeWatch(ctx, { of: place("profile:senegal"), level: "watching" })),
      );
    expect(await put(null)).toMatchObject({ code: "unauthenticated" });
    const token = { ...ana, sessionId: null, confirmedAt: null, scopes: ["profiles:write"] };
    expect(await put(token)).toMatchObject({ code: "forbidden", reason: "session_only" });
    for (const read of [listWatches, listNotices]) {
      await expect(read(null, {})).rejects.toMatchObject({ code: "unauthenticated" });
      await expect(read(token, {})).rejects.toMatchObject({ code: "forbidden" });
    }
  });

  it("needs an existing thing", async () => {
    const put = (of: string, level: "watching" | "none" = "watching") =>
      transact(by(ana), (ctx) => changeWatch(ctx, { of: place(of), level }));
    expect(await refusal(put("profile:atlantis"))).toMatchObject({ code: "not_found", reason: "watch" });
    expect(await refusal(put("record:senegal/laws/no-such-law"))).toMatchObject({ code: "not_found" });
    await changes(ben, laws(law("law-one")));
    await put("record:senegal/laws/law-one");
    await changes(ben, laws());
    expect((await findWatch(ana, place("record:senegal/laws/law-one"))).isThere).toBe(false);
    await put("record:senegal/laws/law-one", "none");
    await expect(findWatch(ana, place("record:senegal/laws/law-one"))).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("has a maximum", async () => {
    await pool().query(
      `insert into watch (member_id, kind, key, level, reason, since, seen_at, created_at)
       select $1, 'later', n::text, 'watching', 'chosen', now(), now(), now() from generate_series(1, $2::int) n`,
      [ana.id, MAX_WATCHES],
    );
    const one = transact(by(ana), (ctx) =>
      changeWatch(ctx, { of: place("profile:senegal"), level: "watching" }),
    );
    expect(await refusal(one)).toMatchObject({ code: "conflict", reason: "too_many_watches" });
  });

  it("creates one watch from two simultaneous clicks", async () => {
    const put = () =>
      transact(by(ana), (ctx) => changeWatch(ctx, { of: place("profile:senegal"), level: "watching" }));
    await Promise.all([put(), put(), put()]);
    expect((await listWatches(ana, {})).total).toBe(1);
  });
});

describe("notifying watchers", () => {
  it("notifies of a change, except its author and others", async () => {
    const cleo = await makeActor("trusted");
    await watches(ana, "profile:senegal");
    await watches(ben, "profile:senegal");
    await watches(cleo, "section:senegal/safeguards");
    const number = await changes(ben);
    expect(await storedNotices()).toEqual([
      expect.objectContaining({
        member: ana.handle,
        kind: "section",
        key: "legislation",
        from: 1,
        to: number,
      }),
    ]);
    const { rows } = await listNotices(ana, {});
    expect(rows[0]).toMatchObject({
      isSeen: false,
      content: {
        what: "changes",
        changes: [{ number, summary: "A test's edit", author: { handle: ben.handle } }],
      },
      why: { level: "watching", thing: { place: { kind: "profile", slug: "senegal" } } },
    });
    expect(await countUnseenNotices(ana.id)).toBe(1);
    expect(await countUnseenNotices(ben.id)).toBe(0);
  });

  it('happens at level "watching" only', async () => {
    for (const level of ["tracking", "normal", "muted"] as const) {
      await watches(ana, "profile:senegal", level);
      await changes(ben);
    }
    expect(await storedNotices()).toEqual([]);
  });

  it("combines ten changes into one notice with one difference", async () => {
    await watches(ana, "profile:senegal");
    for (let n = 0; n < 10; n += 1) await changes(ben);
    const all = await storedNotices();
    expect(all.map(({ from, to }) => [from, to])).toEqual([[1, 11]]);
    const { rows } = await listNotices(ana, {});
    expect(rows[0]?.content).toHaveProperty("changes.length", 10);
  });

  it("starts again after the notice was seen, with new changes only", async () => {
    await watches(ana, "profile:senegal");
    await changes(ben);
    const [first] = (await listNotices(ana, {})).rows;
    await transact(by(ana), (ctx) => markNoticeSeen(ctx, { noticeId: first?.id ?? "" }));
    await changes(ben);
    expect((await storedNotices()).map(({ from, to }) => [from, to])).toEqual([
      [1, 2],
      [2, 3],
    ]);
    expect(await countUnseenNotices(ana.id)).toBe(1);
  });

  it("notifies watchers of a region of its countries, as a separate category", async () => {
    await makeProfile({ slug: "georgia", iso2: "GE", region: "Asia" });
    await watches(ana, "region:Africa");
    await changes(ben, { slug: "georgia" });
    await changes(ben);
    expect(await storedNotices()).toEqual([
      expect.objectContaining({ category: "region", kind: "section", key: "legislation" }),
    ]);
  });

  it("follows the narrowest choice: muted country, watched region, watched section", async () => {
    await watches(ana, "region:Africa");
    await watches(ana, "profile:senegal", "muted");
    await changes(ben);
    expect(await storedNotices()).toEqual([]);
    await watches(ana, "section:senegal/safeguards");
    await changes(ben, { section: "safeguards" });
    await changes(ben);
    expect(await who()).toEqual([`${ana.handle} section safeguards`]);
  });

  it("limits watchers of a record or field to changes of it", async () => {
    await changes(ben, laws(law("law-one"), law("law-two")));
    const [cleo, dan] = [await makeActor("trusted"), await makeActor("trusted")];
    await watches(ana, "record:senegal/laws/law-one");
    await watches(cleo, "field:senegal/laws/law-one/status");
    await watches(dan, "section:senegal/laws");
    await changes(ben, laws(law("law-one"), law("law-two", { number: "7" })));
    expect(await who()).toEqual([`${dan.handle} section laws`]);
    await changes(ben, laws(law("law-one", { number: "8" }), law("law-two", { number: "7" })));
    expect(await who()).toEqual([`${dan.handle} section laws`, `${ana.handle} record laws/law-one`]);
    const last = law("law-one", { number: "8", status: "repealed" });
    await changes(ben, laws(last, law("law-two", { number: "7" })));
    expect(await who()).toContain(`${cleo.handle} field laws/law-one/status`);
    const [field] = (await listNotices(cleo, {})).rows;
    expect(field?.content).toMatchObject({ what: "changes", changes: [{ number: 5 }] });
  });

  it("leaves out a muted record but not the rest of the profile", async () => {
    await changes(ben, laws(law("law-one"), law("law-two")));
    await watches(ana, "profile:senegal");
    await watches(ana, "record:senegal/laws/law-one", "muted");
    await changes(ben, laws(law("law-one", { number: "1" }), law("law-two")));
    expect(await storedNotices()).toEqual([]);
    await changes(ben, laws(law("law-one", { number: "2" }), law("law-two", { number: "2" })));
    expect(await who()).toEqual([`${ana.handle} section laws`]);
  });

  it("skips typo corrections, but never a single letter in a law", async () => {
    await makeRevision({ pageId, key: "legislation", content: prose({ aaaaaa: "The recieved text" }) });
    await watches(ana, "profile:senegal");
    await changes(ben, { content: prose({ aaaaaa: "The received text" }) });
    expect(await storedNotices()).toEqual([]);
    expect((await listWatches(ana, {})).rows[0]?.count).toBe(1);
    await changes(ben, laws(law("law-one", { title: "Penal Cod" })));
    await changes(ben, laws(law("law-one", { title: "Penal Code" })));
    expect((await storedNotices()).map(({ key, to }) => [key, to])).toEqual([["laws", 5]]);
  });

  it("skips earlier changes and suspended members", async () => {
    const { id } = await makeMember();
    const cleo = await actorOf(id);
    await watches(cleo, "profile:senegal");
    await pool().query("update member set state = 'suspended' where id = $1", [id]);
    await changes(ben);
    await watches(ana, "profile:senegal");
    await pool().query("delete from told_revision");
    const { rows } = await pool().query("select id from revision order by number desc limit 1");
    await transact(SYSTEM, (ctx) => notifyWatchers(ctx, { revisionId: rows[0].id }));
    expect(await storedNotices()).toEqual([]);
  });

  it("happens once, however often and simultaneously the job runs", async () => {
    await watches(ana, "profile:senegal");
    await changes(ben);
    await pool().query("update notice set seen_at = now()");
    const { rows } = await pool().query("select id from revision order by number desc limit 1");
    const again = () => transact(SYSTEM, (ctx) => notifyWatchers(ctx, { revisionId: rows[0].id }));
    expect(await Promise.all([again(), again()])).toEqual([0, 0]);
    await pool().query("delete from told_revision");
    await pool().query("delete from notice");
    expect((await Promise.all([again(), again()])).sort()).toEqual([0, 1]);
    expect(await storedNotices()).toHaveLength(1);
  });

  it("queues no job if no one watches", async () => {
    const queued = async () =>
      (await pool().query("select count(*)::int as n from graphile_worker._private_jobs")).rows[0].n;
    const save = (base: number) =>
      transact(by(ben), (ctx) =>
        import("@/lib/profiles").then(({ saveSection }) =>
          saveSection(ctx, {
            slug: "senegal",
            section: "legislation",
            base,
            summary: "An edit",
            clientToken: `token-${base}-abcdef`,
            content: prose({ aaaaaa: `Text ${base}` }),
          } as never),
        ),
      );
    await save(1);
    expect(await queued()).toBe(0);
    await watches(ana, "region:Africa");
    await save(2);
    expect(await queued()).toBe(1);
  });

  it("can add one's own edits to the watchlist without changing chosen levels", async () => {
    await db()
      .insert(noticeSetting)
      .values({ memberId: ben.id, mails: {}, dailyCap: 20, ownEdits: "tracking", updatedAt: new Date() });
    await watches(ben, "section:senegal/safeguards", "muted");
    await changes(ben);
    await changes(ben, { section: "safeguards" });
    const { rows } = await listWatches(ben, {});
    expect(rows.map(({ level, reason, count }) => [level, reason, count]).sort()).toEqual([
      ["muted", "chosen", 0],
      ["tracking", "edited", 0],
    ]);
  });
});

describe("edit that waited for review", () => {
  const pending = (authorId: string) =>
    makeRevision({
      pageId,
      key: "safeguards",
      content: prose({ aaaaaa: "Proposed" }),
      authorId,
      state: "pending",
      summary: "A proposal",
    });

  it("notifies when accepted, even those who saw later ones, and its author of the decision", async () => {
    const number = await pending(ben.id);
    await watches(ana, "profile:senegal");
    const moderator = await makeActor("moderator");
    await changes(moderator);
    expect(await storedNotices()).toHaveLength(1);
    await transact(by(ana), (ctx) =>
      markSeen(ctx, { of: place("profile:senegal"), number: 9, at: Date.now() }),
    );
    await transact(by(moderator), (ctx) => acceptRevision(ctx, { slug: "senegal", number }));
    await runDueJobs();
    expect(await who()).toEqual([
      `${ana.handle} section legislation`,
      expect.stringMatching(`^${ben.handle} revision `),
      `${ana.handle} section safeguards`,
    ]);
    const { rows } = await listWatches(ana, {});
    expect(rows[0]).toMatchObject({ seenNumber: 1, count: 2 });
    const [decision] = (await listNotices(ben, {})).rows;
    expect(decision).toMatchObject({ content: { news: "edit.accepted" }, why: null });
    expect(decision && noticeWords(decision.content, translator("en"), "en")).toMatchObject({
      path: `/countries/senegal/revisions/${number}`,
      quotes: ["A proposal"],
    });
  });

  it("notifies only its author when rejected, with the reason", async () => {
    const number = await pending(ben.id);
    await watches(ana, "profile:senegal");
    const moderator = await makeActor("moderator");
    const reason = "No source is named";
    await transact(by(moderator), (ctx) => rejectRevision(ctx, { slug: "senegal", number, reason }));
    await runDueJobs();
    expect(await storedNotices()).toHaveLength(1);
    const [decision] = (await listNotices(ben, {})).rows;
    expect(decision?.content).toMatchObject({ news: "edit.rejected" });
    expect(decision && noticeWords(decision.content, translator("en"), "en")).toMatchObject({
      path: `/countries/senegal/pending?revision=${number}`,
      reason,
    });
  });
});

describe("watchlist", () => {
  it("lists the last changed first and counts changes by others since the last look", async () => {
    await makeProfile({ slug: "ghana", iso2: "GH" });
    await watches(ana, "profile:senegal");
    await watches(ana, "profile:ghana");
    await watches(ana, "region:Europe", "tracking");
    await changes(ben);
    await changes(ben, { slug: "ghana" });
    await changes(ben, { slug: "ghana", section: "safeguards" });
    await changes(ana, { slug: "ghana", section: "policies" });
    const list = await listWatches(ana, {});
    expect(list.total).toBe(3);
    expect(list.unseen).toBe(2);
    expect(list.rows.map(({ thing, count }) => [thing.place.kind, thing.names?.en ?? null, count])).toEqual([
      ["profile", "ghana", 2],
      ["profile", "Senegal", 1],
      ["region", null, 0],
    ]);
    expect((await listWatches(ana, { show: "unseen" })).rows).toHaveLength(2);
  });

  it("counts changes in a region since the last look", async () => {
    await watches(ana, "region:Africa", "tracking");
    await changes(ben);
    await changes(ben, { section: "safeguards" });
    const { rows } = await listWatches(ana, {});
    expect(rows[0]).toMatchObject({ count: 2, level: "tracking" });
    await transact(by(ana), (ctx) =>
      markSeen(ctx, { of: place("region:Africa"), number: 0, at: Date.now() }),
    );
    expect((await listWatches(ana, {})).rows[0]).toMatchObject({ count: 0, lastAt: null });
  });

  it("counts changes of a record for that record", async () => {
    await changes(ben, laws(law("law-one"), law("law-two")));
    await watches(ana, "record:senegal/laws/law-one");
    await watches(ana, "field:senegal/laws/law-one/status");
    await changes(ben, laws(law("law-one"), law("law-two", { number: "1" })));
    const counts = async () =>
      (await listWatches(ana, {})).rows.map(({ thing, count }) => [thing.place.kind, count]);
    expect(await counts()).toEqual(
      expect.arrayContaining([
        ["record", 0],
        ["field", 0],
      ]),
    );
    await changes(ben, laws(law("law-one", { number: "2" }), law("law-two", { number: "1" })));
    expect(await counts()).toEqual(
      expect.arrayContaining([
        ["record", 1],
        ["field", 0],
      ]),
    );
  });

  it("marks as seen what was shown and everything within it, including notices", async () => {
    await watches(ana, "profile:senegal");
    await watches(ana, "section:senegal/safeguards");
    await changes(ben, { section: "safeguards" });
    const [line] = (await listWatches(ana, {})).rows;
    await changes(ben);
    await transact(by(ana), (ctx) =>
      markSeen(ctx, { of: place("profile:senegal"), number: line?.newest ?? 0, at: Date.now() }),
    );
    const after = await listWatches(ana, {});
    expect(after.rows.map(({ thing, count }) => [thing.place.kind, count])).toEqual([
      ["profile", 1],
      ["section", 0],
    ]);
    expect(await countUnseenNotices(ana.id)).toBe(1);
    // An older tab does not lower the position.
    await transact(by(ana), (ctx) => markSeen(ctx, { of: place("profile:senegal"), number: 1, at: 0 }));
    expect((await listWatches(ana, {})).rows[0]?.count).toBe(1);
  });

  it("marks everything as seen that existed when the page was drawn", async () => {
    await watches(ana, "profile:senegal");
    await watches(ana, "region:Africa", "tracking");
    await changes(ben);
    const drawn = Date.now();
    await new Promise((soon) => setTimeout(soon, 5));
    await changes(ben, { section: "safeguards" });
    await transact(by(ana), (ctx) => markAllSeen(ctx, { at: drawn }));
    const { rows } = await listWatches(ana, {});
    expect(rows.map(({ count }) => count)).toEqual([1, 1]);
    expect((await listNotices(ana, { show: "unseen" })).rows).toHaveLength(1);
  });

  it("pages by key in both directions while things change", async () => {
    for (let n = 0; n < 30; n += 1)
      await makeProfile({ slug: `place-${n}`, iso2: `${String.fromCharCode(65 + n)}Q` });
    for (let n = 0; n < 30; n += 1) await watches(ana, `profile:place-${n}`, "tracking");
    const names = (list: Awaited<ReturnType<typeof listWatches>>) =>
      list.rows.map(({ thing }) => thing.names?.en);
    const first = await listWatches(ana, {});
    expect(first.rows).toHaveLength(25);
    const second = await listWatches(ana, { before: first.next ?? "" });
    expect(new Set([...names(first), ...names(second)]).size).toBe(30);
    expect(second.next).toBeNull();
    const back = await listWatches(ana, { after: second.previous ?? "" });
    expect(names(back)).toEqual(names(first));
  });

  it("is private", async () => {
    await watches(ana, "profile:senegal");
    await changes(ben);
    const [notice] = (await listNotices(ana, {})).rows;
    await transact(by(ben), (ctx) => markNoticeSeen(ctx, { noticeId: notice?.id ?? "" }));
    await transact(by(ben), (ctx) => markAllSeen(ctx, { at: Date.now() }));
    expect(await countUnseenNotices(ana.id)).toBe(1);
    expect((await listWatches(ben, {})).rows).toEqual([]);
  });

  it("names the wider thing that applies", async () => {
    await watches(ana, "region:Africa", "tracking");
    expect(await findWatch(ana, place("section:senegal/laws"))).toMatchObject({
      level: null,
      wider: { level: "tracking", thing: { place: { kind: "region" } } },
    });
    await watches(ana, "profile:senegal");
    expect((await findWatch(ana, place("section:senegal/laws"))).wider?.level).toBe("watching");
  });
});

describe("list of notices", () => {
  it("pages by key", async () => {
    for (let n = 0; n < 30; n += 1) {
      await pool().query(
        `insert into notice (id, member_id, category, kind, key, page_id, watch_kind, watch_key, from_number, to_number, first_at, last_at)
         values (gen_random_uuid(), $1, 'profile', 'section', $2 || '/legislation', $2::uuid, 'profile', $2, 0, 1, now(), now() - make_interval(mins => $3))
         on conflict do nothing`,
        [ana.id, pageId, n],
      );
      await pool().query("update notice set seen_at = now()");
    }
    const first = await listNotices(ana, {});
    expect(first.rows).toHaveLength(25);
    const second = await listNotices(ana, { before: first.next ?? "" });
    expect(second.rows).toHaveLength(5);
    const back = await listNotices(ana, { after: second.previous ?? "" });
    expect(back.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id));
    for (const before of ["1.x", "99999999999999999.a", "1.00000000-0000-0000-0000-000000000000"])
      expect((await listNotices(ana, { before })).rows.length).toBeLessThanOrEqual(25);
  });

  it("leaves out withdrawn content", async () => {
    await watches(ana, "profile:senegal");
    await changes(ben);
    await pool().query("alter table revision disable trigger user");
    await pool().query("update revision set state = 'rejected' where number = 2");
    expect((await listNotices(ana, {})).rows).toEqual([]);
  });

  it("is limited by age and to ten thousand", async () => {
    const insert = (days: number, isSeen: boolean) =>
      pool().query(
        `insert into notice (id, member_id, category, kind, key, from_number, to_number, first_at, last_at, seen_at)
         values (gen_random_uuid(), $1, 'profile', 'section', gen_random_uuid()::text, 0, 1, now(), now() - make_interval(days => $2), case when $3 then now() end)`,
        [ana.id, days, isSeen],
      );
    for (const [days, isSeen] of [
      [89, true],
      [91, true],
      [91, false],
      [366, false],
    ] as const)
      await insert(days, isSeen);
    await pool().query(
      `insert into notice (id, member_id, category, kind, key, from_number, to_number, first_at, last_at)
       select gen_random_uuid(), $1, 'profile', 'section', n::text, 0, 1, now(), now() from generate_series(1, $2::int) n`,
      [ben.id, MOST_NOTICES + 5],
    );
    await pool().query(
      "insert into notice_mail (id, member_id, made_at, state) values (gen_random_uuid(), $1, now() - interval '31 days', 'sent')",
      [ana.id],
    );
    const counts = await transact(SYSTEM, async (ctx) => {
      ctx.asSystem("a test");
      ctx.skipAudit("a test");
      return applyNoticeRetention(ctx);
    });
    expect(counts).toEqual({
      notices: 2,
      surplusNotices: 5,
      noticeMails: 1,
      toldRevisions: 0,
      subjectEvents: 0,
      pageEvents: 0,
    });
  });
});
