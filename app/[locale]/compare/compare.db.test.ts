import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import type { SectionKey } from "@/lib/profiles/model";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { law, records, saveAccepted } from "@/tests/support/sections";
import * as dual from "./dual-criminality/route";
import * as compare from "./route";

useDatabase();

const ask = asker([
  [/^\/compare$/, compare as Route],
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

/** The cells of a row, as HTML. */
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
    expect(other).toContain("Not assessed");
    expect(other).toContain("Art. 323-1, Penal Code");
    expect(cellsOf(body, "Expedited preservation of stored")).toHaveLength(2);
  });

  it("knows countries by codes and names, says what it does not know, and stops at six", async () => {
    const named = await ask("/compare?articles=2&countries=Romania,FR,atlantis");
    expect(columns(named.body)).toEqual(["romania", "france"]);
    expect(named.body).toContain("No country or area is called: atlantis");
    const all = COUNTRIES.map(([slug]) => slug).join(",");
    const { body } = await ask(`/compare?articles=2&countries=${all}`);
    expect(columns(body)).toEqual(COUNTRIES.slice(0, 6).map(([slug]) => slug));
    expect(body).toContain("At most 6 stand side by side; one was left out.");
  });

  it("says which of what was typed names no article", async () => {
    const { body } = await ask("/compare?articles=2,Art.99,un-7,16-18,foo&countries=romania");
    expect(body).toContain("No article of the Convention or its Protocols is called: Art.99 · un-7 · foo");
    expect((await ask("/compare?articles=2, 16 - 18,189-3&countries=romania")).body).not.toContain(
      "No article of the Convention",
    );
  });

  it("shows differences only, where that is asked for", async () => {
    const { body } = await ask("/compare?articles=2,16&countries=romania,france&differences=1");
    expect(cellsOf(body, "Illegal access")).toHaveLength(2);
    expect(cellsOf(body, "Expedited preservation of stored")).toEqual([]);
  });

  it("adds a country by the form without scripts, and asks for one where there is none", async () => {
    expect((await ask("/compare?articles=2&countries=romania&add=france")).to).toBe(
      "/compare?articles=2&countries=romania,france",
    );
    const { status, body } = await ask("/fr/compare");
    expect(status).toBe(200);
    expect(body).toContain("Choisissez des pays");
    expect((await ask("/compare?articles=nothing&countries=romania")).body).toContain("No article is left");
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
    expect(body).toContain("A provision is recorded for both Romania and France.");
    expect(body).toContain("Art. 360, Criminal Code");
    expect(body).toContain("Art. 323-1, Penal Code");
    expect(body).toContain("Imprisonment of 3 to 36 months");
    const state = (label: string) =>
      body.match(new RegExp(`${label}</th>(?:<td[^>]*>[^<]*</td>){2}<td data-l="Compared">([^<]*)`))?.[1];
    expect([state("Without right"), state("Intent"), state("Asks for intent to obtain data[^<]*")]).toEqual([
      "Same",
      "Different",
      "Not known",
    ]);
  });

  it("knows countries by codes, as the comparison does", async () => {
    const { body } = await ask("/compare/dual-criminality?article=2&first=RO&second=fr");
    expect(body).toContain("A provision is recorded for both Romania and France.");
    for (const slug of ["romania", "france"])
      expect(body).toMatch(new RegExp(`<option value="${slug}" selected`));
  });

  it("says when only one has a provision, and never that an act is punishable", async () => {
    const { body } = await ask("/compare/dual-criminality?article=2&first=japan&second=romania");
    expect(body).toContain("A provision is recorded for Romania, and none for Japan.");
    expect(body).toContain("no legal advice");
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
