import { and, eq, isNull } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { page, revision, section } from "@/db/schema/revisions";
import { searchSynonym } from "@/db/schema/search";
import { readVersion } from "@/lib/core/versions";
import { acceptRevision, findSection } from "@/lib/profiles";
import type { SectionKey } from "@/lib/profiles/model";
import { findProfileHead, listTreatyFiguresOn } from "@/lib/profiles/reading";
import { listWaitingSections } from "@/lib/profiles/review-queries";
import type { RecordsContent } from "@/lib/revisions/records-fields";
import { addSynonyms, removeSynonyms } from "@/lib/search";
import { OPERATOR, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { law, records, save } from "@/tests/support/sections";
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

/** The data of an earlier edition: Vanuatu and Sao Tome and Principe invited, without the newer source. */
function earlierEdition(): Seed {
  const older = structuredClone(now);
  for (const profile of older.profiles) {
    if (profile.slug !== "vanuatu" && profile.slug !== "sao-tome-and-principe") continue;
    for (const { key, content } of profile.sections) {
      const { records } = content as RecordsContent;
      if (key === "sources") records.splice(0, records.length, ...records.slice(-1));
      if (key === "treaty-status")
        Object.assign(records[0] ?? {}, {
          how: "invited",
          consentKind: null,
          consentOn: null,
          inForceOn: null,
          note: null,
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
  expect(await revise(now)).toMatchObject({ revised: 0, proposed: 0 });
});

it("corrects official languages", async () => {
  const older = structuredClone(now);
  for (const country of older.countries) if (country.slug === "senegal") country.languages = ["wol"];
  await apply(older);
  const before = await readVersion(["profile:senegal"]);
  await revise(now);
  expect((await findProfileHead("senegal"))?.languages).toEqual(["fra"]);
  expect(await readVersion(["profile:senegal"])).not.toEqual(before);
});

it("writes unwritten sections, with the sources they cite, and leaves sections written by members", async () => {
  const older = structuredClone(now);
  for (const profile of older.profiles) {
    profile.sections = profile.sections.filter(({ key }) => key === "sources" || key === "treaty-status");
    for (const { key, content } of profile.sections) {
      const { records } = content as RecordsContent;
      if (key === "sources")
        records.splice(0, records.length, ...records.filter(({ id }) => !/^vut/.test(id)));
    }
    const [sources] = profile.sections;
    if (sources) profile.sourcesRecords = (sources.content as RecordsContent).records as never;
  }
  await apply(older);
  const actor = await makeActor("moderator");
  const listed = await findSection("vanuatu", "sources");
  const content = structuredClone(listed?.content) as RecordsContent;
  Object.assign(content.records[0] ?? {}, { publisher: "As an editor wrote it" });
  const base = (await revisionsOf("vanuatu", "sources"))[0]?.id ?? null;
  await save(actor, { slug: "vanuatu", section: "sources", content, base });
  await save(actor, { slug: "senegal", section: "laws", content: records(law("of-an-editor")), base: null });

  const { begun, proposed } = await revise(now);
  expect([begun > 3, proposed]).toEqual([true, 0]);
  expect((await revisionsOf("vanuatu", "laws")).map(({ state }) => state)).toEqual(["published"]);
  const recordsOf = async <R extends { id: string }>(key: SectionKey) => {
    const found = await findSection("vanuatu", key);
    return (found as { content: RecordsContent<R> }).content.records;
  };
  const known = await recordsOf("sources");
  const cited = await recordsOf<{ id: string; sources: string[] }>("laws");
  expect(known.map(({ id }) => id)).toEqual(expect.arrayContaining(cited.flatMap((one) => one.sources)));
  expect(known).toEqual(
    expect.arrayContaining([expect.objectContaining({ publisher: "As an editor wrote it" })]),
  );
  expect(await revisionsOf("senegal", "laws")).toHaveLength(1);
  expect(await revise(now)).toMatchObject({ begun: 0, revised: 0, proposed: 0 });
});

it("revises unedited sections, proposes the rest, and does either once", async () => {
  await apply(earlierEdition());
  expect(await partiesToday()).toBe(1);
  const actor = await makeActor("moderator");
  const stands = await findSection("vanuatu", "treaty-status");
  const content = structuredClone(stands?.content) as RecordsContent;
  Object.assign(content.records[0] ?? {}, { territorialApplication: "The whole territory." });
  const base = (await revisionsOf("vanuatu", "treaty-status"))[0]?.id ?? null;
  await save(actor, { slug: "vanuatu", section: "treaty-status", content, base });

  expect(await revise(now)).toMatchObject({ revised: 3, proposed: 1 });
  expect((await revisionsOf("sao-tome-and-principe", "treaty-status")).map(({ state }) => state)).toEqual([
    "published",
    "published",
  ]);
  expect(await partiesToday()).toBe(2);
  const [first, , proposal] = await revisionsOf("vanuatu", "treaty-status");
  expect(proposal).toMatchObject({ state: "pending", authorId: null, base: first?.id });
  expect(await revise(now)).toMatchObject({ revised: 0, proposed: 0 });
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

describe("a later edition of the groups of words of the same meaning", () => {
  const WORDS = [
    ["preservation", "conservation rapide", "conservation des données"],
    ["ransomware", "rançongiciel"],
    ["dark web", "darknet"],
  ];
  const edition = (synonyms: string[][]): Seed => ({ ...now, profiles: [], countries: [], synonyms });
  const phrases = async () =>
    (await db().select({ phrases: searchSynonym.phrases }).from(searchSynonym))
      .map((one) => one.phrases.join(" = "))
      .sort();
  const removeGroup = async (word: string) => {
    const rows = await db().select().from(searchSynonym);
    const found = rows.find((one) => one.phrases.includes(word));
    const admin = await makeActor("administrator");
    await transact(by(admin), (ctx) => removeSynonyms(ctx, { synonymId: found?.id ?? "" }));
    return admin;
  };

  beforeEach(async () => {
    await apply({ ...now, synonyms: WORDS });
  });

  it("brings new groups, once", async () => {
    const later = edition([...WORDS, ["malware", "logiciel malveillant"]]);
    expect((await revise(later)).synonyms).toEqual({ added: 1, removed: 0 });
    expect(await phrases()).toContain("malware = logiciel malveillant");
    expect((await revise(later)).synonyms).toEqual({ added: 0, removed: 0 });
    await removeGroup("malware");
    expect((await revise(later)).synonyms).toEqual({ added: 0, removed: 0 });
    expect(await phrases()).not.toContain("malware = logiciel malveillant");
  });

  it("replaces a group that is as seeded, and removes one that is left out", async () => {
    const later = edition([
      ["preservation", "conservation rapide", "conservation des données", "quick freeze"],
      ["ransomware", "rançongiciel"],
    ]);
    expect((await revise(later)).synonyms).toEqual({ added: 1, removed: 2 });
    expect(await phrases()).toEqual([
      "preservation = conservation rapide = conservation des données = quick freeze",
      "ransomware = rançongiciel",
    ]);
  });

  it("does not change what administrators removed or replaced, even in other words", async () => {
    const admin = await removeGroup("preservation");
    const own = ["preservation", "conservation rapide"];
    await transact(by(admin), (ctx) => addSynonyms(ctx, { phrases: own }));
    await removeGroup("darknet");
    const later = edition([
      ["preservation", "conservation rapide", "conservation des données", "quick freeze"],
      ["ransomware", "rançongiciel"],
      ["dark web", "darknet", "deep web"],
    ]);
    for (let n = 0; n < 2; n += 1) expect((await revise(later)).synonyms).toEqual({ added: 0, removed: 0 });
    expect(await phrases()).toEqual(["preservation = conservation rapide", "ransomware = rançongiciel"]);
  });

  it("leaves a group that an administrator had made before the edition brought the same", async () => {
    const admin = await makeActor("administrator");
    await transact(by(admin), (ctx) => addSynonyms(ctx, { phrases: ["malware", "logiciel malveillant"] }));
    const later = edition([...WORDS, ["logiciel malveillant", "malware"]]);
    expect((await revise(later)).synonyms).toEqual({ added: 0, removed: 0 });
    expect((await revise(edition(WORDS))).synonyms.removed).toBe(0);
  });
});
