import { beforeEach, describe, expect, it } from "vitest";
import * as edit from "@/app/[locale]/countries/[slug]/edit/[section]/route";
import * as read from "@/app/[locale]/countries/[slug]/route";
import * as copy from "@/app/[locale]/countries/copy-law/route";
import type { Actor } from "@/lib/core/actor";
import { findSection, protectSection } from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { fillTables, plansOf } from "@/tests/support/plans";
import { makeProfile } from "@/tests/support/profiles";
import { law, records, save, source } from "@/tests/support/sections";
import { findLawStructure, listCopyableLaws, listCountriesWithLaws } from "./index";
import { LawRef, lawFrom } from "./model";

useDatabase();

const ask = asker([
  [/^\/countries\/copy-law$/, copy as Route],
  [/^\/countries\/(?<slug>[^/]+)\/edit\/(?<section>[^/]+)$/, edit as Route],
  [/^\/countries\/(?<slug>[^/]+)$/, read as Route],
]);

const provision = (id: string, given: Record<string, unknown>) => ({
  id,
  locator: `Section ${id}`,
  confidence: "confirmed",
  ...given,
});

const ACT = law("act-2008", {
  title: "Cybercrime Act <b>2008</b>",
  titleOriginal: "Loi sur la cybercriminalité",
  number: "2008-11",
  kind: "act",
  status: "in_force",
  adoptedOn: "2008-01-25",
  officialUrl: "https://gazette.example.org/2008-11",
  note: "A note about the act",
  confidence: "confirmed",
  provisions: [
    provision("prov-1", {
      heading: "Illegal access",
      articles: ["185-2", "185-18(1)(b)"],
      text: "Whoever accesses a computer",
      lang: "en",
      note: "A note about the section",
      inForceFrom: "2008-02-01",
      sources: ["gazette"],
      translations: [{ id: "trans-1", lang: "fr", heading: "Accès illégal", text: "Quiconque accède" }],
    }),
    provision("prov-2", { heading: "Old wording", articles: ["185-4"], state: "repealed" }),
    provision("prov-3", { heading: "Replaced", articles: ["185-4"], supersededBy: "prov-4" }),
    provision("prov-4", { heading: null, articles: ["185-4"] }),
  ],
});

let trusted: Actor;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  await makeProfile({ slug: "ghana", iso2: "GH", nameEn: "Ghana" } as never);
  trusted = await makeActor("trusted");
  await save(trusted, { section: "sources", content: records(source("gazette")) });
  await save(trusted, { section: "laws", content: records(ACT) });
});

/** The number of the revision on which an edit of the laws is based. */
const current = async () => (await findSection("senegal", "laws"))?.revision?.number ?? null;

const FROM = "senegal:act-2008";
const REF = { slug: "senegal", id: "act-2008" };

describe("the structure of a law", () => {
  it("is its kind, and the titles and articles of provisions that have not ended", async () => {
    const found = await findLawStructure(REF, "en");
    expect(found?.structure).toEqual({
      kind: "act",
      provisions: [
        { heading: "Illegal access", articles: ["185-2", "185-18(1)(b)"] },
        { heading: null, articles: ["185-4"] },
      ],
    });
    const french = await findLawStructure(REF, "fr");
    expect(french?.structure.provisions[0]?.heading).toBe("Accès illégal");
  });

  it("begins a law that claims nothing and has no word of the other besides", async () => {
    const found = await findLawStructure(REF, "en");
    const made = lawFrom(found?.structure ?? { kind: null, provisions: [] });
    const again = lawFrom(found?.structure ?? { kind: null, provisions: [] });
    expect(made).toMatchObject({ title: null, kind: "act", status: null, confidence: "unverified" });
    expect(JSON.stringify(made)).not.toMatch(
      /2008|Section|gazette|note about|Whoever|confirmed|act-|prov-|trans-/,
    );
    expect(made.id).not.toBe(again.id);
    const provisions = made.provisions as Record<string, unknown>[];
    expect(provisions).toHaveLength(2);
    expect(provisions[0]).toMatchObject({
      locator: null,
      heading: "Illegal access",
      articles: ["185-2", "185-18(1)(b)"],
      text: null,
      translations: [],
      sources: [],
      confidence: "unverified",
    });
  });

  it("is read of published laws only", async () => {
    const pending = records(ACT, law("draft-law", { title: "A secret bill" }));
    await save(await makeActor(), { section: "laws", base: await current(), content: pending });
    expect(await findLawStructure({ slug: "senegal", id: "draft-law" }, "en")).toBeNull();
    expect((await listCopyableLaws("senegal", "en"))?.map(({ ref }) => ref.id)).toEqual(["act-2008"]);
    expect((await listCountriesWithLaws()).map(({ slug }) => slug)).toEqual(["senegal"]);
    // Removed laws are in earlier revisions only.
    await save(trusted, { section: "laws", base: await current(), content: records(law("other-law")) });
    expect(await findLawStructure(REF, "en")).toBeNull();
    expect(await listCopyableLaws("atlantis", "en")).toBeNull();
  });

  it("is not named by anything but a country and an id", () => {
    const long = "x".repeat(200);
    for (const text of [
      "",
      "senegal",
      "senegal:",
      ":act-2008",
      "senegal:act:x",
      "Sénégal:act",
      "a:<b>",
      long,
    ])
      expect(LawRef.safeParse(text).success, text).toBe(false);
    expect(LawRef.parse(FROM)).toEqual(REF);
  });

  it("of the longest law begins a section that can be saved", async () => {
    const provisions = Array.from({ length: 300 }, (_, n) =>
      provision(`long-${n}`, {
        heading: `Heading ${n} ${"x".repeat(280)}`,
        articles: ["185-2"],
        text: "y".repeat(100),
      }),
    );
    await save(trusted, {
      section: "laws",
      base: await current(),
      content: records(ACT, law("long-law", { provisions })),
    });
    const found = await findLawStructure({ slug: "senegal", id: "long-law" }, "en");
    const made = lawFrom(found?.structure ?? { kind: null, provisions: [] });
    const filled = {
      ...made,
      title: "Own law",
      sourceState: "none_found",
      provisions: (made.provisions as object[]).map((one, n) => ({ ...one, locator: `Art. ${n}` })),
    };
    const saved = await save(trusted, { slug: "ghana", section: "laws", content: records(filled) });
    expect(saved.state).toBe("published");
    const page = await ask("/countries/ghana/edit/laws?from=senegal:long-law", { as: trusted });
    expect(page.status).toBe(200);
  });
});

describe("a form that begins with the structure of another law", () => {
  it("has it open with the summary, says from where, and is drawn again as it was sent", async () => {
    const page = await ask(`/countries/ghana/edit/laws?from=${FROM}`, { as: await makeActor() });
    expect(page.body).toContain("Structure copied from <bdi>Cybercrime Act &lt;b&gt;2008&lt;/b&gt;</bdi>");
    expect(page.body).toContain(">Structure from Cybercrime Act &lt;b&gt;2008&lt;/b&gt; (");
    expect(page.body).toContain("Illegal access");
    expect(page.body).not.toContain("Whoever accesses");
    expect(page.body).not.toContain("gazette.example.org");
  });

  it("says the same of a law that awaits review, was removed or never was", async () => {
    const pending = records(ACT, law("draft-law", { title: "A secret bill" }));
    await save(await makeActor(), { section: "laws", base: await current(), content: pending });
    const as = await makeActor();
    const bodies = await Promise.all(
      ["draft-law", "never-was"].map(async (id) => {
        const { body } = await ask(`/countries/ghana/edit/laws?from=senegal:${id}`, { as });
        return (
          body.includes("There is no published law at this link to copy.") && !body.includes("A secret bill")
        );
      }),
    );
    expect(bodies).toEqual([true, true]);
  });

  it("cuts a long title so that the summary can be saved", async () => {
    const long = records({ ...ACT, title: `Act ${"x".repeat(290)}` });
    await save(trusted, {
      section: "laws",
      base: await current(),
      content: long,
    });
    const { body } = await ask(`/countries/ghana/edit/laws?from=${FROM}`, { as: trusted });
    const summary = />(Structure from [^<]*)<\/textarea>/.exec(body)?.[1] ?? "";
    expect([...summary]).toHaveLength(200);
    expect(summary).toMatch(/x… \(.+\)$/);
  });
});

describe("the page that chooses a law", () => {
  it("asks for the country, then lists its laws, each with a link to the editor", async () => {
    const first = await ask("/countries/copy-law?to=ghana", { as: trusted });
    expect(first.body).toContain('value="senegal"');
    expect(first.body).not.toContain('value="ghana" data-code');
    const second = await ask("/countries/copy-law?to=ghana&of=senegal", { as: trusted });
    expect(second.body).toContain(`href="/countries/ghana/edit/laws?from=${encodeURIComponent(FROM)}"`);
    expect(second.body).toContain("2 provisions · 3 Convention articles");
    const none = await ask("/countries/copy-law?to=senegal&of=ghana", { as: trusted });
    expect(none.body).toContain("No laws are recorded for this country");
  });

  it("leads from a law on its country's page to the editor of another", async () => {
    const profile = await ask("/countries/senegal");
    const link = /href="(\/countries\/copy-law\?from=[^"]+)"/.exec(profile.body)?.[1] ?? "";
    const page = await ask(link, { as: trusted });
    expect(page.body).toContain("Cybercrime Act &lt;b&gt;2008&lt;/b&gt;");
    expect(page.body).toContain('value="ghana"');
    const chosen = await ask(`${link}&to=ghana`, { as: trusted });
    expect([chosen.status, chosen.to]).toEqual([
      303,
      `/countries/ghana/edit/laws?from=${encodeURIComponent(FROM)}`,
    ]);
  });

  it("refuses a country that is unknown, and one whose laws the member cannot edit", async () => {
    const moderator = await makeActor("moderator");
    await transact(by(moderator), (ctx) =>
      protectSection(ctx, {
        slug: "ghana",
        section: "laws",
        level: "trusted",
        until: null,
        reason: "Dispute",
      }),
    );
    expect((await ask("/countries/copy-law?to=ghana", { as: await makeActor() })).status).toBe(403);
    expect((await ask("/countries/copy-law?to=atlantis", { as: trusted })).status).toBe(404);
    expect((await ask("/countries/copy-law", { as: null })).to).toMatch(/^\/signin\?next=/);
    const missing = await ask("/countries/copy-law?from=senegal:never-was", { as: trusted });
    expect(missing.body).toContain("There is no published law at this link to copy.");
  });
});

it("finds the countries that have laws by the index of records", async () => {
  await fillTables(
    `insert into profile_record (page_id, section, record_id, position, title, data)
      select p.page_id, s, s || '-' || n, n, 'A record', '{}'::jsonb
      from profile p, unnest(array['sources', 'laws', 'institutions']) s, generate_series(1, 5000) n`,
  );
  for (const { plan } of await plansOf(() => listCountriesWithLaws()))
    expect(plan).not.toMatch(/Seq Scan on profile_record/);
});
