import { beforeEach, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { records, save, saveAccepted, source } from "@/tests/support/sections";
import * as card from "./[country]/route";
import * as list from "./route";

useDatabase();

const ask = asker([
  [/^\/cooperation\/card$/, list as Route],
  [/^\/cooperation\/card\/(?<country>[^/]+)$/, card as Route],
]);
const words = (html: string) => html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

const [slug, section] = ["romania", "cooperation-rules"] as const;
let editor: Actor;

/** As Romania's are recorded: rules for all requests, and others for the preservation of data. */
const ROMANIA = records(
  {
    id: "requests",
    subject: "Requests for mutual assistance",
    languages: ["ro", "en"],
    dualCriminalityRule: "required_for_coercive",
    sourceState: "none_found",
    confidence: "unverified",
  },
  {
    id: "preservation",
    subject: "Preservation of data",
    measures: ["preservation"],
    initialDays: 60,
    extensionDays: 30,
    legalBasis: "Article 154 <b>",
    sources: ["code"],
    confidence: "likely",
  },
);

beforeEach(async () => {
  editor = await makeActor("trusted");
  await makeProfile({ slug: "romania", iso2: "RO", nameEn: "Romania" });
  await saveAccepted(editor, { slug, section: "sources", content: records(source("code")) });
});

it("answers by question, names the rule that is not for all requests, marks what is unverified, and says what is open", async () => {
  await saveAccepted(editor, { slug, section, content: ROMANIA });
  const { status, body: html } = await ask("/cooperation/card/romania");
  expect(status).toBe(200);
  const table = words(/<table[\s\S]*?<\/table>/.exec(html)?.[0] ?? "");
  expect(table).toContain("Languages Romanian, English Unverified");
  expect(table).toContain("Dual criminality Required for coercive measures Unverified");
  expect(table).toContain(
    "How long data stay preserved Preservation of data Preserved for (days) 60 Can be extended by (days) 30 Likely",
  );
  expect(table).toContain("Article 154 &lt;b&gt;");
  expect(words(html)).toContain("Missing: How requests are sent, Documents to enclose, Notice to the user");
  // The rules follow in full, with their sources.
  expect(html).toContain('href="#cooperation-rules-preservation"');
  expect(html).toContain('id="cooperation-rules-preservation"');
  expect(html).toContain('id="n1"');
});

it("says so where nothing is recorded, and leads from other names of a country to its page", async () => {
  const { status, body: html } = await ask("/cooperation/card/romania");
  expect(status).toBe(200);
  expect(words(html)).toContain("No rule is recorded yet.");
  expect(html).toContain('href="/countries/romania/edit/cooperation-rules"');
  expect((await ask("/cooperation/card/atlantis")).status).toBe(404);
  const other = await ask("/cooperation/card/Romania");
  expect(other.status).toBe(308);
});

it("shows a rule only once a second person has accepted it", async () => {
  const rule = {
    id: "waiting",
    subject: "Waiting rule",
    sourceState: "none_found",
    confidence: "unverified",
  };
  await save(editor, { slug, section, content: records(rule) });
  expect((await ask("/cooperation/card/romania")).body).not.toContain("Waiting rule");
});

it("lists the countries with rules for a form of assistance: those that name it, and those for all", async () => {
  await makeProfile({ slug: "ghana", iso2: "GH", nameEn: "Ghana" });
  await saveAccepted(editor, { slug, section, content: ROMANIA });
  const preservation = words((await ask("/cooperation/card?measure=preservation")).body);
  expect(preservation).toContain("Rules of 1 country or area are recorded.");
  expect(preservation).toMatch(
    /Romania Romanian, English Unverified Required for coercive measures Unverified/,
  );
  expect(preservation).toContain("Preserved for (days) 60");
  expect(preservation).toContain("4 of 10");
  const extradition = words((await ask("/cooperation/card?measure=extradition")).body);
  expect(extradition).toContain("2 of 10");
  expect(extradition).not.toContain("Preserved for (days) 60");
  const chosen = await ask("/cooperation/card?country=ghana");
  expect([chosen.status, chosen.to]).toEqual([303, "/cooperation/card/ghana"]);
});
