import { beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { acceptRevision } from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by as asked, makeActor } from "@/tests/support/members";
import { fillTables, plansOf } from "@/tests/support/plans";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { law, prose, records, save, source } from "@/tests/support/sections";
import { findAuthors } from "./index";

useDatabase();

let pageId = "";
let ana: Actor;
let ben: Actor;

beforeEach(async () => {
  pageId = await makeProfile({ slug: "senegal", iso2: "SN" });
  [ana, ben] = [await makeActor("trusted"), await makeActor("trusted")];
});

const by = async (key: "legislation" | "laws") =>
  Object.fromEntries(
    [...((await findAuthors(pageId, key))?.wrote ?? [])].map(([part, { number, author }]) => [
      part,
      [number, typeof author === "string" ? author : author.handle],
    ]),
  );

describe("who wrote a section", () => {
  it("is said for each passage of its prose", async () => {
    expect(await findAuthors(pageId, "legislation")).toBeNull();
    await save(ana, { content: prose({ aaaaaa: "First.", bbbbbb: "Second." }) });
    await save(ben, { base: 1, content: prose({ aaaaaa: "First.", bbbbbb: "Second, of 2016." }) });
    expect(await by("legislation")).toEqual({ aaaaaa: [1, ana.handle], bbbbbb: [2, ben.handle] });
  });

  it("is shown for a translation in its language, and for the source if there is none", async () => {
    await save(ana, { content: prose({ aaaaaa: "First.", bbbbbb: "Second." }) });
    await save(ben, { lang: "fr", follows: 1, content: prose({ aaaaaa: "Premier.", bbbbbb: "Second." }) });
    await save(ana, {
      lang: "fr",
      base: 2,
      follows: 1,
      content: prose({ aaaaaa: "Premier.", bbbbbb: "Deuxième." }),
    });
    const french = await findAuthors(pageId, "legislation", "fr");
    expect(french).toMatchObject({ name: "legislation@fr", language: "fr", sourceLanguage: "en" });
    const numbers = [...(french?.wrote ?? [])].map(([part, { number }]) => [part, number]);
    expect(Object.fromEntries(numbers)).toEqual({ aaaaaa: 2, bbbbbb: 3 });
    for (const language of [undefined, "en", "ar"])
      expect(await findAuthors(pageId, "legislation", language)).toMatchObject({
        name: "legislation",
        language: "en",
        sourceLanguage: null,
      });
  });

  it("is said for each field of its records", async () => {
    await save(ana, { section: "laws", content: records(law("penal-code")) });
    await save(ben, { section: "laws", base: 1, content: records(law("penal-code", { number: "2016-29" })) });
    await save(ana, { section: "sources", content: records(source("code-of-2016")) });
    await save(ana, {
      section: "laws",
      base: 2,
      content: records(law("penal-code", { number: "2016-29", sources: ["code-of-2016"] }), law("decree")),
    });
    expect([...((await findAuthors(pageId, "laws"))?.cited ?? [])]).toEqual([
      ["penal-code", ["code-of-2016"]],
      ["decree", []],
    ]);
    expect(await by("laws")).toMatchObject({
      "penal-code/title": [1, ana.handle],
      "penal-code/number": [2, ben.handle],
    });
  });

  it("is the proposer if a reviewer amended the edit, and says what was reviewed (R7, R13)", async () => {
    const [new1, new2] = [await makeActor(), await makeActor()];
    await save(ana, { content: prose({ aaaaaa: "First.", bbbbbb: "Second." }) });
    // Accepted unchanged, merged with later edits, or amended on acceptance.
    const accepts = (number: number) =>
      transact(asked(ben), (ctx) => acceptRevision(ctx, { slug: "senegal", number }));
    await save(new1, { base: 1, content: prose({ aaaaaa: "First, proposed.", bbbbbb: "Second." }) });
    await accepts(2);
    await save(new1, {
      base: 2,
      content: prose({ aaaaaa: "First, proposed.", bbbbbb: "Second.", cccccc: "Third." }),
    });
    await save(ana, { base: 2, content: prose({ aaaaaa: "First, proposed.", bbbbbb: "Second, of 2016." }) });
    await accepts(3);
    const standing = { aaaaaa: "First, proposed.", bbbbbb: "Second, of 2016.", cccccc: "Third." };
    await save(new2, {
      base: 5,
      content: prose({ ...standing, dddddd: "Fourth.", eeeeee: "Fivth." }),
    });
    await save(ben, {
      base: 6,
      accepts: 6,
      content: prose({ ...standing, dddddd: "Fourth.", eeeeee: "Fifth." }),
    });
    expect(await by("legislation")).toEqual({
      aaaaaa: [2, new1.handle],
      bbbbbb: [4, ana.handle],
      cccccc: [5, new1.handle],
      dddddd: [6, new2.handle],
      eeeeee: [7, ben.handle],
    });
    const { wrote } = (await findAuthors(pageId, "legislation")) ?? { wrote: new Map() };
    expect([...wrote].flatMap(([part, { isReviewed }]) => (isReviewed ? [part] : [])).sort()).toEqual([
      "aaaaaa",
      "cccccc",
      "dddddd",
    ]);
  });

  it("ignores pending revisions, and names of former members", async () => {
    await makeRevision({
      pageId,
      key: "legislation",
      content: prose({ aaaaaa: "First." }),
      authorId: ana.id,
    });
    const waiting = { pageId, key: "legislation", content: prose({ aaaaaa: "Wrong." }), authorId: ben.id };
    await makeRevision({ ...waiting, state: "pending" });
    await pool().query("update member set state = 'erased' where id = $1", [ana.id]);
    expect(await by("legislation")).toEqual({ aaaaaa: [1, "former"] });
  });
});

it("of a section with thousands of revisions is found by its index, and looked for no further than it must", async () => {
  await makeRevision({ pageId, key: "legislation", content: prose({ aaaaaa: "First.", bbbbbb: "0" }) });
  await fillTables(
    `insert into revision (id, page_id, section_id, number, summary, tag, state, content, schema_version, hash, size,
       size_change, client_token, created_at)
     select gen_random_uuid(), page_id, section_id, 1 + n, 'Edit', 'edit', 'published',
       jsonb_set(content, '{doc,content,1,content,0,text}', to_jsonb(n::text)), 1, 'x', 10, 0, 'more-' || n, now()
     from revision, generate_series(1, 20000) n`,
  );
  const plans = await plansOf(() => findAuthors(pageId, "legislation"));
  expect(plans.length).toBeLessThan(12);
  for (const { plan } of plans) expect(plan).not.toMatch(/Seq Scan on revision\s/);
  const authors = await findAuthors(pageId, "legislation");
  // The untouched passage is older than the revisions that are searched, and is marked as such.
  expect(authors?.wrote.get("bbbbbb")?.number).toBe(20_001);
  expect([...(authors?.older ?? [])]).toEqual(["aaaaaa"]);
});
