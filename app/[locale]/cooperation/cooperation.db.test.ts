import { beforeEach, describe, expect, it } from "vitest";
import { listReportingCountries } from "@/lib/cooperation/reporting";
import type { Actor } from "@/lib/core/actor";
import { acceptRevision } from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { records, save, saveAccepted, source } from "@/tests/support/sections";
import * as country from "./reporting/[country]/route";
import * as list from "./reporting/route";
import * as start from "./route";

useDatabase();

const ask = asker([
  [/^\/cooperation$/, start as Route],
  [/^\/cooperation\/reporting$/, list as Route],
  [/^\/cooperation\/reporting\/(?<country>[^/]+)$/, country as Route],
]);
const words = (html: string) => html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

const place = (id: string, given: Record<string, unknown>) => ({
  id,
  name: `Place ${id}`,
  kind: "platform",
  accepts: [],
  sourceState: "none_found",
  confidence: "unverified",
  ...given,
});

let editor: Actor;

beforeEach(async () => {
  editor = await makeActor("trusted");
  await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal", nameFr: "Sénégal" });
  await makeProfile({ slug: "ghana", iso2: "GH", nameEn: "Ghana" });
  await saveAccepted(editor, {
    section: "sources",
    content: records(source("police", "Page of the police")),
  });
  await saveAccepted(editor, {
    section: "reporting",
    content: records(
      place("form", {
        name: "Form of the police",
        url: "https://police.example.org",
        accepts: ["fraud", "threats"],
        sources: ["police"],
        sourceState: null,
        wordings: [{ id: "form-fr", lang: "fr", kind: "human", name: "Formulaire de la police" }],
      }),
      place("csirt", { name: "CSIRT of Senegal", accepts: ["attacks"], kind: "other" }),
    ),
  });
});

describe("where cybercrime can be reported", () => {
  it("is counted by country and by what happened", async () => {
    const all = await listReportingCountries(undefined);
    expect(all.map(({ slug, places, accepts }) => [slug, places, accepts]).sort()).toEqual([
      ["ghana", 0, []],
      ["senegal", 2, ["attacks", "fraud", "threats"]],
    ]);
    const fraud = await listReportingCountries("fraud");
    expect(fraud.find(({ slug }) => slug === "senegal")?.places).toBe(1);
    expect((await listReportingCountries("terrorism")).every(({ places }) => places === 0)).toBe(true);
  });

  it("is listed with the countries of which nothing is recorded, and leads to a chosen country", async () => {
    const { body: html, status } = await ask("/cooperation/reporting");
    expect(status).toBe(200);
    expect(words(html)).toContain("2 places are recorded in 1 country or area.");
    expect(words(html)).toContain("No place is recorded in 1 country or area");
    expect(html).toContain('href="/cooperation/reporting/ghana"');
    const chosen = await ask("/cooperation/reporting?what=fraud");
    expect(words(chosen.body)).toContain("1 place is recorded in 1 country or area for: Fraud.");
    // As the form sends it, and as somebody types it.
    for (const name of ["senegal", "SN"]) {
      const led = await ask(`/cooperation/reporting?country=${name}&what=fraud`);
      expect([led.status, led.to]).toEqual([303, "/cooperation/reporting/senegal#what-fraud"]);
    }
    expect((await ask("/cooperation/reporting?country=atlantis")).status).toBe(404);
  });

  it("is told for a country by what happened, with each place, its source and its doubt", async () => {
    const { body: html } = await ask("/cooperation/reporting/senegal");
    expect(html).toContain('id="what-fraud"');
    expect(html).toContain('href="#reporting-form"');
    expect(html).toContain('id="reporting-form"');
    expect(html).toContain("https://police.example.org");
    expect(words(html)).toContain("Page of the police");
    expect(words(html)).toContain("unverified");
    expect(words(html)).toContain("Anonymous reports Not known");
    expect(words(html)).not.toContain("INHOPE");
    expect(words(html)).not.toContain("Missing");
    const french = await ask("/fr/cooperation/reporting/senegal");
    expect(words(french.body)).toContain("Formulaire de la police");
  });

  it("says what can be done where no place is recorded, and asks for one", async () => {
    const { body: html } = await ask("/cooperation/reporting/ghana");
    expect(words(html)).toContain("No place is recorded yet. You can go to a police station.");
    expect(html).toContain('href="/countries/ghana/edit/reporting"');
  });

  it("is found by other names of a country, and nowhere for none", async () => {
    const led = await ask("/cooperation/reporting/SN");
    expect([led.status, led.to]).toEqual([308, "/cooperation/reporting/senegal"]);
    expect((await ask("/cooperation/reporting/atlantis")).status).toBe(404);
  });

  it("is the published list: an edit that waits for review is not in it", async () => {
    const edit = {
      section: "reporting" as const,
      base: 2,
      content: records(place("hotline", { name: "A hotline for all", accepts: ["fraud"] })),
    };
    const { number, state } = await save(editor, edit);
    expect(state).toBe("pending");
    const before = await ask("/cooperation/reporting/senegal");
    expect(before.body).not.toContain("A hotline for all");
    await transact(by(await makeActor("trusted")), (ctx) =>
      acceptRevision(ctx, { slug: "senegal", number: number ?? 0 }),
    );
    const after = await ask("/cooperation/reporting/senegal");
    expect(after.body).toContain("A hotline for all");
    const fraud = await listReportingCountries("fraud");
    expect(fraud.find(({ slug }) => slug === "senegal")?.places).toBe(1);
  });
});

it("leads to the pages on cooperation", async () => {
  const { body: html } = await ask("/cooperation");
  for (const path of [
    "/cooperation/authorities",
    "/convention",
    "/cooperation/verify",
    "/cooperation/reporting",
  ])
    expect(html).toContain(`href="${path}"`);
});
