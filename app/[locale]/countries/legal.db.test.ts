import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { protectSection } from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { unzipped } from "@/tests/support/archives";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { law, records, saveAccepted, source } from "@/tests/support/sections";
import * as gaps from "./[slug]/legal/gaps/route";
import * as gapsCsv from "./[slug]/legal/gaps.csv/route";
import * as gapsDocx from "./[slug]/legal/gaps.docx/route";
import * as gapsJson from "./[slug]/legal/gaps.json/route";
import * as legal from "./[slug]/legal/route";
import * as profile from "./[slug]/route";

useDatabase();

const ask = asker([
  [/^\/countries\/(?<slug>[^/]+)$/, profile as Route],
  [/^\/countries\/(?<slug>[^/]+)\/legal$/, legal as Route],
  [/^\/countries\/(?<slug>[^/]+)\/legal\/gaps$/, gaps as Route],
  [/^\/countries\/(?<slug>[^/]+)\/legal\/gaps\.csv$/, gapsCsv as Route],
  [/^\/countries\/(?<slug>[^/]+)\/legal\/gaps\.json$/, gapsJson as Route],
  [/^\/countries\/(?<slug>[^/]+)\/legal\/gaps\.docx$/, gapsDocx as Route],
]);

let editor: Actor;
beforeEach(async () => {
  editor = await makeActor("trusted");
  await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal" });
});

const finding = (id: string, of: string, coverage: string, given: object = {}) => ({
  id,
  articles: [of],
  coverage,
  sourceState: "none_found",
  confidence: "likely",
  ...given,
});

const provisions = [
  {
    id: "sn-cc-12",
    locator: "art. 431-12",
    articles: ["185-3"],
    text: "Quiconque aura intercepté",
    lang: "fr",
    translations: [
      { id: "sn-cc-12-de", lang: "de", text: "Wer abfängt", kind: "official" },
      { id: "sn-cc-12-m", lang: "en", text: "Who intercept", kind: "machine", by: "A program" },
      {
        id: "sn-cc-12-en",
        lang: "en",
        text: "Whoever intercepts",
        kind: "human",
        by: "A member",
        date: "2023-05",
      },
    ],
    sources: ["gazette"],
    confidence: "likely",
  },
];

async function writeLaw() {
  await saveAccepted(editor, { section: "sources", content: records(source("gazette", "Journal officiel")) });
  await saveAccepted(editor, {
    section: "laws",
    content: records(
      law("penal-code", { title: "Penal Code", titleOriginal: "Code pénal", lang: ["fr"], provisions }),
    ),
  });
}

/** Returns the row of an article as HTML. */
const rowOf = (body: string, id: string) =>
  body.match(new RegExp(`<tr id="a-${id}">.*?</tr>`, "s"))?.[0] ?? "";

describe("a legal profile", () => {
  it("says how fresh it is and by when to look again, and counts 34 articles whatever else has a row", async () => {
    await writeLaw();
    await saveAccepted(editor, {
      section: "mappings",
      content: records(
        finding("one-23", "185-23", "full"),
        finding("one-189", "189-3", "partial", { thresholds: "From two years", legalPersons: "yes" }),
      ),
    });
    const { body } = await ask("/countries/senegal/legal");
    expect(body.match(/Review due by/g)).toHaveLength(2);
    expect(body).toContain("34 of 34 articles of the Convention, and one of the Protocols");
    expect(rowOf(body, "189-3")).toMatch(
      /Thresholds.*From two years.*Legal persons are liable.*No source found/s,
    );
    expect(body).not.toContain('id="a-189-4"');
    const all = (await ask("/countries/senegal/legal?protocols=1")).body;
    expect(rowOf(all, "189-4")).toContain('href="/countries/senegal/edit/mappings');
    expect(rowOf(all, "224-7")).toContain("Not assessed");
    expect(body).toMatch(/<option value="gaps">Gaps only \(\d+\)/);
  });

  it("marks repealed and ended provisions, links to their replacement, and does not count them", async () => {
    const [known] = provisions;
    const gone = {
      ...known,
      id: "sn-old-3",
      locator: "art. 9",
      sources: [],
      translations: [],
      supersededBy: "sn-cc-12",
    };
    const ended = { ...gone, id: "sn-old-5", articles: ["185-5"], inForceTo: "2019", supersededBy: null };
    await saveAccepted(editor, {
      section: "laws",
      content: records(
        law("old-act", { title: "Old Act", status: "repealed", provisions: [gone, ended] }),
        law("penal-code", { title: "Penal Code", provisions: [{ ...known, sources: [] }] }),
      ),
    });
    const { body } = await ask("/countries/senegal/legal");
    const row = rowOf(body, "185-3");
    expect(row.indexOf("art. 431-12")).toBeLessThan(row.indexOf("art. 9"));
    expect(row).toMatch(/<span class="tag bad">Repealed<\/span>/);
    expect(row).toContain('href="/countries/senegal#laws-sn-cc-12">Replaced by</a>');
    expect(rowOf(body, "185-5")).toContain('until <time dateTime="2019">2019</time>');
    expect(rowOf(body, "185-5")).toContain("None of these provisions is in force.");
    expect(rowOf(body, "185-5")).toContain("Add a provision");
    expect(body).toContain("Articles with a provision in force recorded: 1 of 34.");
    expect((await ask("/countries/senegal")).body).toMatch(/href="#laws-sn-cc-12"><bdi>art. 431-12/);
  });

  it("says which of its sections only some may edit, and for how long", async () => {
    const moderator = await makeActor("moderator");
    await transact(by(moderator), (ctx) =>
      protectSection(ctx, {
        slug: "senegal",
        section: "mappings",
        level: "moderators",
        reason: "Levels are disputed",
        until: "2099-12-31",
      }),
    );
    const { body } = await ask("/countries/senegal/legal");
    const mark = body.match(/<p class="meta"><span>Assessment by article<\/span>.*?<\/p>/s)?.[0] ?? "";
    expect(mark).toContain("Protected: edited by moderators only");
    expect(mark).toContain("Until 31 December 2099.");
    expect(mark).toContain("Levels are disputed");
    expect(body).not.toContain("<span>Laws and provisions</span>");
    const page = (await ask("/countries/senegal")).body;
    expect(page.match(/Protected: edited by moderators only/g)).toHaveLength(1);
    expect(page.match(/<section id="mappings">.*?<\/section>/s)?.[0]).toContain(
      "Protected: edited by moderators only",
    );
  });

  it("links to reporting an error without an account, and to the authors", async () => {
    const { body } = await ask("/countries/senegal/legal");
    for (const section of ["mappings", "laws"]) {
      expect(body).toContain(`href="/countries/senegal/report?section=${section}"`);
      expect(body).toContain(`href="/countries/senegal/blame/${section}"`);
    }
  });

  it("has a row for each of the 34 articles, and says which are not assessed", async () => {
    const { status, body } = await ask("/countries/senegal/legal");
    expect(status).toBe(200);
    expect([...body.matchAll(/<tr id="a-185-/g)]).toHaveLength(35);
    expect(rowOf(body, "185-23")).toContain("General principles");
    expect(rowOf(body, "185-23")).not.toContain("Add a provision");
    expect(rowOf(body, "185-2")).toContain("Not assessed");
    expect(rowOf(body, "185-2")).toContain("No provision recorded");
    expect(rowOf(body, "185-2")).toContain('href="/countries/senegal/edit/laws?article=185-2"');
    expect(body).toContain('href="/convention#levels"');
    expect(body).not.toContain('id="a-189-');
  });

  it('shows first what is recorded, with its source, and last "not assessed" in small print', async () => {
    await saveAccepted(editor, {
      section: "sources",
      content: records(source("gazette", "Journal officiel")),
    });
    const [known] = provisions;
    const one = (id: string, article: string, confidence: string, given: object = {}) => ({
      ...known,
      id,
      locator: `art. ${id}`,
      articles: [article],
      sources: [],
      translations: [],
      confidence,
      ...given,
    });
    await saveAccepted(editor, {
      section: "laws",
      content: records(
        law("code", {
          provisions: [
            one("sourced", "185-2", "likely", { sources: ["gazette"] }),
            one("beside", "185-2", "unverified"),
            one("remembered", "185-3", "unverified"),
            one("struck", "185-4", "confirmed", { state: "struck_down" }),
            one("assessed", "185-5", "confirmed"),
          ],
        }),
      ),
    });
    await saveAccepted(editor, {
      section: "mappings",
      content: records(finding("of-five", "185-5", "partial")),
    });
    const { body } = await ask("/countries/senegal/legal");
    const coverage = (id: string) => rowOf(body, id).split("<td")[1] ?? "";
    const listed = (id: string) => rowOf(body, id).split("<td")[2] ?? "";
    expect(coverage("185-2")).toContain("Provision found");
    // Each source and each mark of doubt once: at the provision.
    expect(coverage("185-2")).not.toMatch(/Source|Likely/);
    expect(listed("185-2")).toMatch(/Source 1.*Likely.*Unverified/s);
    expect(rowOf(body, "185-2")).not.toContain("Not assessed");
    expect(coverage("185-3")).toContain("Provision recorded");
    expect(listed("185-3")).toContain("Unverified");
    expect(coverage("185-4")).toMatch(/class="small dim">.*Not assessed/s);
    expect(coverage("185-5")).toMatch(/Partly covered/);
    expect(coverage("185-5")).not.toContain("Provision found");
    const bars = body.match(/<div class="bars">.*?<\/aside>/s)?.[0] ?? "";
    const words = ["Provision found", "Provision recorded", "Partly covered", "Not assessed"];
    expect([...bars.matchAll(/<\/svg><span>([^<]+)/g)].map(([, word]) => word)).toEqual(words);
    expect(body).toContain("Articles with a provision in force: 3 of 10 (1 unverified)");
  });

  it("shows a provision in original and translation, with translator, source and law", async () => {
    await writeLaw();
    const row = rowOf((await ask("/countries/senegal/legal")).body, "185-3");
    expect(row).toContain("art. 431-12, Penal Code");
    expect(row).toMatch(/<blockquote class="small" lang="fr" dir="ltr">Quiconque aura intercepté/);
    expect(row).toMatch(/<blockquote class="small" lang="en" dir="ltr">Whoever intercepts/);
    // The reader's own language first, whoever translated it; others are folded, with machine translations
    // marked.
    const heads = [...row.matchAll(/<summary class="small dim">(.*?)<\/summary>/g)].map(([, one = ""]) =>
      one.replaceAll(/<[^>]*>/g, "").trim(),
    );
    expect(heads).toEqual([
      "Text of art. 431-12",
      "Courtesy translation, English, by A member, May 2023",
      "2 further translations",
      "Machine translation English, by A program",
      "Official translation, German",
    ]);
    expect(row).toContain('<span class="tag warn">Machine translation</span>');
    expect(row).toContain("Likely");
    expect(row).toContain('href="#n1"');
    expect(row).toContain('<bdi lang="fr">Code pénal</bdi>');
  });

  it("shows findings: coverage, elements, penalty, comment, assessor and date; paragraphs separately", async () => {
    const elements = [{ id: "el-1", element: "2-without-right", answer: "yes" }];
    const found = {
      penaltyMaxMonths: 36,
      comment: "Both forms.",
      assessedBy: "peer_reviewed",
      assessedOn: "2024-11-18",
    };
    await saveAccepted(editor, {
      section: "mappings",
      content: records(
        finding("whole", "185-2", "full", { elements, ...found }),
        finding("part", "185-9(1)(e)", "none"),
        finding("xeno", "189-3", "partial"),
      ),
    });
    const { body } = await ask("/countries/senegal/legal");
    const row = rowOf(body, "185-2");
    for (const words of ["Covered", "Without right: Yes", "up to 36 months", "Both forms.", "Peer-reviewed"])
      expect(row).toContain(words);
    expect(row).toContain("18 Nov 2024");
    expect(rowOf(body, "185-9")).toMatch(/Not assessed.*Art\. 9\(1\)\(e\).*No provision found/s);
    expect(rowOf(body, "189-3")).toContain("Partly covered");
  });

  it("computes levels by the formula for assessed articles only", async () => {
    expect((await ask("/countries/senegal/legal")).body).not.toContain("Largely in place");
    const numbers = [16, 17, 18, 19, 20, 21];
    await saveAccepted(editor, {
      section: "mappings",
      content: records(...numbers.map((n) => finding(`art-${n}`, `185-${n}`, "full"))),
    });
    const { body } = await ask("/countries/senegal/legal");
    expect(body).toMatch(/Procedural powers<\/dt><dd>Largely in place<div class="tiny dim">6 of 6 assessed/);
    expect(body).toMatch(/Substantive law<\/dt><dd>Not assessed/);
  });

  it.each([
    ["kind=procedural", 8],
    ["show=provisions", 1],
    ["show=gaps", 33],
    ["show=assessed", 0],
    ["show=nonsense", 35],
  ])("narrowed by %s has %i rows", async (query, count) => {
    await writeLaw();
    const { body } = await ask(`/countries/senegal/legal?${query}`);
    expect([...body.matchAll(/<tr id="a-/g)]).toHaveLength(count);
  });

  it("exists in other languages, redirects from other names, and only for existing countries", async () => {
    expect((await ask("/ar/countries/senegal/legal")).status).toBe(200);
    expect((await ask("/fr/countries/SN/legal?show=gaps")).to).toBe("/fr/countries/senegal/legal?show=gaps");
    expect((await ask("/countries/atlantis/legal")).status).toBe(404);
  });
});

describe("the report of gaps", () => {
  const answering = (slug: string, id: string, articles: string[]) =>
    saveAccepted(editor, {
      slug,
      section: "laws",
      content: records(
        law(`${id}-law`, {
          title: `Law of ${slug}`,
          provisions: [{ id: `${id}-prov`, locator: "s. 1", articles, confidence: "likely" }],
        }),
      ),
    });

  it("counts covered articles, and shows the nearest countries' texts for the rest", async () => {
    const near = { region: "Africa", subregion: "Western Africa" };
    await makeProfile({ slug: "mali", iso2: "ML", nameEn: "Mali", ...near });
    await makeProfile({
      slug: "kenya",
      iso2: "KE",
      nameEn: "Kenya",
      region: "Africa",
      subregion: "Eastern Africa",
    });
    await makeProfile({ slug: "japan", iso2: "JP", nameEn: "Japan", region: "Asia" });
    await makeProfile({ slug: "gambia", iso2: "GM", nameEn: "Gambia", ...near });
    await writeLaw();
    for (const slug of ["japan", "kenya", "mali"]) await answering(slug, slug, ["185-2", "185-3"]);
    const { status, body } = await ask("/countries/gambia/legal/gaps");
    expect(status).toBe(200);
    expect(body).toContain("provisions are recorded for 0 of 34 articles");
    const named = [...body.matchAll(/legal#a-185-2">([^<]+)/g)].map((match) => match[1]);
    expect(named).toEqual(["Mali", "Kenya", "Japan"]);
    const own = (await ask("/countries/mali/legal/gaps")).body;
    expect(own).toContain("provisions are recorded for 2 of 34 articles");
    expect(own).not.toContain("legal#a-185-2");
    expect((await ask("/countries/atlantis/legal/gaps")).status).toBe(404);
  });

  it("is the same as CSV and JSON, in the language of the address", async () => {
    await makeProfile({ slug: "gambia", iso2: "GM", nameEn: "Gambia", nameFr: "Gambie", region: "Africa" });
    await makeProfile({ slug: "mali", iso2: "ML", nameEn: "Mali", region: "Africa" });
    await answering("mali", "mali", ["185-2", "185-3"]);
    const { body: page } = await ask("/countries/gambia/legal/gaps");
    expect(page).toContain('href="/countries/gambia/legal/gaps.csv"');
    const { body, headers } = await ask("/countries/gambia/legal/gaps.csv");
    expect(headers.get("content-disposition")).toBe('attachment; filename="gaps-gambia.csv"');
    const lines = body.replace("\ufeff", "").trim().split("\r\n");
    expect(lines).toHaveLength(1 + 34);
    expect(lines[2]).toMatch(
      /^Art\. 2,Illegal access,.*,Mali,mali,Law of mali,s\. 1,likely,current,,,,,,,,,,,,,,,1,[-\d]+,http:\/\/localhost:3000\/countries\/mali\/revisions\/1,en,$/,
    );
    expect(lines[0]).toMatch(/,example_address,example_law_language,example_note_language$/);
    expect(lines.filter((line) => line.endsWith(",".repeat(25)))).toHaveLength(32);
    const french = await ask("/fr/countries/gambia/legal/gaps.json");
    expect(french.headers.get("content-type")).toBe("application/json; charset=utf-8");
    const data = JSON.parse(french.body);
    expect(data).toMatchObject({
      format: "octopus-gaps/3",
      address: "http://localhost:3000/fr/countries/gambia/legal/gaps.json",
      page: "http://localhost:3000/fr/countries/gambia/legal/gaps",
      asOf: new Date().toISOString().slice(0, 10),
      country: { name: "Gambie", iso2: "GM", revision: 0 },
      covered: 0,
      total: 34,
    });
    expect(data.gaps).toHaveLength(34);
    expect(data.gaps[1]).toMatchObject({
      article: { id: "185-2" },
      examples: [{ slug: "mali", provisions: [{ locator: "s. 1" }] }],
    });
    expect(data.gaps[1].examples[0].provisions[0].address).toBe(
      "http://localhost:3000/fr/countries/mali/revisions/1#laws-mali-prov",
    );
    expect(await ask("/countries/GM/legal/gaps.csv")).toMatchObject({
      status: 308,
      to: "/countries/gambia/legal/gaps.csv",
    });
    expect((await ask("/countries/atlantis/legal/gaps.json")).status).toBe(404);
  });

  it("shows the nearest texts with notes and translations, on the page and in a Word brief", async () => {
    await makeProfile({ slug: "gambia", iso2: "GM", nameEn: "Gambia", region: "Africa" });
    await makeProfile({ slug: "mali", iso2: "ML", nameEn: "Mali", region: "Africa" });
    await saveAccepted(editor, {
      slug: "mali",
      section: "sources",
      content: records({ id: "gazette", title: "Journal officiel", publisher: "Mali" }),
    });
    await saveAccepted(editor, {
      slug: "mali",
      section: "laws",
      content: records(
        law("ml-law", {
          title: "Law 2019-056",
          provisions: [
            {
              id: "ml-4",
              locator: "art. 4",
              articles: ["185-2"],
              confidence: "likely",
              text: "Quiconque accède…",
              lang: "fr",
              note: "Both systems and parts of them.",
              // In the format of old clients, before there were lists.
              translation: "Whoever accesses…",
              translationLang: "en",
              translationKind: "human",
              translatedBy: "Jane Roe",
              sources: ["gazette"],
            },
          ],
        }),
      ),
    });
    const { body } = await ask("/countries/gambia/legal/gaps");
    const texts = ["Quiconque accède…", "Whoever accesses…", "Jane Roe", "Both systems and parts of them."];
    for (const text of texts) expect(body).toContain(text);
    expect(body).toContain('<blockquote class="small" lang="fr" dir="ltr">Quiconque');
    const csv = (await ask("/countries/gambia/legal/gaps.csv")).body;
    expect(csv).toContain(
      'Both systems and parts of them.,Quiconque accède…,fr,Whoever accesses…,en,human,Jane Roe,,,"Mali, Journal officiel"',
    );
    const { bytes, headers } = await ask("/countries/gambia/legal/gaps.docx");
    expect(headers.get("content-disposition")).toBe('attachment; filename="drafting-brief-gambia.docx"');
    const word = await unzipped(bytes, "word/document.xml");
    for (const text of [...texts, "Gambia: drafting brief", "Art. 2: Illegal access", "revisions/2"])
      expect(word + (await unzipped(bytes, "word/_rels/document.xml.rels"))).toContain(text);
    expect(await unzipped(bytes, "word/footnotes.xml")).toContain("Journal officiel");
    expect((await ask("/countries/gambia/legal/gaps.docx")).bytes.equals(bytes)).toBe(true);
  });
});
