import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { useDatabase } from "@/tests/support/database";
import { makeActor, makeListed, makeMember } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { law, prose, records, save } from "@/tests/support/sections";
import * as feed from "../changes/feed.xml/route";
import * as changes from "../changes/route";
import * as countryFeed from "./[slug]/changes.xml/route";
import * as history from "./[slug]/history/route";
import * as profile from "./[slug]/route";

useDatabase();

const ask = asker([
  [/^\/changes$/, changes],
  [/^\/changes\/feed\.xml$/, feed],
  [/^\/countries\/(?<slug>[^/]+)$/, profile],
  [/^\/countries\/(?<slug>[^/]+)\/history$/, history],
  [/^\/countries\/(?<slug>[^/]+)\/changes\.xml$/, countryFeed],
]);

let member: Actor;

const idsIn = (body: string) => [...body.matchAll(/<entry><id>([^<]+)<\/id>/g)].map((match) => match[1]);
const revisions = (slug: string, ...numbers: number[]) =>
  numbers.map((number) => `tag:localhost,2026:countries/${slug}/revisions/${number}`);

/** Senegal has a text, a law and starting data; Romania has starting data. */
beforeEach(async () => {
  const senegal = await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal", nameFr: "Sénégal" });
  member = await makeActor("trusted");
  await save(member, { content: prose({ block1: "One." }) });
  await save(member, { section: "laws", content: records(law("law-1")) });
  const romania = await makeProfile({ slug: "romania", iso2: "RO", region: "Europe" });
  for (const [pageId, summary] of [
    [senegal, "Imported from open data"],
    // Stored with the old wording of the summary; shown with the current one.
    [romania, "Starting data, each fact with its source"],
  ] as const)
    await makeRevision({ pageId, key: "policies", content: prose({ block1: "X." }), tag: "import", summary });
});

describe("the list of changes of one member", () => {
  it("is asked for by a name, and has an address with the handle", async () => {
    await makeListed("Élodie Lefèvre", "e-lefevre");
    for (const typed of ["elodie lefevre", "@e-lefevre", "Élodie Lefèvre (e-lefevre)"])
      expect((await ask(`/fr/changes?section=laws&member=${encodeURIComponent(typed)}`)).to).toBe(
        "/fr/changes?section=laws&member=e-lefevre",
      );
    const { body } = await ask("/changes?member=e-lefevre");
    expect(body).toContain('value="Élodie Lefèvre (e-lefevre)"');
  });

  it("suggests members for an ambiguous name, and says if nobody is found", async () => {
    await makeListed("Amina Diop", "amina-diop");
    await makeListed("Amina Diop", "amina-diop-2");
    await makeMember({ displayName: "Amina Hidden", handle: "amina-hidden" });
    const several = await ask("/changes?member=Amina%20Diop&section=laws");
    expect(several.body).toContain("2 members are called “Amina Diop”");
    for (const handle of ["amina-diop", "amina-diop-2"])
      expect(several.body).toContain(`href="/changes?section=laws&amp;member=${handle}"`);
    const hidden = await ask("/changes?member=Amina%20Hidden");
    expect(hidden.body).toContain("No member in the directory is called “Amina Hidden”");
    expect(hidden.body).not.toContain("amina-hidden");
  });

  it("suggests authors to browsers without scripts", async () => {
    expect((await ask("/changes")).body).toMatch(new RegExp(`<option value="[^"]+ \\(${member.handle}\\)"`));
  });
});

describe("the feed of all changes", () => {
  it("is Atom, whatever members write", async () => {
    await save(member, {
      base: 1,
      content: prose({ block1: "X." }),
      summary: `<b>&"'\u{202E} </summary>]]>`,
    });
    const { body, headers } = await ask("/ar/changes/feed.xml");
    expect(headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
    expect(body).toContain('<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar">');
    expect(body).toMatch(
      /<summary type="text">&lt;b&gt;&amp;&quot;&#39;[^<]*&lt;\/summary&gt;\]\]&gt;<\/summary>/,
    );
    expect(idsIn(body)[0]).toBe("tag:localhost,2026:countries/senegal/revisions/4");
    expect(new Set(idsIn(body)).size).toBe(5);
    expect(body).toMatch(/<updated>\d{4}-\d\d-\d\dT[\d:.]+Z<\/updated>/);
    expect(idsIn((await ask("/changes/feed.xml?section=laws")).body)).toHaveLength(1);
  });

  it("refuses unknown filters, which the list ignores with a note", async () => {
    for (const search of ["section=recipes", "tag=import&region=Atlantis", "country=sen%C3%A9gal!"]) {
      expect(await ask(`/changes/feed.xml?${search}`), search).toMatchObject({ status: 400 });
      const list = await ask(`/changes?${search}`);
      expect(list.status).toBe(200);
      expect(list.body).toMatch(/ignored: [^<]*(?:recipes|Atlantis|sen)/);
    }
    expect((await ask("/changes?section=laws&days=7&utm=x")).body).not.toContain("Unknown filter");
    expect(idsIn((await ask("/changes/feed.xml?region=Oceania")).body)).toEqual([]);
  });
});

describe("the feed of a country", () => {
  const ADDRESS = "/countries/senegal/changes.xml";

  it("has its changes alone, or those of one section, newest first", async () => {
    const { status, body, headers } = await ask(ADDRESS);
    expect([status, headers.get("content-type")]).toEqual([200, "application/atom+xml; charset=utf-8"]);
    expect(idsIn(body)).toEqual(revisions("senegal", 3, 2, 1));
    expect(body).toContain("<title>Senegal: recent changes | Octopus Community</title>");
    expect(body).toContain(
      'rel="alternate" type="text/html" href="http://localhost:3000/countries/senegal/history"',
    );
    expect(idsIn((await ask(`${ADDRESS}?section=laws`)).body)).toEqual(revisions("senegal", 2));
  });

  it("stays as it is, and is answered with the same ETag, while others are written", async () => {
    await ask(ADDRESS);
    const before = await ask(ADDRESS);
    await save(member, { slug: "romania", content: prose({ block1: "New." }) });
    const after = await ask(ADDRESS);
    expect(before.headers.get("etag")).toMatch(/^W\/"/);
    expect([after.headers.get("etag"), after.body]).toEqual([before.headers.get("etag"), before.body]);
    await save(member, { base: 1, content: prose({ block1: "Two." }) });
    const changed = await ask(ADDRESS);
    expect(idsIn(changed.body)).toEqual(revisions("senegal", 4, 3, 2, 1));
    expect(changed.headers.get("etag")).not.toBe(before.headers.get("etag"));
  });

  it("redirects from other names, and does not exist for unknown countries", async () => {
    expect(await ask("/fr/countries/sn/changes.xml?section=laws")).toMatchObject({
      status: 308,
      to: "/fr/countries/senegal/changes.xml?section=laws",
    });
    expect((await ask("/countries/atlantis/changes.xml")).status).toBe(404);
  });

  it("words the product's own summaries in the reader's language, like the lists", async () => {
    expect((await ask(`/fr${ADDRESS}`)).body).toContain("Importé des données ouvertes");
    const { body } = await ask("/fr/changes?country=romania");
    expect(body).toContain(">Données de départ<");
    expect(body).not.toContain("Starting data");
    // A member's own summary stays unchanged, even with the same words.
    await save(member, { base: 1, content: prose({ block1: "Two." }), summary: "Imported from open data" });
    expect((await ask(`/fr${ADDRESS}`)).body).toContain(">Imported from open data<");
  });
});

describe("a reader's program finds the feed", () => {
  it.each([
    ["/changes", "/changes/feed.xml"],
    [
      "/fr/changes?country=senegal&section=laws&days=7",
      "/fr/changes/feed.xml?country=senegal&amp;section=laws",
    ],
    ["/countries/senegal", "/countries/senegal/changes.xml"],
    ["/ar/countries/senegal/history?section=laws", "/ar/countries/senegal/changes.xml?section=laws"],
  ])("from %s", async (page, found) => {
    const { body } = await ask(page);
    const links = [
      ...body.matchAll(/<link rel="alternate" type="application\/atom\+xml" title="[^"]+" href="([^"]+)"/g),
    ];
    expect(links.map((match) => match[1])).toEqual([found]);
  });
});
