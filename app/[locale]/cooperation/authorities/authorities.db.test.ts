import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { records, save, saveAccepted, source } from "@/tests/support/sections";
import * as country from "./[country]/route";
import * as csv from "./authorities.csv/route";
import * as json from "./authorities.json/route";
import * as list from "./route";

useDatabase();

const ask = asker([
  [/^\/cooperation\/authorities$/, list as Route],
  [/^\/cooperation\/authorities\/authorities\.csv$/, csv as Route],
  [/^\/cooperation\/authorities\/authorities\.json$/, json as Route],
  [/^\/cooperation\/authorities\/(?<country>[^/]+)$/, country as Route],
]);
const words = (html: string) => html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

const task = (id: string, article: string, given: Record<string, unknown> = {}) => ({
  id,
  task: `Task ${id}`,
  articles: [article],
  direction: "both",
  confidence: "unverified",
  ...given,
});

/** As Hungary named them: one authority before proceedings are opened, another one after that. */
const CENTRE = {
  id: "hun-centre",
  name: "International Law Enforcement Cooperation Centre",
  unit: "National Police",
  kind: "police",
  functions: [
    task("police-27", "185-27(2)", { stage: "before_proceedings", declaredOn: "2003-12-04" }),
    task("police-35", "185-35", { urgency: "urgent_only" }),
  ],
  sources: ["treaty-office"],
  sourceState: null,
  confidence: "likely",
};
const PROSECUTOR = {
  id: "hun-prosecutor",
  name: "Prosecutor General",
  kind: "prosecution",
  functions: [
    task("prosecutor-27", "185-27(2)", { stage: "investigation", confidence: "confirmed" }),
    task("prosecutor-urgent", "185-27(9)", { stage: "investigation", confidence: "confirmed" }),
  ],
  sourceState: "none_found",
  confidence: "unverified",
};

let editor: Actor;

beforeEach(async () => {
  editor = await makeActor("trusted");
  await makeProfile({ slug: "hungary", iso2: "HU", nameEn: "Hungary", nameFr: "Hongrie" });
  await makeProfile({ slug: "ghana", iso2: "GH", nameEn: "Ghana" });
  const slug = "hungary";
  await saveAccepted(editor, {
    slug,
    section: "sources",
    content: records(source("treaty-office", "List of declarations")),
  });
  await saveAccepted(editor, { slug, section: "authorities", content: records(CENTRE, PROSECUTOR) });
});

describe("the directory of authorities", () => {
  it("lists each with its functions: articles, stage, urgency, date and doubt", async () => {
    const { body } = await ask("/cooperation/authorities");
    const said = words(body);
    expect(said).toContain("Authorities of 1 country or area are recorded.");
    expect(said).toMatch(/Hungary\s+International Law Enforcement Cooperation Centre\s+National Police/);
    expect(said).toMatch(
      /Task police-27\s+Art\. 27\(2\)\s+·\s+Before proceedings\s+·\s+4 Dec 2003\s+Unverified/,
    );
    expect(said).toContain("Urgent requests only");
    expect(said).not.toMatch(/Task prosecutor-27 Art\. 27\(2\) · Investigation Unverified/);
  });

  it("is filtered by article, with its paragraphs and not with other numbers", async () => {
    const network = words((await ask("/cooperation/authorities?article=185-35")).body);
    expect(network).toContain("Task police-35");
    expect(network).not.toContain("Task police-27");
    expect(network).not.toContain("Prosecutor General");
    expect(words((await ask("/cooperation/authorities?article=185-24")).body)).toContain(
      "No authority is recorded for this function yet.",
    );
    expect((await ask("/cooperation/authorities?article=no-article")).status).toBe(200);
  });

  it("leads to a chosen country by any of its names", async () => {
    for (const name of ["hungary", "HU"]) {
      const led = await ask(`/fr/cooperation/authorities?country=${name}&article=185-35`);
      expect([led.status, led.to]).toEqual([303, "/fr/cooperation/authorities/hungary"]);
    }
    expect((await ask("/cooperation/authorities?country=atlantis")).status).toBe(404);
    const named = await ask("/cooperation/authorities/HU");
    expect([named.status, named.to]).toEqual([308, "/cooperation/authorities/hungary"]);
  });

  it("shows a country's authorities with their sources, and says what is missing elsewhere", async () => {
    const { body } = await ask("/cooperation/authorities/hungary");
    expect(body).toContain('id="authorities-hun-centre"');
    expect(words(body)).toContain("List of declarations");
    expect(words(body)).toContain("All rows of this table: Confirmed");
    const none = await ask("/cooperation/authorities/ghana");
    expect(words(none.body)).toContain("No authority is recorded yet.");
    expect(none.body).toContain('href="/countries/ghana/edit/authorities"');
  });

  it("can be taken as CSV and JSON, with a line for each function", async () => {
    const file = (await ask("/cooperation/authorities/authorities.csv?article=185-27")).body
      .trim()
      .split("\r\n");
    expect(file).toHaveLength(4);
    expect(file[1]).toContain("before_proceedings");
    const data = JSON.parse((await ask("/cooperation/authorities/authorities.json")).body);
    expect([data.count, data.authorities[0].functions.length]).toEqual([2, 2]);
  });

  it("has nothing of an edit until a second person accepts it", async () => {
    const own = { ...PROSECUTOR, name: "An office nobody checked" };
    const { state } = await save(editor, {
      slug: "hungary",
      section: "authorities",
      base: 2,
      content: records(CENTRE, own),
    });
    expect(state).toBe("pending");
    for (const path of ["", "/hungary", "/authorities.csv", "/authorities.json"])
      expect((await ask(`/cooperation/authorities${path}`)).body).not.toContain("An office nobody checked");
  });
});
