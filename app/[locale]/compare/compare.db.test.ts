import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import type { SectionKey } from "@/lib/profiles/model";
import { unzipped } from "@/tests/support/archives";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { law, records, saveAccepted } from "@/tests/support/sections";
import * as csv from "./comparison.csv/route";
import * as docx from "./comparison.docx/route";
import * as json from "./comparison.json/route";
import * as dual from "./dual-criminality/route";
import * as compare from "./route";

useDatabase();

const ask = asker([
  [/^\/compare$/, compare as Route],
  [/^\/compare\/comparison\.csv$/, csv as Route],
  [/^\/compare\/comparison\.json$/, json as Route],
  [/^\/compare\/comparison\.docx$/, docx as Route],
  [/^\/compare\/dual-criminality$/, dual as Route],
]);

const COUNTRIES = [
  ["romania", "RO", "Romania"],
  ["france", "FR", "France"],
  ["senegal", "SN", "Senegal"],
  ["japan", "JP", "Japan"],
  ["chile", "CL", "Chile"],
  ["tonga", "TO", "Tonga"],
  ["ghana", "GH", "Ghana"],
] as const;

let editor: Actor;
const write = (slug: string, section: SectionKey, ...list: unknown[]) =>
  saveAccepted(editor, { slug, section, content: records(...list) });

const provision = (id: string, locator: string, article: string, given: object = {}) => ({
  id,
  locator,
  articles: [article],
  confidence: "likely",
  ...given,
});

const finding = (id: string, article: string, coverage: string, given: object = {}) => ({
  id,
  articles: [article],
  coverage,
  sourceState: "none_found",
  confidence: "likely",
  ...given,
});

beforeEach(async () => {
  editor = await makeActor("trusted");
  for (const [slug, iso2, nameEn] of COUNTRIES) await makeProfile({ slug, iso2, nameEn });
  await write(
    "romania",
    "laws",
    law("ro-code", { title: "Criminal Code", provisions: [provision("ro-360", "Art. 360", "185-2")] }),
  );
  await write(
    "france",
    "laws",
    law("fr-code", { title: "Penal Code", provisions: [provision("fr-323", "Art. 323-1", "185-2")] }),
  );
});

/** Returns the cells of a row as HTML. */
const cellsOf = (body: string, title: string) => {
  const row = body.match(new RegExp(`<tr><th scope="row">(?:(?!</tr>).)*${title}.*?</tr>`, "s"))?.[0] ?? "";
  return [...row.matchAll(/<td>(.*?)<\/td>/gs)].map((match) => match[1] ?? "");
};
const columns = (body: string) =>
  [...body.matchAll(/<th scope="col"><a href="\/countries\/([a-z]+)\/legal">/g)].map((match) => match[1]);

describe("a comparison", () => {
  beforeEach(() => write("romania", "mappings", finding("ro-art-2", "185-2", "full")));

  it("has articles in rows and countries in columns, in the order asked for, each cell leading to its record", async () => {
    const { status, body } = await ask("/compare?articles=2,16&countries=romania,france");
    expect(status).toBe(200);
    expect(columns(body)).toEqual(["romania", "france"]);
    const [one = "", other = ""] = cellsOf(body, "Illegal access");
    expect(one).toContain('href="/countries/romania/legal#a-185-2"');
    expect(one).toContain('href="/countries/romania#laws-ro-360"');
    expect(one).toContain("Covered");
    expect(other).toContain("Provision found");
    expect(other).not.toContain("Not assessed");
    const [, nothing] = cellsOf(body, "Expedited preservation of stored");
    expect(nothing).toContain("Not assessed");
    expect(other).toContain("Art. 323-1, Penal Code");
    expect(cellsOf(body, "Expedited preservation of stored")).toHaveLength(2);
  });

  it("recognises countries by codes and names, lists unknown ones, and takes at most six", async () => {
    const named = await ask("/compare?articles=2&countries=Romania,FR,atlantis");
    expect(columns(named.body)).toEqual(["romania", "france"]);
    expect(named.body).toContain("Unknown country or area: atlantis");
    const all = COUNTRIES.map(([slug]) => slug).join(",");
    const { body } = await ask(`/compare?articles=2&countries=${all}`);
    expect(columns(body)).toEqual(COUNTRIES.slice(0, 6).map(([slug]) => slug));
    expect(body).toContain("Only 6 can be compared at once; one was left out.");
  });

  it("lists typed words that are not an article", async () => {
    const { body } = await ask("/compare?articles=2,Art.99,un-7,16-18,foo&countries=romania");
    expect(body).toContain("Not articles of the Convention or its Protocols: Art.99 · un-7 · foo");
    expect((await ask("/compare?articles=2, 16 - 18,189-3&countries=romania")).body).not.toContain(
      "Not articles of the Convention",
    );
  });

  it("shows differences only, where that is asked for", async () => {
    const { body } = await ask("/compare?articles=2,16&countries=romania,france&differences=1");
    expect(cellsOf(body, "Illegal access")).toHaveLength(2);
    expect(cellsOf(body, "Expedited preservation of stored")).toEqual([]);
  });

  it("adds a country by the form without scripts, and asks for one if none is chosen", async () => {
    expect((await ask("/compare?articles=2&countries=romania&add=france")).to).toBe(
      "/compare?articles=2&countries=romania,france",
    );
    const { status, body } = await ask("/fr/compare");
    expect(status).toBe(200);
    expect(body).toContain("Choisissez des pays");
    expect((await ask("/compare?articles=nothing&countries=romania")).body).toContain("No articles to show");
  });
});

describe("a comparison as a file", () => {
  const ASKED = "articles=2,16&countries=japan,france";
  const linesOf = (body: string) => body.replace("\ufeff", "").trim().split("\r\n");

  beforeEach(async () => {
    await write("japan", "sources", { id: "monitor", title: "Official Gazette", publisher: "Japan" });
    await write(
      "japan",
      "laws",
      law("jp-code", {
        title: "Criminal Code",
        provisions: [
          provision("jp-360", "Art. 360", "185-2", {
            text: "Accesul, fără drept",
            lang: "ro",
            translations: [
              { id: "jp-360-fr", lang: "fr", text: "L’accès sans droit", kind: "machine", date: "2024" },
              {
                id: "jp-360-en",
                lang: "en",
                text: "Access without right",
                kind: "human",
                by: "Jane Roe",
                date: "2020-05-04",
              },
            ],
            inForceFrom: "2014-02-01",
            supersededBy: null,
            sources: ["monitor"],
            note: "As renumbered.",
          }),
        ],
      }),
    );
  });

  it("has the rows on the screen with their texts, and is linked from the page", async () => {
    const page = (await ask(`/compare?${ASKED}`)).body;
    for (const as of ["csv", "json"])
      expect(page).toContain(`href="/compare/comparison.${as}?articles=2,16&amp;countries=japan,france"`);
    const { body, headers } = await ask(`/compare/comparison.csv?${ASKED}`);
    expect(headers.get("content-disposition")).toBe('attachment; filename="comparison.csv"');
    const [columns = "", ...lines] = linesOf(body);
    expect(lines.map((line) => line.split(",").slice(0, 4).join(","))).toEqual([
      "Art. 2,Illegal access,Japan,japan",
      "Art. 2,Illegal access,France,france",
      "Art. 16,Expedited preservation of stored computer data,Japan,japan",
      "Art. 16,Expedited preservation of stored computer data,France,france",
    ]);
    // New columns are added at the end, so that existing ones keep their positions.
    expect(
      columns.endsWith(
        ",revision,revision_day,address,comment_language,law_language,note_language,treaty_status_confidence,recorded,recorded_confidence",
      ),
    ).toBe(true);
    expect(lines[0]).toContain(
      'Art. 360,likely,current,2014-02-01,,,,As renumbered.,"Accesul, fără drept",ro,Access without right,en,human,Jane Roe,2020-05-04,"Machine translation, French, 2024: L’accès sans droit","Japan, Official Gazette",2,',
    );
    expect(
      lines[0]?.endsWith(",http://localhost:3000/countries/japan/revisions/2,,en,en,,found,likely"),
    ).toBe(true);
  });

  it("is data with the sources of each cell, its date and revisions, and always the same bytes", async () => {
    await write("france", "mappings", finding("fr-art-2", "185-2", "full", { assessedOn: "2024-11-18" }));
    const { body } = await ask(`/compare/comparison.json?${ASKED}`);
    const data = JSON.parse(body);
    expect(data).toMatchObject({
      format: "octopus-comparison/2",
      address: `http://localhost:3000/compare/comparison.json?${ASKED}`,
      asOf: new Date().toISOString().slice(0, 10),
      countries: [
        { slug: "japan", revision: 2, address: "http://localhost:3000/countries/japan/revisions/2" },
        { slug: "france", revision: 2 },
      ],
    });
    expect(data.articles[0].cells[0].provisions[0]).toMatchObject({
      text: "Accesul, fără drept",
      translations: [
        { by: "Jane Roe", date: "2020-05-04" },
        { kind: "machine", by: null },
      ],
      sources: [{ id: "monitor", title: "Official Gazette" }],
    });
    expect(data.articles[0].cells[1]).toMatchObject({ coverage: "full", finding: { sources: [] } });
    expect((await ask(`/compare/comparison.json?${ASKED}`)).body).toBe(body);
  });

  it("is a Word file on landscape pages, with the matrix, the texts, their sources and revisions", async () => {
    const { bytes, headers } = await ask(`/compare/comparison.docx?${ASKED}`);
    expect(headers.get("content-type")).toContain("wordprocessingml");
    const word = await unzipped(bytes, "word/document.xml");
    expect(word).toContain('w:orient="landscape"');
    for (const text of ["Art. 2: Illegal access", "Accesul, fără drept", "Access without right", "Jane Roe"])
      expect(word).toContain(text);
    expect(await unzipped(bytes, "word/footnotes.xml")).toContain("Official Gazette");
    const arabic = await ask(`/ar/compare/comparison.docx?${ASKED}`);
    expect(await unzipped(arabic.bytes, "word/document.xml")).toContain("w:bidi");
  });

  it("contains only differences if the page does, and is an empty table if nothing is compared", async () => {
    const lines = linesOf((await ask(`/compare/comparison.csv?${ASKED}&differences=1`)).body);
    expect(lines).toHaveLength(1);
    expect(linesOf((await ask("/compare/comparison.csv")).body)).toHaveLength(1);
    expect((await ask("/compare")).body).not.toContain("comparison.csv");
  });
});

describe("the dual-criminality check", () => {
  it("shows both provisions and penalties, and each element as same, different or not known", async () => {
    const elements = (right: string, intent: string) => [
      { id: "el-right", element: "2-without-right", answer: right },
      { id: "el-intent", element: "2-intent", answer: intent },
    ];
    const found = { penaltyMinMonths: 3, penaltyMaxMonths: 36 };
    await write(
      "romania",
      "mappings",
      finding("ro-art-2", "185-2", "full", { elements: elements("yes", "yes"), ...found }),
    );
    await write(
      "france",
      "mappings",
      finding("fr-art-2", "185-2", "full", { elements: elements("yes", "no") }),
    );
    const { status, body } = await ask("/compare/dual-criminality?article=2&first=romania&second=france");
    expect(status).toBe(200);
    expect(body).toContain("A provision in force is recorded for both Romania and France.");
    expect(body).toContain("Art. 360, Criminal Code");
    expect(body).toContain("Art. 323-1, Penal Code");
    expect(body).toContain("Imprisonment of 3 to 36 months");
    const state = (label: string) =>
      body.match(
        new RegExp(`${label}</th>(?:<td[^>]*>(?:(?!</td>).)*</td>){2}<td data-l="Comparison">([^<]*)`),
      )?.[1];
    expect([state("Without right"), state("Intent"), state("Requires intent to obtain data[^<]*")]).toEqual([
      "Same",
      "Different",
      "Not known",
    ]);
  });

  it("knows countries by codes, as the comparison does", async () => {
    const { body } = await ask("/compare/dual-criminality?article=2&first=RO&second=fr");
    expect(body).toContain("A provision in force is recorded for both Romania and France.");
    for (const slug of ["romania", "france"])
      expect(body).toMatch(new RegExp(`<option value="${slug}"[^>]* selected`));
  });

  it("says when only one has a provision, and never that an act is punishable", async () => {
    const { body } = await ask("/compare/dual-criminality?article=2&first=japan&second=romania");
    expect(body).toContain("A provision in force is recorded for Romania, but none for Japan.");
    expect(body).toContain("not legal advice");
  });

  it.each([
    "",
    "?first=romania",
    "?first=romania&second=romania",
    "?first=romania&second=atlantis&article=99",
  ])("asks for what is missing at %s", async (query) => {
    const { status, body } = await ask(`/compare/dual-criminality${query}`);
    expect(status).toBe(200);
    expect(body).toContain("Choose an offence and two countries");
  });
});
