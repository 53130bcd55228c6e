import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { linkCheck } from "@/db/schema/links";
import { listVersions } from "@/lib/core/versions";
import { SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { fillTables, plansOf } from "@/tests/support/plans";
import { makeProfile } from "@/tests/support/profiles";
import { records, save, source } from "@/tests/support/sections";
import { gatherLinks, listBroken, listBrokenSources, listDueLinks, recordAnswer } from "./index";

useDatabase();

let pageId = "";
const LAW = "https://gazette.example.org/2008-11";
const NEXT_WEEK = new Date(Date.now() + 8 * 86_400_000);

beforeEach(async () => {
  pageId = await makeProfile({ slug: "senegal", iso2: "SN" });
  const content = records(
    { ...source("law"), url: LAW },
    { ...source("decree"), url: "https://gazette.example.org/2016-30" },
    { ...source("report"), url: "https://ministry.example.org/report" },
    source("book"),
  );
  await save(await makeActor("trusted"), { section: "sources", content });
  await transact(SYSTEM, gatherLinks);
});

const silent = async (day: number) => {
  const now = new Date(Date.now() + day * 86_400_000);
  const [due] = await db().select().from(linkCheck).where(eq(linkCheck.url, LAW));
  if (due) await transact(SYSTEM, (ctx) => recordAnswer(ctx, { due, answer: "silent" }), { now });
};

describe("the addresses of sources", () => {
  it("are gathered once each, spread over a week, and forgotten with their sources", async () => {
    await transact(SYSTEM, gatherLinks);
    expect(await db().$count(linkCheck)).toBe(3);
    const due = await listDueLinks(NEXT_WEEK);
    // Only one address of each host.
    expect(due.map(({ url }) => new URL(url).host).sort()).toEqual([
      "gazette.example.org",
      "ministry.example.org",
    ]);
    await save(await makeActor("trusted"), { section: "sources", base: 1, content: records(source("book")) });
    await transact(SYSTEM, gatherLinks);
    expect(await db().$count(linkCheck)).toBe(0);
  });

  it("that do not respond are reported where they are cited, and make those pages stale once", async () => {
    const version = async () => (await listVersions(db(), ["profile:senegal"])).get("profile:senegal") ?? 0;
    const before = await version();
    for (const day of [0, 1, 2]) await silent(day);
    expect(await listBroken(pageId)).toEqual({});
    expect(await version()).toBe(before);
    await silent(4);
    await silent(11);
    expect(await version()).toBe(before + 1);
    expect(Object.keys(await listBroken(pageId))).toEqual([LAW]);
    expect(await listBrokenSources()).toMatchObject([{ slug: "senegal", title: "Source law", url: LAW }]);
  });
});

it("are found by their indexes among a hundred times as many", async () => {
  await fillTables(
    `insert into profile_record (page_id, section, record_id, position, title, data)
      select '${pageId}'::uuid, 'sources', 'more-' || n, n, 'A source', jsonb_build_object('url', 'https://host-' || n || '.example.org/')
      from generate_series(1, 40000) n`,
  );
  await transact(SYSTEM, gatherLinks);
  await pool().query("update link_check set broken_since = now() where url like '%host-7777.%'");
  await pool().query("analyze");
  for (const { plan } of await plansOf(() => listBrokenSources()))
    expect(plan).not.toMatch(/Seq Scan on link_check/);
  for (const { plan } of await plansOf(() => listDueLinks(new Date())))
    expect(plan).toMatch(/Index Scan using link_check_next_at_index/);
});
