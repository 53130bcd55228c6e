import { asc } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { pageView } from "@/db/schema/page-views";
import { ensureEditors } from "@/db/seed/editors";
import type { Actor } from "@/lib/core/actor";
import { dayOf } from "@/lib/core/moments";
import { changeAccess, findPart, freshSite } from "@/lib/site-settings";
import { ChangeAccess } from "@/lib/site-settings/forms/model";
import { seenOf } from "@/lib/site-settings/model";
import { SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { SENT_PARTS } from "@/tests/support/site-parts";
import { findSiteFigures } from "../index";
import { MAX_PATHS } from "./count-view";
import { countView, findFigures, flushViews, foldViews, writeViews } from "./index";
import { isPerson } from "./person";
import { addViews, countedPath, MAX_DAY_PATHS } from "./store-views";

useDatabase();

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
let admin: Actor;
beforeEach(async () => {
  await flushViews();
  await db().delete(pageView);
  admin = await makeActor("administrator");
});

const view = (path: string, times = 1) => {
  for (let n = 0; n < times; n += 1) countView(path, FIREFOX, undefined);
};
const stored = async () =>
  Object.fromEntries(
    (await db().select().from(pageView).orderBy(asc(pageView.path))).map(({ path, n }) => [path, n]),
  );

describe("views of pages", () => {
  it("are counted in memory and added to those of the day", async () => {
    view("/countries/ghana", 2);
    view("/fr/law");
    expect(await stored()).toEqual({});
    await flushViews();
    view("/countries/ghana");
    await flushViews();
    expect(await stored()).toEqual({ "/countries/ghana": 3, "/fr/law": 1 });
    const [row] = await db().select().from(pageView).limit(1);
    expect(row).toMatchObject({ period: "day", day: dayOf(new Date()) });
  });

  it("of programs, and of pages that a browser fetches in advance, are not counted", async () => {
    for (const agent of [undefined, "curl/8.5.0", "Mozilla/5.0 (compatible; Googlebot/2.1)", "x".repeat(500)])
      countView("/", agent, undefined);
    countView("/", FIREFOX, "prefetch;prerender");
    await flushViews();
    expect(await stored()).toEqual({});
  });

  it("of members' pages are counted together, so no path names a member", async () => {
    view("/members/awa-diop");
    view("/members/ben-okoro", 2);
    view("/ar/members/awa-diop");
    view("/members");
    await flushViews();
    expect(await stored()).toEqual({ "/ar/members/*": 1, "/members": 1, "/members/*": 3 });
    expect(countedPath("/fr")).toBe("/fr");
  });

  it("of endless paths take bounded memory", async () => {
    for (let n = 0; n < MAX_PATHS + 500; n += 1) view(`/p/${n}`);
    view(`/${"x".repeat(300)}`);
    await flushViews();
    const counts = await stored();
    expect(Object.keys(counts)).toHaveLength(MAX_PATHS + 1);
    expect(counts[""]).toBe(501);
  });

  it("of endless paths take bounded space in a day; known paths are still counted", async () => {
    const now = new Date();
    await db().execute(
      `insert into page_view (period, day, path, n) select 'day', '${dayOf(now)}', '/p/' || g, 1 from generate_series(1, ${MAX_DAY_PATHS - 1}) g`,
    );
    await addViews(
      new Map([
        ["/p/1", 5],
        ["/new/rare", 1],
        ["/new/often", 7],
      ]),
      now,
    );
    const counts = await stored();
    expect([counts["/p/1"], counts["/new/often"], counts["/new/rare"], counts[""]]).toEqual([
      6,
      7,
      undefined,
      1,
    ]);
  });

  it("are not stored if an administrator switched counting off", async () => {
    const { updatedAt } = await findPart("access");
    const input = ChangeAccess.parse({
      ...SENT_PARTS.access,
      countViews: "",
      seen: seenOf(updatedAt),
      languages: ["fr"],
      registration: "open",
    });
    await transact(by(admin), (ctx) => changeAccess(ctx, input));
    await freshSite();
    view("/law");
    await flushViews();
    expect(await stored()).toEqual({});
  });

  it("of two processes at once are added up", async () => {
    const counts = new Map(Array.from({ length: 200 }, (_, n) => [`/p/${n}`, 1] as const));
    const reversed = new Map([...counts].reverse());
    await Promise.all(
      [1, 2, 3].flatMap(() => [addViews(counts, new Date()), addViews(reversed, new Date())]),
    );
    expect(new Set(Object.values(await stored()))).toEqual(new Set([6]));
  });

  it("are summed up by month after 400 days, as often as it is asked", async () => {
    const now = new Date("2026-12-01T10:00:00Z");
    const rows = [
      ["2025-10-01", 1],
      ["2025-10-26", 2],
      ["2025-10-28", 4],
    ] as const;
    await db()
      .insert(pageView)
      .values(rows.map(([day, n]) => ({ period: "day" as const, day, path: "/law", n })));
    expect(await db().transaction((tx) => foldViews(tx, now))).toBe(2);
    expect(await db().transaction((tx) => foldViews(tx, now))).toBe(0);
    const left = await db().select().from(pageView).orderBy(asc(pageView.period));
    expect(left.map(({ period, day, n }) => [period, day, n])).toEqual([
      ["day", "2025-10-28", 4],
      ["month", "2025-10-01", 3],
    ]);
  });
});

describe("figures of use", () => {
  it("are by day, page, area, country and language, for administrators", async () => {
    await makeProfile({ slug: "ghana", iso2: "GH", nameEn: "Ghana", nameAr: "غانا" });
    view("/countries/ghana", 3);
    view("/ar/countries/ghana/history", 2);
    view("/fr");
    view("/", 4);
    await flushViews();
    const figures = await findFigures(admin);
    expect(figures.total).toBe(10);
    expect(figures.byDay).toHaveLength(30);
    expect(figures.byDay.at(-1)).toEqual({ name: dayOf(new Date()), views: 10 });
    expect(figures.byPath[0]).toEqual({ name: "/", views: 4 });
    expect(figures.byArea).toEqual([
      { name: "/", views: 5 },
      { name: "/countries", views: 5 },
    ]);
    expect(figures.byCountry).toEqual([{ name: "ghana", views: 5 }]);
    expect(figures.countries.get("ghana")).toMatchObject({ en: "Ghana", ar: "غانا" });
    expect(figures.byLanguage).toEqual([
      { name: "en", views: 7 },
      { name: "ar", views: 2 },
      { name: "fr", views: 1 },
    ]);
    expect(figures.members).toMatchObject({ all: 1, joined: 1, active: 1, edits: 0, posts: 0 });
    await expect(findFigures(await makeActor("moderator"))).rejects.toMatchObject({ code: "forbidden" });
  });

  it("count members, not the editors' account, which no person joined with", async () => {
    const asked = await makeActor();
    await transact(SYSTEM, async (ctx) => {
      ctx.asSystem("test");
      await ensureEditors(ctx);
      ctx.skipAudit("test");
    });
    expect((await findFigures(admin)).members).toMatchObject({ all: 2, joined: 2 });
    expect((await findSiteFigures(admin)).joinedOfMonth).toBe(2);
    await expect(findSiteFigures(asked)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("are a file with all counts", async () => {
    const days = Array.from({ length: 3 }, (_, n) => ({
      period: "day" as const,
      day: `2026-11-0${n + 1}`,
      path: "/a,b",
      n,
    }));
    await db().insert(pageView).values(days);
    let text = "";
    for await (const part of writeViews()) text += part;
    expect(text).toBe(
      '\uFEFFperiod,from,path,views\r\nday,2026-11-01,"/a,b",0\r\nday,2026-11-02,"/a,b",1\r\nday,2026-11-03,"/a,b",2\r\n',
    );
  });
});

describe("a person's browser", () => {
  it.each([
    [FIREFOX, true],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Safari/604.1",
      true,
    ],
    ["Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)", false],
    ["Mozilla/5.0 HeadlessChrome/131.0", false],
    ["Python-urllib/3.12", false],
    ["", false],
  ])("%s: %s", (agent, isOne) => {
    expect(isPerson(agent)).toBe(isOne);
  });
});
