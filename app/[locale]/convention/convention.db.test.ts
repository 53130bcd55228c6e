import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { mapping, provision } from "@/db/schema/legal";
import type { Actor } from "@/lib/core/actor";
import { listVersions } from "@/lib/core/versions";
import { listAnswers } from "@/lib/legal";
import { listTreatyFigures, listTreatyFiguresOn } from "@/lib/profiles/reading";
import { rebuildProjections } from "@/lib/projections";
import { OPERATOR, transact } from "@/lib/transact";
import { makePost } from "@/tests/support/blog";
import { useDatabase } from "@/tests/support/database";
import { draftMaterial, publishedMaterial } from "@/tests/support/materials";
import { makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { makeProfile, makeTreatyStatus } from "@/tests/support/profiles";
import { law, records, saveAccepted } from "@/tests/support/sections";
import * as place from "./[instrument]/[article]/[place]/route";
import * as csv from "./[instrument]/[article]/answers.csv/route";
import * as json from "./[instrument]/[article]/answers.json/route";
import * as article from "./[instrument]/[article]/route";
import * as instrument from "./[instrument]/route";
import * as crosswalkCsv from "./crosswalk/crosswalk.csv/route";
import * as crosswalkJson from "./crosswalk/crosswalk.json/route";
import * as crosswalk from "./crosswalk/route";
import * as convention from "./route";

useDatabase();

const ARTICLE = "(?<instrument>[^/]+)/(?<article>[^/]+)";
const ask = asker([
  [/^\/convention$/, convention as Route],
  [/^\/convention\/crosswalk$/, crosswalk as Route],
  [/^\/convention\/crosswalk\/crosswalk\.csv$/, crosswalkCsv as Route],
  [/^\/convention\/crosswalk\/crosswalk\.json$/, crosswalkJson as Route],
  [/^\/convention\/(?<instrument>[^/]+)$/, instrument as Route],
  [new RegExp(`^/convention/${ARTICLE}$`), article as Route],
  [new RegExp(`^/convention/${ARTICLE}/answers\\.csv$`), csv as Route],
  [new RegExp(`^/convention/${ARTICLE}/answers\\.json$`), json as Route],
  [new RegExp(`^/convention/${ARTICLE}/(?<place>[^/]+)$`), place as Route],
]);

const provisionOf = (id: string, locator: string, articles: string[], given: object = {}) => ({
  id,
  locator,
  articles,
  confidence: "unverified",
  ...given,
});
const dated = (value: string) => ({ value, precision: "day", confidence: "unverified" });
const finding = (id: string, of: string, coverage: string, given: object = {}) => ({
  id,
  articles: [of],
  coverage,
  sourceState: "none_found",
  confidence: "likely",
  ...given,
});

let editor: Actor;
beforeEach(async () => {
  editor = await makeActor("trusted");
  const senegal = await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal" });
  await makeProfile({ slug: "france", iso2: "FR", nameEn: "France", region: "Europe" });
  await makeTreatyStatus({ pageId: senegal, treaty: 185 });
  await saveAccepted(editor, {
    section: "laws",
    content: records(
      law("penal-code", {
        title: "Penal Code",
        provisions: [
          provisionOf("sn-cc-8", "art. 431-8", ["185-2"], { note: "Fraudulent access." }),
          provisionOf("sn-cc-34", "art. 431-34", ["185-9(1)(a)", "185-9(1)(e)"]),
          provisionOf("sn-cc-0", "art. 1", []),
        ],
      }),
    ),
  });
});

/** The countries with an answer in the table, and those without one in the list below it. */
const rows = (body: string) => {
  const [listed = ""] = /<ul class="columns">.*?<\/ul>/s.exec(body) ?? [];
  return [...body.matchAll(/<th scope="row">(.*?)<\/th>/gs)].length + listed.split("<li>").length - 1;
};

describe("projections of law", () => {
  it("contain each provision with its articles, updated in the saver's transaction", async () => {
    const all = await db().select().from(provision).orderBy(provision.position);
    expect(all.map(({ recordId, articles, pinpoints }) => ({ recordId, articles, pinpoints }))).toEqual([
      { recordId: "sn-cc-8", articles: ["185-2"], pinpoints: ["185-2"] },
      { recordId: "sn-cc-34", articles: ["185-9"], pinpoints: ["185-9(1)(a)", "185-9(1)(e)"] },
      { recordId: "sn-cc-0", articles: [], pinpoints: [] },
    ]);
  });

  it("contain findings on whole articles, and none on paragraphs", async () => {
    await saveAccepted(editor, {
      section: "mappings",
      content: records(finding("one", "185-2", "full"), finding("two", "185-9(1)(e)", "none")),
    });
    const all = await db().select().from(mapping);
    expect(all.map(({ article: of, coverage }) => [of, coverage])).toEqual([["185-2", "full"]]);
  });

  it("answer by the first assessed finding of several articles on one subject", async () => {
    await saveAccepted(editor, {
      section: "mappings",
      content: records(finding("one", "185-2", "not_assessed"), finding("two", "185-3", "full")),
    });
    const coverageOf = async (...articles: string[]) =>
      (await listAnswers(articles, null)).find(({ slug }) => slug === "senegal")?.coverage;
    expect(await coverageOf("185-2", "185-3")).toBe("full");
    expect(await coverageOf("185-2")).toBe("not_assessed");
  });

  it("are the same after a rebuild, and are restored if lost", async () => {
    await saveAccepted(editor, { section: "mappings", content: records(finding("one", "185-2", "full")) });
    const rebuild = () => transact(OPERATOR, (ctx) => rebuildProjections(ctx));
    const written = async () => [await db().select().from(provision), await db().select().from(mapping)];
    const before = await written();
    await rebuild();
    expect(await written()).toEqual(before);
    await db().delete(provision).where(eq(provision.recordId, "sn-cc-8"));
    await db().update(mapping).set({ coverage: "none" });
    expect((await rebuild()).changed).toBe(2);
    expect((await rebuild()).changed).toBe(0);
  });

  it("make the pages of those articles stale, and of no others", async () => {
    const scopes = ["article:185-2", "article:185-9", "article:185-16", "law"];
    const before = await listVersions(db(), scopes);
    await saveAccepted(editor, {
      section: "mappings",
      content: records(finding("one", "185-16", "partial")),
    });
    const after = await listVersions(db(), scopes);
    const risen = scopes.filter((name) => after.get(name) !== before.get(name));
    expect(risen).toEqual(["article:185-16", "law"]);
  });
});

describe("the page of an article", () => {
  it("shows the requirements of an article and each country's answer, answers first", async () => {
    const { status, body } = await ask("/convention/185/2");
    expect(status).toBe(200);
    expect(body).toContain("Illegal access");
    expect(body).toContain("art. 431-8, Penal Code");
    expect(body).toContain("Fraudulent access.");
    expect(body).toContain("Unverified");
    expect(rows(body)).toBe(2);
    expect(body).toContain("One country or area without a recorded provision");
    expect(body).not.toContain("Never");
    expect(body.indexOf(">Senegal<")).toBeLessThan(body.indexOf(">France<"));
  });

  it('shows the coverage once assessed, and "not assessed" before', async () => {
    expect((await ask("/convention/185/2?coverage=full")).body).toContain("No country or area matches");
    await saveAccepted(editor, {
      section: "mappings",
      content: records(finding("one", "185-2", "full", { assessedOn: "2024-11-18", comment: "Both forms." })),
    });
    const { body } = await ask("/convention/185/2?coverage=full");
    expect(rows(body)).toBe(1);
    expect(body).toContain("Both forms.");
    expect(body).toContain("18 Nov 2024");
  });

  it.each([
    ["region=Europe", ["France"]],
    ["status=party", ["Senegal"]],
    ["provisions=yes", ["Senegal"]],
    ["provisions=no", ["France"]],
    ["system=civil", ["France"]],
    ["system=mixed", ["Senegal"]],
    ["coverage=not_assessed", ["Senegal", "France"]],
    ["region=Atlantis", ["Senegal", "France"]],
  ])("narrowed by %s gives the same rows on the screen, as CSV and as JSON", async (query, countries) => {
    const { body } = await ask(`/convention/185/2?${query}`);
    expect(countries.filter((name) => body.includes(`>${name}</a>`))).toEqual(countries);
    expect(rows(body)).toBe(countries.length);
    const file = await ask(`/convention/185/2/answers.csv?${query}`);
    expect(file.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const lines = file.body.replace("\ufeff", "").trim().split("\r\n").slice(1);
    expect(lines.map((line) => line.split(",")[0])).toEqual(countries);
    const open = JSON.parse((await ask(`/convention/185/2/answers.json?${query}`)).body);
    expect(open.answers.map((one: { country: string }) => one.country)).toEqual(countries);
    expect(open.count).toBe(countries.length);
  });

  it("offers files with the content of the screen, its sources and revisions", async () => {
    await saveAccepted(editor, {
      section: "sources",
      content: records({ id: "gazette", title: "Journal officiel 6975", publisher: "Senegal" }),
    });
    await saveAccepted(editor, {
      section: "mappings",
      content: records(
        finding("one", "185-2", "full", {
          assessedOn: "2024-11-18",
          assessedBy: "national_editor",
          sourceState: "cited",
          sources: ["gazette"],
        }),
      ),
    });
    const { body } = await ask("/convention/185/2?coverage=full");
    expect(body).toContain("Likely");
    const [, line = ""] = (await ask("/convention/185/2/answers.csv?coverage=full")).body.split("\r\n");
    expect(line).toContain(",national_editor,2024-11-18,,likely,art. 431-8: Fraudulent access.,");
    expect(line).toMatch(
      /,"Senegal, Journal officiel 6975",3,[-\d]+,http:\/\/localhost:3000\/countries\/senegal\/revisions\/3,en,,en,confirmed,unverified,recorded,unverified$/,
    );
    const data = JSON.parse((await ask("/convention/185/2/answers.json?coverage=full")).body);
    expect(data).toMatchObject({
      format: "octopus-answers/3",
      address: "http://localhost:3000/convention/185/2/answers.json?coverage=full",
      asOf: new Date().toISOString().slice(0, 10),
    });
    expect(data.answers[0]).toMatchObject({
      revision: 3,
      finding: { sources: [{ id: "gazette" }] },
      provisions: [{ address: "http://localhost:3000/countries/senegal/revisions/3#laws-sn-cc-8" }],
    });
  });

  it("shows answers through the article on the same subject, for a treaty without assessments of its own", async () => {
    const { status, body } = await ask("/convention/un/7");
    expect(status).toBe(200);
    expect(body).toContain("art. 431-8, Penal Code");
    expect(body).toContain('href="/convention/185/2"');
  });

  it("shows the recorded status under the UN and Malabo Conventions, and does not count it elsewhere", async () => {
    expect((await ask("/convention/un/7")).body).not.toContain('class="st party"');
    await makeProfile({ slug: "ghana", iso2: "GH", nameEn: "Ghana" });
    const standing = (treaty: string, how: string, given: object = {}) => ({
      id: `status-${treaty}`,
      treaty,
      how,
      sourceState: "none_found",
      confidence: "unverified",
      ...given,
    });
    const declared = {
      id: "declared",
      nature: "declaration",
      summary: "In accordance with its law.",
      articles: [],
    };
    await saveAccepted(editor, {
      slug: "ghana",
      section: "treaty-status",
      content: records(
        standing("un", "signature_only", { signedOn: dated("2025-10-25"), declarations: [declared] }),
        standing("malabo", "ratification"),
      ),
    });
    const page = await ask("/convention/un/7");
    expect(page.body).toMatch(/Ghana<\/a>[\s\S]{0,200}Signatory/);
    expect(page.body).toMatch(/Senegal<\/a>[\s\S]{0,200}Not known/);
    expect(page.body).not.toContain('class="st none"');
    const filtered = await ask("/convention/un/7?status=unknown");
    expect(filtered.body).not.toContain("Ghana</a>");
    expect(filtered.body).toContain("France</a>");
    const { answers } = JSON.parse((await ask("/convention/malabo/29/answers.json?status=party")).body);
    expect(answers).toHaveLength(1);
    expect((await ask("/convention")).body).toContain("At least 1 Party.");
    const figures = await listTreatyFigures();
    expect(figures.map(({ treaty, party }) => [treaty, party])).toEqual([
      [185, 1],
      [189, 0],
      [224, 0],
    ]);
    expect(await listTreatyFiguresOn("2026-01-01")).toHaveLength(3);
    await transact(OPERATOR, (ctx) => rebuildProjections(ctx));
    expect((await ask("/convention/un/7?status=signatory")).body).toContain("Ghana</a>");
  });

  it("names a Party that is not bound yet by the same word as its profile, and finds it among the Parties", async () => {
    const ghana = await makeProfile({ slug: "ghana", iso2: "GH", nameEn: "Ghana" });
    await makeTreatyStatus({ pageId: ghana, treaty: 185, inForceOn: "2026-03-01", asOf: "2026-02-05" });
    const row = (body: string) => body.split("<tr>").find((one) => one.includes("Ghana</a>"));
    for (const query of ["", "?status=party", "?status=ratified"]) {
      const { body } = await ask(`/convention/185/2${query}`);
      expect(row(body), query).toContain("Ratified, not yet in force");
    }
    expect(row((await ask("/convention/185/2?status=signatory")).body)).toBeUndefined();
    const { answers } = JSON.parse((await ask("/convention/185/2/answers.json?status=party")).body);
    expect(answers.map((one: { slug: string; status: string }) => [one.slug, one.status])).toEqual([
      ["senegal", "party"],
      ["ghana", "ratified"],
    ]);
    const csv = (await ask("/convention/185/2/answers.csv?status=party")).body;
    expect(csv).toContain("Ghana,ghana,GH,Africa,mixed,ratified,");
  });

  it("refuses articles of the Convention under them", async () => {
    const declared = { id: "declared", nature: "declaration", summary: "On Article 2.", articles: ["185-2"] };
    await expect(
      saveAccepted(editor, {
        section: "treaty-status",
        content: records({
          id: "status-un",
          treaty: "un",
          how: "accession",
          sourceState: "none_found",
          confidence: "likely",
          declarations: [declared],
        }),
      }),
    ).rejects.toMatchObject({
      code: "invalid",
      details: { problems: [{ field: "articles", rule: "declared" }] },
    });
  });

  it("that has no article of its subject says why nothing is recorded, and draws no table", async () => {
    const { body } = await ask("/convention/un/15");
    expect(body).toContain("There are no country answers for this article.");
    expect(body).not.toContain('id="answers"');
    expect(JSON.parse((await ask("/convention/un/15/answers.json")).body).answers).toEqual([]);
  });

  it("shows for the European directive the assessments against the Convention", async () => {
    expect((await ask("/convention/eu/3")).body).toContain('href="/convention/185/2"');
    expect((await ask("/convention/directive-2013-40/3")).to).toBe("/convention/eu/3");
  });

  it("redirects from other names of an article, and returns 404 for unknown ones", async () => {
    expect(await ask("/convention/cets-185/art-16?region=Africa")).toMatchObject({
      status: 308,
      to: "/convention/185/16?region=Africa",
    });
    expect((await ask("/fr/convention/budapest/2/answers.csv")).to).toBe("/fr/convention/185/2/answers.csv");
    for (const address of ["/185/18/1-b", "/185/18.1.b", "/budapest/18(1)(b)", "/185/18/1.B"])
      expect((await ask(`/convention${address}`)).to, address).toBe("/convention/185/18#18-1-b");
    expect((await ask("/fr/convention/185/1b")).to).toBe("/fr/convention/185/1#1-b");
    for (const address of ["/185/18/99", "/185/18z", "/185/2/1", "/224/7/99"])
      expect((await ask(`/convention${address}`)).status, address).toBe(404);
    expect((await ask("/convention/185/1")).body).toMatch(
      /<li id="1-b"><a href="#1-b">Art. 1\(b\)<\/a> Computer data/,
    );
    expect((await ask("/convention/185")).to).toBe("/convention#instrument-185");
    for (const address of ["/convention/185/49", "/convention/atlantis/2", "/convention/atlantis"])
      expect((await ask(address)).status).toBe(404);
  });

  it("gives a comment in the reader's language, else the original marked with its language", async () => {
    const wordings = [{ id: "one-fr", lang: "fr", kind: "human", comment: "Les deux formes." }];
    await saveAccepted(editor, {
      section: "mappings",
      content: records(finding("one", "185-2", "full", { comment: "Both forms.", wordings })),
    });
    const french = (await ask("/fr/convention/185/2")).body;
    expect(french).toContain("<bdi>Les deux formes.</bdi>");
    expect(french).not.toContain("Both forms.");
    // The note of a provision has no translation.
    expect(french).toContain('<bdi lang="en" dir="ltr">Fraudulent access.</bdi>');
    expect(french).toContain("(anglais)");
    expect((await ask("/ar/convention/185/2")).body).toContain('<bdi lang="en" dir="ltr">Both forms.</bdi>');
    expect((await ask("/convention/185/2")).body).toContain("<bdi>Both forms.</bdi>");
    const csv = (await ask("/fr/convention/185/2/answers.csv")).body;
    expect([csv.includes("Les deux formes."), csv.includes("Both forms.")]).toEqual([true, false]);
    // Each text has the language in which the file gives it: the comment is translated, the note is not.
    expect(csv).toMatch(
      /,provision_languages,comment_language,note_languages,treaty_status_confidence,legal_system_confidence,recorded,recorded_confidence\r\n/,
    );
    expect(csv).toMatch(/,en,fr,en,\w*,\w*,\w*,\w*\r\n/);
    const data = JSON.parse((await ask("/fr/convention/185/2/answers.json")).body);
    expect(data.answers[0].finding).toMatchObject({ comment: "Both forms.", written: "en", wordings });
  });

  it("never gives a spreadsheet a formula", async () => {
    await saveAccepted(editor, {
      section: "mappings",
      content: records(finding("one", "185-2", "full", { comment: '=HYPERLINK("x")' })),
    });
    expect((await ask("/convention/185/2/answers.csv")).body).toContain(`"'=HYPERLINK(""x"")"`);
  });
});

describe("declarations and reservations", () => {
  it("are shown on the pages of their articles, with the country, and make only those stale", async () => {
    expect((await ask("/convention/185/29")).body).toContain(
      "No declarations or reservations are recorded for this article.",
    );
    const scopes = ["article:185-29", "article:185-2"];
    const before = await listVersions(db(), scopes);
    await saveAccepted(editor, {
      section: "treaty-status",
      content: records({
        id: "treaty-185",
        treaty: "185",
        how: "ratification",
        sourceState: "none_found",
        confidence: "likely",
        declarations: [
          {
            id: "sn-29-4",
            nature: "reservation",
            articles: ["185-29(4)"],
            summary: "Keeps dual criminality for preservation.",
            confidence: "unverified",
          },
        ],
      }),
    });
    const after = await listVersions(db(), scopes);
    expect(scopes.filter((name) => after.get(name) !== before.get(name))).toEqual(["article:185-29"]);
    const { body } = await ask("/convention/185/29");
    expect(body).toContain('href="/countries/senegal#treaty-status-sn-29-4"');
    expect(body).toContain("Keeps dual criminality for preservation.");
    expect(body).toContain("Art. 29(4)");
    expect(body).toMatch(/treaty-status-sn-29-4"(?:(?!<\/tr>).)*>Unverified</s);
    expect((await ask("/convention/185/30")).body).not.toContain("Keeps dual criminality");
  });
});

describe("the list of instruments", () => {
  it("counts countries by article, and gives the formula of the levels", async () => {
    const { status, body } = await ask("/convention");
    expect(status).toBe(200);
    for (const id of ["185", "189", "224", "un", "malabo"]) expect(body).toContain(`id="instrument-${id}"`);
    expect(body).toMatch(/Illegal access<\/a>.*?<td data-l="With a provision" class="r">1<\/td>/s);
    expect(body).toContain("largely in place from 80%");
  });

  it.each(["fr", "ar"])("is there in %s", async (locale) => {
    expect((await ask(`/${locale}/convention`)).status).toBe(200);
    expect((await ask(`/${locale}/convention/185/2`)).status).toBe(200);
  });
});

describe("posts and materials on an article", () => {
  it("are counted on its page with a link; unpublished ones are not", async () => {
    await makePost({ slug: "one", articles: ["185:18", "un:27"] });
    await makePost({ slug: "draft", articles: ["185:18"], state: "draft" });
    await publishedMaterial(editor, { title: "Of production orders", articles: "185:18 malabo:31" });
    await draftMaterial(editor, { title: "Not yet", articles: "185:18" });
    const { body } = await ask("/fr/convention/185/18");
    expect(body).toContain('<a href="/fr/blog?article=185:18">Un billet de blog</a>');
    expect(body).toContain('<a href="/fr/training?article=185:18">Un document de formation</a>');
    expect((await ask("/convention/un/27")).body).toContain("/blog?article=un:27");
    expect((await ask("/convention/malabo/31")).body).toContain("/training?article=malabo:31");
    expect((await ask("/convention/185/17")).body).not.toContain('id="under"');
  });
});

describe("the crosswalk", () => {
  it("sets articles on one subject side by side, and says how sure that is", async () => {
    const { status, body } = await ask("/convention/crosswalk");
    expect(status).toBe(200);
    const row = body.match(
      /<tr><th scope="row">(?:(?!<\/tr>).)*Expedited preservation of stored.*?<\/tr>/s,
    )?.[0];
    expect(row).toContain('href="/convention/un/25"');
    expect(row).toContain('href="/convention/malabo/31"');
    expect(row).toContain("Unverified");
    expect(body).toContain("from memory");
  });

  it("is there as CSV and JSON, with the directive of the European Union", async () => {
    const csv = await ask("/fr/convention/crosswalk/crosswalk.csv");
    expect(csv.body).toContain("185-5,");
    expect(csv.body).toContain(",eu-4,");
    expect(csv.body).toContain(",same_subject,unverified,");
    const { pairs, count } = JSON.parse((await ask("/convention/crosswalk/crosswalk.json")).body);
    expect(pairs).toHaveLength(count);
    expect(pairs).toContainEqual({
      from: expect.objectContaining({ id: "185-3" }),
      to: expect.objectContaining({ id: "eu-6", title: "Illegal interception" }),
      relation: "same_subject",
      confidence: "unverified",
    });
  });
});
