import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { sectionCheck, sectionFreshness } from "@/db/schema/freshness";
import type { Actor } from "@/lib/core/actor";
import { listVersions } from "@/lib/core/versions";
import { rebuildSearch, search } from "@/lib/search";
import { SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { law, prose, records, refusal, save, standing } from "@/tests/support/sections";
import { indexProfiles, undoRevision } from "../index";
import { confirmSection, listBoard, listChecks, listFreshness, verifySection } from "./index";
import { insertSeededFreshness } from "./update-freshness";

useDatabase();

let pageId = "";
let editor: Actor;
let focal: Actor;

beforeEach(async () => {
  pageId = await makeProfile({ slug: "senegal", iso2: "SN" });
  editor = await makeActor("trusted");
  focal = await makeActor("focal-point");
});

const YEAR_AGO = new Date(Date.now() - 366 * 86_400_000);
const of = (seen: number) => ({ slug: "senegal", section: "legislation" as const, seen });
const write = (text: string, base: number | null = null) =>
  save(editor, { base, content: prose({ aaaaaa: text }) });
const verify = (actor: Actor | null, seen: number) =>
  transact(by(actor), (ctx) => verifySection(ctx, of(seen)));
const confirm = (actor: Actor | null, seen: number) =>
  transact(by(actor), (ctx) => confirmSection(ctx, of(seen)));
const now = async () => (await listFreshness(pageId)).legislation;
const grow = (checkedAt: Date) =>
  db()
    .update(sectionFreshness)
    .set({ checkedAt, reviewBy: new Date(checkedAt.getTime() + 365 * 86_400_000) });

describe("a section", () => {
  it("is fresh for twelve months once it is written, and has no time while it is not", async () => {
    expect(await listFreshness(pageId)).toEqual({});
    await write("Senegal punishes illegal access under its criminal code.");
    const fresh = await now();
    expect(fresh).toMatchObject({ state: "fresh", how: "edit", verification: null });
    expect(fresh?.reviewBy.getUTCFullYear()).toBe((fresh?.checkedAt.getUTCFullYear() ?? 0) + 1);
  });

  it("restarts its period with an edit, not with a small correction or an undo", async () => {
    await write("Senegal punishes ilegal access.");
    await grow(YEAR_AGO);
    expect((await now())?.state).toBe("due");
    await write("Senegal punishes illegal access.", 1);
    expect((await now())?.state).toBe("due");
    await write("Senegal punishes illegal access and interception.", 2);
    expect((await now())?.state).toBe("fresh");
    await grow(YEAR_AGO);
    await transact(by(editor), (ctx) =>
      undoRevision(ctx, { slug: "senegal", number: 3, summary: "No source", clientToken: "t".repeat(32) }),
    );
    expect((await now())?.state).toBe("due");
  });

  it("of the starting data begins at the day of its records; a text at the oldest day that it rests on", async () => {
    await write("Senegal punishes illegal access.");
    const given = (section: "laws" | "treaty-status", record: object) =>
      save(editor, { section, content: records(record) });
    await given("laws", law("penal-code", { asOf: "2024-12-31" }));
    const status = { id: "treaty-185", treaty: "185", how: "accession", sourceState: "none_found" };
    await given("treaty-status", { ...status, confidence: "unverified", asOf: "2026-02-05" });
    await db().delete(sectionFreshness);
    await db().transaction((tx) => insertSeededFreshness({ tx, now: new Date() }, { slugs: ["senegal"] }));
    const found = Object.entries(await listFreshness(pageId)).map(([key, one]) => [
      key,
      one?.checkedAt.toISOString().slice(0, 10),
    ]);
    expect(Object.fromEntries(found)).toEqual({
      legislation: "2024-12-31",
      laws: "2024-12-31",
      "treaty-status": "2026-02-05",
    });
  });

  it("has no time once it is emptied", async () => {
    await save(editor, { section: "laws", content: records(law("penal-code")) });
    expect((await listFreshness(pageId)).laws?.state).toBe("fresh");
    await save(editor, { section: "laws", base: 1, content: records() });
    expect((await listFreshness(pageId)).laws).toBeUndefined();
  });
});

describe("verification", () => {
  beforeEach(() => write("The law of 2008."));

  it("is found by the filter at once, until someone edits the section", async () => {
    const checked = async () => {
      const { hits, facets } = await search(null, { q: "Senegal legislation", verified: "1" }, "en");
      return { days: hits.map(({ verifiedOn }) => verifiedOn), count: facets.verified.get("1") ?? 0 };
    };
    const rebuilt = () =>
      transact(SYSTEM, (ctx) => rebuildSearch(ctx, { index: (tx) => indexProfiles(tx, [pageId]) }));
    await rebuilt();
    expect(await checked()).toEqual({ days: [], count: 0 });
    await verify(focal, 1);
    const today = new Date().toISOString().slice(0, 10);
    expect(await checked()).toEqual({ days: [today], count: 1 });
    expect(await rebuilt()).toBe(0);
    await write("The law of 2008, amended in 2016.", 1);
    expect(await checked()).toEqual({ days: [], count: 0 });
    await confirm(editor, 2);
    expect(await checked()).toEqual({ days: [], count: 0 });
  });

  it("is the focal point's word for a revision, and stays with the edits since", async () => {
    await verify(focal, 1);
    expect((await now())?.verification).toMatchObject({ by: "focal-point", number: 1, editsSince: 0 });
    await write("The law of 2008, amended in 2016.", 1);
    await write("The law of 2008, amended in 2016 and 2021.", 2);
    expect((await now())?.verification).toMatchObject({ by: "focal-point", number: 1, editsSince: 2 });
    expect(await listChecks(pageId, "legislation")).toMatchObject([{ kind: "verified", number: 1 }]);
  });

  it("is for the own country's focal point and administrators", async () => {
    const { id } = await makeMember();
    await giveRole(id, "focal-point", "GE");
    for (const other of [await actorOf(id), editor, await makeActor("moderator"), await makeActor()])
      expect(await refusal(verify(other, 1))).toMatchObject({ code: "forbidden", reason: "section_verify" });
    expect(await refusal(verify(null, 1))).toMatchObject({ code: "unauthenticated" });
    await verify(await makeActor("administrator"), 1);
    expect((await now())?.verification?.by).toBe("administrator");
  });

  it("applies to the text that was seen, and is refused if the section changed", async () => {
    await write("The law of 2016.", 1);
    expect(await refusal(verify(focal, 1))).toMatchObject({ code: "conflict", reason: "section_moved" });
    expect((await now())?.verification).toBeNull();
  });

  it("makes the pages that show it stale", async () => {
    const before = await listVersions(db(), ["profile:senegal", "countries"]);
    await verify(focal, 1);
    const after = await listVersions(db(), ["profile:senegal", "countries"]);
    for (const name of before.keys()) expect(after.get(name)).toBe((before.get(name) ?? 0) + 1);
  });
});

describe("still correct", () => {
  beforeEach(() => write("The law of 2008."));

  it("restarts the period, once for a form sent twice", async () => {
    await grow(YEAR_AGO);
    await confirm(editor, 1);
    await confirm(editor, 1);
    expect(await now()).toMatchObject({ state: "fresh", how: "confirmed", verification: null });
    expect(await db().$count(sectionCheck)).toBe(1);
  });

  it("keeps a focal point's word", async () => {
    await verify(focal, 1);
    await confirm(editor, 1);
    expect((await now())?.verification).toMatchObject({ number: 1, editsSince: 0 });
  });

  it("is refused to new members, and for unwritten sections", async () => {
    expect(await refusal(confirm(await makeActor(), 1))).toMatchObject({ code: "forbidden" });
    const unwritten = transact(by(editor), (ctx) =>
      confirmSection(ctx, { slug: "senegal", section: "bills", seen: 1 }),
    );
    expect(await refusal(unwritten)).toMatchObject({ code: "not_found" });
  });

  it("is said of one text by two at once, and of none after an edit at the same moment", async () => {
    const other = await makeActor("moderator");
    await Promise.all([confirm(editor, 1), confirm(other, 1)]);
    expect(await db().$count(sectionCheck)).toBe(2);
    await Promise.allSettled([confirm(await makeActor("moderator"), 1), write("The law of 2016.", 1)]);
    const { revision } = await standing();
    expect(revision?.number).toBe(2);
    // Whichever was first: the confirmed text is the first revision, never the second.
    for (const line of await listChecks(pageId, "legislation")) expect(line.number).toBe(1);
  });
});

describe("the board", () => {
  it("counts the written sections of each country by freshness", async () => {
    await makeProfile({ slug: "georgia", iso2: "GE" });
    await write("The law of 2008.");
    await save(editor, { section: "policies", content: prose({ aaaaaa: "A strategy to 2025." }) });
    await verify(focal, 1);
    await db()
      .update(sectionFreshness)
      .set({ checkedAt: YEAR_AGO, reviewBy: YEAR_AGO, outdatedAt: YEAR_AGO })
      .where(eq(sectionFreshness.how, "edit"));
    const lines = await listBoard();
    expect(lines.find(({ slug }) => slug === "senegal")).toMatchObject({
      written: 2,
      fresh: 1,
      due: 0,
      outdated: 1,
      verified: 1,
      oldest: YEAR_AGO,
    });
    expect(lines.find(({ slug }) => slug === "georgia")).toMatchObject({ written: 0, oldest: null });
  });
});
