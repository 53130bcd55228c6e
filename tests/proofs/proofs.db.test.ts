import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import { SECTIONS } from "@/lib/profiles/model";
import { rebuildProjections } from "@/lib/projections";
import { OPERATOR, transact } from "@/lib/transact";
import { useDatabase } from "../support/database";
import { makeActor } from "../support/members";
import { makeProfile } from "../support/profiles";
import { law, records, save, source, standing } from "../support/sections";
import { mergePairs } from "./merge-pairs";
import { projectionsChecksum } from "./projections";
import { race, sendTwice } from "./writers";

useDatabase({ keep: true });

const PROSE = SECTIONS.filter((section) => section.family === "prose").map((section) => section.key);
const own = (writer: number) => `block${writer}`.padEnd(8, "x");

describe("8 writers in one section", () => {
  it("each in their own block: every save succeeds", async () => {
    const result = await race(8, 50, (writer) => ({ key: "legislation", block: own(writer) }));
    expect(result).toMatchObject({ tried: 400, saved: 400, conflicts: 0, lost: [], doubled: [] });
    expect(result.merged).toBeGreaterThan(50);
  }, 300_000);

  it("all in the same block: unsaved text is returned, and nothing is lost", async () => {
    const result = await race(8, 50, () => ({ key: "legislation", block: "shared" }));
    expect(result).toMatchObject({ tried: 400, lost: [], doubled: [] });
    expect(result.saved).toBeGreaterThanOrEqual(50);
    expect(result.saved + result.conflicts).toBe(400);
  }, 300_000);
});

it("12 writers in one section, 180 saves: each succeeds, and after too long a wait is asked to try again", async () => {
  // Any refusal other than a conflict, or being busy five times in a row, fails the test.
  const result = await race(12, 15, (writer) => ({ key: "legislation", block: own(writer) }));
  expect(result).toMatchObject({ tried: 180, saved: 180, conflicts: 0, lost: [], doubled: [] });
}, 300_000);

it("8 writers in different sections of one profile all save", async () => {
  const result = await race(8, 25, (writer) => ({ key: PROSE[writer] ?? "legislation", block: own(writer) }));
  expect(result).toMatchObject({ tried: 200, saved: 200, conflicts: 0, merged: 0, lost: [], doubled: [] });
}, 300_000);

it("a save sent five times makes one revision", async () => {
  expect(await sendTwice(10, 5)).toEqual({ sent: 50, revisions: 10, answers: 10 });
}, 300_000);

it("1,000 generated pairs lose and duplicate no text", () => {
  const result = mergePairs(1_000, 20_161_231);
  expect(result).toMatchObject({ pairs: 1_000, lost: [], doubled: [] });
  expect(result.clean).toBeGreaterThan(500);
  expect(result.conflicts).toBeGreaterThan(50);
}, 300_000);

describe("rebuilding the projections", () => {
  beforeAll(async () => {
    await makeProfile({ slug: "senegal", iso2: "SN" });
    const ana = await makeActor("trusted");
    await save(ana, { section: "sources", content: records(source("gazette"), source("other")) });
    await save(ana, { section: "laws", content: records(law("law-one"), law("law-two")) });
    await save(ana, { section: "laws", base: 2, content: records(law("law-two", { title: "Renamed" })) });
    const status = {
      id: "treaty-185",
      treaty: "185",
      how: "accession",
      sourceState: "none_found",
      confidence: "likely",
    };
    await save(ana, { section: "treaty-status", content: records(status) });
  });

  it("changes nothing", async () => {
    const before = await projectionsChecksum(pool());
    const { changed } = await transact(OPERATOR, (ctx) => rebuildProjections(ctx));
    expect(changed).toBe(0);
    expect(await projectionsChecksum(pool())).toBe(before);
  });

  it("changes nothing while laws are being saved", async () => {
    const ana = await makeActor("trusted");
    const saves = (async () => {
      for (let n = 0; n < 20; n += 1) {
        const { revision } = await standing("laws");
        await save(ana, {
          section: "laws",
          base: revision?.number ?? null,
          content: records(law("law-two", { title: `Title ${n}` })),
        });
      }
    })();
    const rebuilds = (async () => {
      const changed: number[] = [];
      for (let n = 0; n < 20; n += 1)
        changed.push((await transact(OPERATOR, (ctx) => rebuildProjections(ctx))).changed);
      return changed;
    })();
    const [, changed] = await Promise.all([saves, rebuilds]);
    expect(new Set(changed)).toEqual(new Set([0]));
  });
});
