import { and, eq, isNull } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { page, revision, section } from "@/db/schema/revisions";
import { acceptRevision, findSection } from "@/lib/profiles";
import { listTreatyFiguresOn } from "@/lib/profiles/reading";
import { listWaitingSections } from "@/lib/profiles/review-queries";
import type { RecordsContent } from "@/lib/revisions/records-fields";
import { OPERATOR, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { save } from "@/tests/support/sections";
import { applySeed } from "./apply";
import { loadSeed, type Seed } from "./index";
import { reviseSeed } from "./revise";

/*
 * A later edition of the starting data on a running site.
 */
useDatabase();

const FEW = ["vanuatu", "sao-tome-and-principe", "senegal"];
const whole = loadSeed();
const now: Seed = {
  ...whole,
  countries: whole.countries.filter(({ slug }) => FEW.includes(slug)),
  profiles: whole.profiles.filter(({ slug }) => FEW.includes(slug)),
  facts: [],
  posts: [],
};

/** The data as an earlier edition had them: Vanuatu and Sao Tome and Principe invited, without the newer source. */
function earlierEdition(): Seed {
  const older = structuredClone(now);
  for (const profile of older.profiles) {
    if (profile.slug !== "vanuatu" && profile.slug !== "sao-tome-and-principe") continue;
    for (const { key, content } of profile.sections) {
      const { records } = content as RecordsContent;
      if (key === "sources") records.splice(0, records.length, ...records.slice(-1));
      if (key === "treaty-status")
        Object.assign(records[0] ?? {}, {
          ...{ how: "invited", consentKind: null, consentOn: null, inForceOn: null, note: null },
          sources: older.profiles
            .find(({ slug }) => slug === profile.slug)
            ?.sections.filter((one) => one.key === "sources")
            .flatMap((one) => (one.content as RecordsContent).records.map(({ id }) => id)),
        });
    }
    const [sources] = profile.sections;
    if (sources) profile.sourcesRecords = (sources.content as RecordsContent).records as never;
  }
  return older;
}

const apply = (seed: Seed) => transact(OPERATOR, (ctx) => applySeed(ctx, seed));
const revise = (seed: Seed) => transact(OPERATOR, (ctx) => reviseSeed(ctx, seed));
const partiesToday = async () =>
  (await listTreatyFiguresOn("2026-02-05")).find(({ treaty }) => treaty === 185)?.party;

async function revisionsOf(slug: string, key: string) {
  return db()
    .select({
      state: revision.state,
      number: revision.number,
      authorId: revision.authorId,
      id: revision.id,
      base: revision.baseId,
    })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .innerJoin(page, eq(page.id, section.pageId))
    .where(and(eq(page.slug, slug), eq(section.key, key)))
    .orderBy(revision.number);
}

it("changes nothing where the data are the same", async () => {
  await apply(now);
  expect(await revise(now)).toEqual({ revised: 0, proposed: 0 });
});

it("revises what nobody edited, proposes the rest, and does either once", async () => {
  await apply(earlierEdition());
  expect(await partiesToday()).toBe(1);
  const actor = await makeActor("moderator");
  const stands = await findSection("vanuatu", "treaty-status");
  const content = structuredClone(stands?.content) as RecordsContent;
  Object.assign(content.records[0] ?? {}, { territorialApplication: "The whole territory." });
  const base = (await revisionsOf("vanuatu", "treaty-status"))[0]?.id ?? null;
  await save(actor, { slug: "vanuatu", section: "treaty-status", content, base });

  expect(await revise(now)).toEqual({ revised: 3, proposed: 1 });
  expect((await revisionsOf("sao-tome-and-principe", "treaty-status")).map(({ state }) => state)).toEqual([
    "published",
    "published",
  ]);
  expect(await partiesToday()).toBe(2);
  const [first, , proposal] = await revisionsOf("vanuatu", "treaty-status");
  expect(proposal).toMatchObject({ state: "pending", authorId: null, base: first?.id });
  expect(await revise(now)).toEqual({ revised: 0, proposed: 0 });
  expect((await transact(OPERATOR, (ctx) => applySeed(ctx, now))).revisions).toBe(0);
  expect(await db().$count(revision, and(eq(revision.state, "pending"), isNull(revision.authorId)))).toBe(1);
  expect((await listWaitingSections(["vanuatu"])).get("vanuatu")).toEqual(["treaty-status"]);
  const [, , waiting] = await revisionsOf("vanuatu", "treaty-status");
  await transact(by(await makeActor("moderator")), (ctx) =>
    acceptRevision(ctx, { slug: "vanuatu", number: waiting?.number ?? 0 }),
  );
  expect(await partiesToday()).toBe(3);
  const merged = (await findSection("vanuatu", "treaty-status"))?.content as RecordsContent;
  expect(merged.records[0]).toMatchObject({
    how: "accession",
    territorialApplication: "The whole territory.",
  });
});
