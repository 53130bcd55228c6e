import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { records, save, saveAccepted, source } from "@/tests/support/sections";
import * as planner from "./route";

useDatabase();

const ask = asker([[/^\/cooperation\/route$/, planner as Route]]);
const words = (html: string) => html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
const routesIn = (html: string) => [...html.matchAll(/<h3 id="route-([^"]+)"/g)].map(([, key]) => key);

const dated = (value: string) => ({ value, precision: "day", confidence: "confirmed" });
const party = (inForce: string, declarations: object[] = []) =>
  records({
    id: "185",
    treaty: "185",
    how: "ratification",
    consentOn: dated("2010-01-01"),
    inForceOn: dated(inForce),
    declarations,
    sources: ["code"],
    confidence: "confirmed",
  });
const RESERVATION = {
  id: "reservation-29",
  nature: "reservation",
  articles: ["185-29(4)"],
  summary: "May refuse preservation",
  madeOn: "2010-01-01",
  sources: ["code"],
  confidence: "likely",
};
const MINISTRY = {
  id: "ministry",
  name: "Ministry of Justice <b>",
  kind: "ministry_of_justice",
  functions: [
    {
      id: "assistance",
      task: "Mutual assistance",
      articles: ["185-27(2)"],
      direction: "both",
      declaredOn: "2011-02-03",
      sources: ["code"],
      confidence: "confirmed",
    },
  ],
  sources: ["code"],
  confidence: "confirmed",
};

let editor: Actor;
const put = (slug: string, section: "treaty-status" | "authorities" | "cooperation-rules", content: object) =>
  saveAccepted(editor, { slug, section, content: content as never });

beforeEach(async () => {
  editor = await makeActor("trusted");
  await makeProfile({ slug: "romania", iso2: "RO", nameEn: "Romania" });
  await makeProfile({ slug: "japan", iso2: "JP", nameEn: "Japan" });
  for (const slug of ["romania", "japan"])
    await saveAccepted(editor, { slug, section: "sources", content: records(source("code")) });
  await put("romania", "treaty-status", party("2012-05-01"));
});

const PLAN = "/cooperation/route?from=japan&to=romania&data=content&urgency=volatile";

describe("the route planner", () => {
  it("names the treaty and its day, whom to ask, what bites, and what is not recorded", async () => {
    await put("japan", "treaty-status", party("2014-07-01"));
    await put("romania", "treaty-status", party("2012-05-01", [RESERVATION]));
    await put("romania", "authorities", records(MINISTRY));
    const { status, body } = await ask(PLAN);
    expect(status).toBe(200);
    expect(routesIn(body)).toEqual(["stored_data", "reciprocity"]);
    const text = words(body);
    expect(text).toContain("Convention on Cybercrime, in force between both since 1 Jul 2014");
    expect(text).toContain("Ministry of Justice &lt;b&gt; ( 3 Feb 2011 )");
    expect(text).toContain(
      "Romania can refuse preservation where the act is not an offence in both countries",
    );
    expect(text).toContain("Have the data preserved now: Preservation through the 24/7 network");
    expect(text).toContain(
      "Call your own central authority or 24/7 contact point first. None is recorded of Japan",
    );
    expect(body).toContain('href="/countries/japan/edit/authorities"');
    expect(body).toContain('href="/countries/romania/edit/cooperation-rules"');
    expect(body).toContain('href="/compare/dual-criminality?first=japan&amp;second=romania"');
  });

  it("answers anew once a treaty binds, and as of an earlier day as it stood then", async () => {
    expect(routesIn((await ask(PLAN)).body)).toEqual(["reciprocity"]);
    await put("japan", "treaty-status", party("2014-07-01"));
    expect(routesIn((await ask(PLAN)).body)).toEqual(["stored_data", "reciprocity"]);
    const { body } = await ask(`${PLAN}&on=2014-06-30`);
    expect(routesIn(body)).toEqual(["reciprocity"]);
    expect(words(body)).toContain("in force between both from 1 Jul 2014");
    // Of a day to come nothing is known: it is planned as today.
    expect(routesIn((await ask(`${PLAN}&on=2099-01-01`)).body)).toEqual(["stored_data", "reciprocity"]);
  });

  it("does not rest on an edit that waits for review", async () => {
    const newcomer = await makeActor();
    await save(newcomer, { slug: "japan", section: "treaty-status", content: party("2014-07-01") as never });
    expect(routesIn((await ask(PLAN)).body)).toEqual(["reciprocity"]);
  });

  it("finds countries by other names, and says which one it does not know, or that both are one", async () => {
    expect(routesIn((await ask("/cooperation/route?from=jp&to=RO")).body).length).toBeGreaterThan(0);
    const unknown = await ask("/cooperation/route?from=japan&to=%3Cb%3Eatlantis");
    expect(unknown.status).toBe(200);
    expect(unknown.body).toContain("“&lt;b&gt;atlantis”");
    expect(words((await ask("/cooperation/route?from=japan&to=japan")).body)).toContain(
      "Both countries are the same",
    );
  });

  it("shows the form for an address with words that it does not know", async () => {
    const { status, body } = await ask(
      "/cooperation/route?from=japan&to=romania&data=x&urgency=x&stage=x&place=x&on=x",
    );
    expect(status).toBe(200);
    expect(body).toMatch(/<option value="subscriber" selected/);
  });
});
