import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { profileAlias } from "@/db/schema/profiles";
import type { Actor } from "@/lib/core/actor";
import { listHistory } from "@/lib/pages";
import { historyOf } from "@/lib/profiles/model";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { makeProfile, makeRevision, makeTreatyStatus } from "@/tests/support/profiles";
import { law, prose, records, save, saveAccepted, source, standing, textsOf } from "@/tests/support/sections";
import * as changesFeed from "../changes/feed.xml/route";
import * as changes from "../changes/route";
import * as home from "../route";
import * as diff from "./[slug]/diff/route";
import * as history from "./[slug]/history/route";
import * as revision from "./[slug]/revisions/[number]/route";
import * as rollback from "./[slug]/rollback/[section]/route";
import * as profile from "./[slug]/route";
import * as directory from "./route";

useDatabase();

const ROUTES = [
  [/^\/$/, home],
  [/^\/countries$/, directory],
  [/^\/countries\/(?<slug>[^/]+)$/, profile],
  [/^\/countries\/(?<slug>[^/]+)\/history$/, history],
  [/^\/countries\/(?<slug>[^/]+)\/diff$/, diff],
  [/^\/countries\/(?<slug>[^/]+)\/revisions\/(?<number>[^/]+)$/, revision],
  [/^\/countries\/(?<slug>[^/]+)\/rollback\/(?<section>[^/]+)$/, rollback],
  [/^\/changes$/, changes],
  [/^\/changes\/feed\.xml$/, changesFeed],
] as const;

const ask = asker(ROUTES);

let member: Actor;

/** Senegal with three revisions: a text, a law, the text again. */
beforeEach(async () => {
  const pageId = await makeProfile({
    slug: "senegal",
    iso2: "SN",
    iso3: "SEN",
    nameEn: "Senegal",
    nameFr: "Sénégal",
  });
  await db().insert(profileAlias).values({ alias: "sen", pageId });
  member = await makeActor("trusted");
  await save(member, { content: prose({ block1: "One.", block2: "Two." }) });
  await save(member, { section: "laws", content: records(law("law-1")) });
  await save(member, {
    base: 1,
    content: prose({ block1: "One, changed.", block2: "Two." }),
    summary: "Changes the first",
  });
});

describe("the list on a day", () => {
  it("is answered with the end of the records where the day is after it, and says so", async () => {
    const [own] = await db().select({ pageId: profileAlias.pageId }).from(profileAlias);
    const consent = { consentOn: "2016-12-16", inForceOn: "2017-04-01", asOf: "2026-01-14" };
    await makeTreatyStatus({ pageId: own?.pageId as string, treaty: 185, ...consent });
    const textOf = async (day: string) => (await ask(`/countries?asOf=${day}`)).body;
    expect(await textOf("2026-01-15")).toContain(
      "The records end on 14 January 2026. Map and list show that day, not 15 January 2026.",
    );
    expect(await textOf("2026-01-15")).toContain("Senegal: Party<");
    expect(await textOf("2199-01-01")).toContain(
      "1 January 2199 is in the future. The records end on 14 January 2026",
    );
    expect(await textOf("2026-01-14")).toContain("Treaty status at the end of 14 January 2026");
  });
});

describe("the list by level of substantive law", () => {
  it("lists countries by the level computed from their assessments; without any, as not assessed", async () => {
    await makeProfile({ slug: "chile", iso2: "CL", iso3: "CHL", nameEn: "Chile" });
    const listed = async (level: string) =>
      [
        ...(await ask(`/countries?coverage=${level}`)).body.matchAll(
          /<th scope="row"><a href="\/countries\/([a-z-]+)"/g,
        ),
      ]
        .map(([, slug]) => slug)
        .sort();
    expect(await listed("not_assessed")).toEqual(["chile", "senegal"]);
    const found = [2, 3, 4, 5, 6].map((article) => ({
      id: `art-${article}`,
      articles: [`185-${article}`],
      coverage: "full",
      sourceState: "none_found",
      confidence: "likely",
    }));
    await saveAccepted(member, { section: "mappings", content: records(...found) });
    expect(await listed("largely")).toEqual(["senegal"]);
    expect(await listed("not_assessed")).toEqual(["chile"]);
    expect((await ask("/countries?coverage=largely&status=party")).status).toBe(200);
    expect(await listed("marvellous")).toEqual(["chile", "senegal"]);
  });
});

describe("addresses", () => {
  it("lead from codes and other names to the slug, for good, with language, page and parameters", async () => {
    expect(await ask("/countries/SN")).toMatchObject({ status: 308, to: "/countries/senegal" });
    expect(await ask("/fr/countries/sen/history?section=laws")).toMatchObject({
      status: 308,
      to: "/fr/countries/senegal/history?section=laws",
    });
    expect(await ask("/ar/countries/S%C3%A9n%C3%A9gal/revisions/1")).toMatchObject({
      status: 308,
      to: "/ar/countries/senegal/revisions/1",
    });
  });

  it("of nothing are readable pages with status 404", async () => {
    for (const address of [
      "/countries/atlantis",
      "/countries/atlantis/history",
      "/countries/senegal/revisions/99",
      "/countries/senegal/revisions/0",
      "/countries/senegal/revisions/one",
      "/countries/senegal/diff?from=1&to=99",
      "/countries/senegal/diff?from=x&to=2",
      "/countries/senegal/history?section=laws&record=law-9",
    ]) {
      const { status, body } = await ask(address);
      expect(status, address).toBe(404);
      expect(body).toContain("<h1>");
    }
  });

  it("of revisions that wait or were refused do not exist, and leave no trace in lists", async () => {
    const pageId = await makeProfile({ slug: "romania", iso2: "RO" });
    await makeRevision({ pageId, key: "policies", content: prose({ block1: "Seen." }) });
    await makeRevision({
      pageId,
      key: "policies",
      content: prose({ block1: "Hidden." }),
      state: "pending",
      summary: "Secret",
    });
    await makeRevision({
      pageId,
      key: "policies",
      content: prose({ block1: "Hidden." }),
      state: "rejected",
      summary: "Secret",
    });
    for (const address of [
      "/revisions/2",
      "/revisions/3",
      "/diff?from=1&to=2",
      "/diff?from=2&to=3",
      "/diff?to=3",
    ]) {
      expect((await ask(`/countries/romania${address}`)).status, address).toBe(404);
    }
    for (const address of [
      "/countries/romania",
      "/countries/romania/history",
      "/changes",
      "/changes/feed.xml",
      "/",
    ]) {
      expect((await ask(address)).body, address).not.toMatch(/Secret|Hidden/);
    }
  });
});

describe("pages for visitors and members", () => {
  it.each([
    "/",
    "/countries",
    "/countries/senegal",
    "/fr/countries/senegal/history",
    "/countries/senegal/revisions/2",
    "/countries/senegal/diff?from=1&to=3",
    "/changes",
  ])("%s is the same bytes for both, without inline script or style", async (address) => {
    const visitor = await ask(address);
    expect(visitor.status).toBe(200);
    expect((await ask(address, { as: member })).body).toBe(visitor.body);
    expect(visitor.body).not.toMatch(/<script>|<script [^>]*>[^<]| style="/);
    expect(visitor.body.match(/<h1[ >]/g)).toHaveLength(1);
  });

  it("show a permanent revision as it was, whatever was saved later", async () => {
    const { body } = await ask("/countries/senegal/revisions/2");
    expect(body).toContain("One.");
    expect(body).not.toContain("One, changed.");
    expect(body).toContain("You are reading revision 2, not the current text.");
    expect(body).not.toContain("/edit/");
  });

  it("compare all sections, in either order, and with the previous revision", async () => {
    const { body } = await ask("/countries/senegal/diff?from=1&to=3");
    expect(body).toContain('id="change-legislation"');
    expect(body).toContain('id="change-laws"');
    expect(await ask("/fr/countries/senegal/diff?from=3&to=1")).toMatchObject({
      status: 307,
      to: "/fr/countries/senegal/diff?from=1&to=3",
    });
    // The form of the history sends its choices in the order of its rows.
    expect((await ask("/countries/senegal/diff?chosen=1&to=3&from=1")).to).toBe(
      "/countries/senegal/diff?from=1&to=3",
    );
    expect((await ask("/countries/senegal/diff?to=3")).body).toContain("Revision 2 compared with revision 3");
    expect((await ask("/countries/senegal/diff?from=0&to=1")).status).toBe(200);
    expect((await ask("/countries/senegal/diff")).to).toBe("/countries/senegal/history");
  });

  it("show the history of one record", async () => {
    await save(member, {
      section: "laws",
      base: 2,
      content: records(law("law-1", { title: "Renamed" }), law("law-2")),
    });
    const { body } = await ask("/countries/senegal/history?section=laws&record=law-1");
    expect(body.match(/id="revision-\d+"/g)).toEqual(['id="revision-4"', 'id="revision-2"']);
    expect(body).toContain("Renamed");
    expect(body).not.toContain("Law law-2");
  });
});

const UNDO = { form: "undo", summary: "Taken back", seen: "3" };

describe("undo", () => {
  it("makes one revision that reverts one change, however often it is sent", async () => {
    const done = await ask("/fr/countries/senegal/diff?from=2&to=3", { as: member, form: UNDO });
    expect(done).toMatchObject({ status: 303, to: "/fr/countries/senegal/diff?to=4" });
    expect(await ask("/fr/countries/senegal/diff?from=2&to=3", { as: member, form: UNDO })).toMatchObject({
      to: done.to,
    });
    expect(textsOf((await standing()).content)).toEqual({ block1: "One.", block2: "Two." });
    const { rows, total } = await listHistory(historyOf("senegal"), {});
    expect(total).toBe(4);
    expect(rows[0]).toMatchObject({ number: 4, tag: "undo", summary: "Taken back" });
  });

  it("sends a visitor to sign in and back, with the text kept", async () => {
    const { status, to, headers: sent } = await ask("/countries/senegal/diff?from=2&to=3", { form: UNDO });
    expect(status).toBe(303);
    const cookie = sent
      .getSetCookie()
      .map((one) => one.split(";")[0])
      .join("; ");
    const next = new URL(to ?? "", "http://localhost").searchParams.get("next") ?? "";
    expect(next).toMatch(/^\/countries\/senegal\/diff\?from=2&to=3&held=/);
    const { body, headers } = await ask(next, { headers: { cookie } });
    expect(body).toContain('value="Taken back"');
    expect(headers.get("cache-control")).toContain("no-store");
    expect((await listHistory(historyOf("senegal"), {})).total).toBe(3);
  });

  it("does not accept a token: forms treat its bearer as a visitor", async () => {
    const token: Actor = { ...member, sessionId: null, confirmedAt: null, scopes: ["profiles:write"] };
    const undone = await ask("/countries/senegal/diff?from=2&to=3", { as: token, form: UNDO });
    expect(undone).toMatchObject({ status: 303, to: expect.stringContaining("/signin?next=") });
    const form = { form: "revert", summary: "Back to the start", seen: "3" };
    const reverted = await ask("/countries/senegal/revisions/1", { as: token, form });
    expect(reverted).toMatchObject({ status: 303, to: expect.stringContaining("/signin?next=") });
    expect((await listHistory(historyOf("senegal"), {})).total).toBe(3);
  });

  it("needs a summary, and keeps the typed text", async () => {
    const { status, body } = await ask("/countries/senegal/diff?from=2&to=3", {
      as: member,
      form: { ...UNDO, summary: " x " },
    });
    expect(status).toBe(422);
    expect(body).toContain('value=" x "');
    expect(body).toContain('aria-invalid="true"');
  });

  it("changes nothing and says so if later edits changed the same passage", async () => {
    await save(member, { base: 3, content: prose({ block1: "One, changed again.", block2: "Two." }) });
    const { status, body } = await ask("/countries/senegal/diff?from=2&to=3", {
      as: member,
      form: { ...UNDO, seen: "4" },
    });
    expect(status).toBe(409);
    expect(body).toContain('value="Taken back"');
    expect(textsOf((await standing()).content).block1).toBe("One, changed again.");
  });

  it("knows no revision that was never published", async () => {
    const pageId = await makeProfile({ slug: "romania", iso2: "RO" });
    await makeRevision({ pageId, key: "policies", content: prose({ block1: "Hidden." }), state: "pending" });
    const { status } = await ask("/countries/romania/diff?from=0&to=1", { as: member, form: UNDO });
    expect(status).toBe(404);
  });
});

describe("revert", () => {
  it("puts a section back to how it was after a revision", async () => {
    const form = { form: "revert", summary: "Back to the start", seen: "3" };
    expect(await ask("/countries/senegal/revisions/1", { as: member, form })).toMatchObject({
      status: 303,
      to: "/countries/senegal/diff?to=4",
    });
    expect(textsOf((await standing()).content)).toEqual({ block1: "One.", block2: "Two." });
    expect((await listHistory(historyOf("senegal"), {})).rows[0]).toMatchObject({
      tag: "revert",
      section: "legislation",
    });
    expect((await standing("laws")).revision?.number).toBe(2);
  });

  it("is only offered if the section differs today", async () => {
    expect((await ask("/countries/senegal/revisions/1")).body).toContain("Revert to this revision</button>");
    expect((await ask("/countries/senegal/revisions/2")).body).not.toContain("Revert to this revision");
    expect((await ask("/countries/senegal/revisions/3")).body).not.toContain("Revert to this revision");
  });
});

describe("rollback", () => {
  const ADDRESS = "/countries/senegal/rollback/legislation";
  let ben: Actor;
  let trusted: Actor;

  beforeEach(async () => {
    ben = await makeActor("trusted");
    trusted = await makeActor("trusted");
    for (const [base, text] of [
      [3, "Bad."],
      [4, "Worse."],
    ] as const)
      await save(ben, { base, content: prose({ block1: text, block2: "Two." }), summary: text });
  });

  const fieldsOf = (body: string) =>
    Object.fromEntries(
      [...body.matchAll(/<input type="hidden" name="(\w+|form)" value="([^"]*)"/g)].map((match) => [
        match[1] ?? "",
        match[2] ?? "",
      ]),
    );

  it("must be confirmed first: shows whose revisions are undone, how many, and which becomes current", async () => {
    const { status, body } = await ask(ADDRESS, { as: trusted });
    expect(status).toBe(200);
    expect(body).toContain("2 revisions will be undone");
    const text = body.replaceAll(/<[^>]+>/g, "");
    expect(text).toMatch(new RegExp(`Undone: ${ben.displayName}, revisions 4 to 5`));
    expect(text).toMatch(new RegExp(`Restored: ${member.displayName}, revision 3`));
    expect(body).toContain("Worse.");
    expect((await listHistory(historyOf("senegal"), {})).total).toBe(5);
  });

  it("names a source that was removed since by its title, never by its id", async () => {
    const cited = { block1: "Cited. [gazette-1]", block2: "Two." };
    const newSources = [source("gazette-1", "The official gazette")];
    const first = await save(trusted, { base: 5, content: prose(cited), newSources });
    const base = first.number;
    await save(ben, { base, content: prose({ block1: "Uncited.", block2: "Two." }) });
    await save(ben, { section: "sources", base: first.sources?.number ?? null, content: records() });
    for (const [language, name] of [
      ["", "Removed source: The official gazette"],
      ["/fr", "Source supprimée\u00a0: The official gazette"],
    ]) {
      const { body } = await ask(`${language}${ADDRESS}`, { as: trusted });
      expect(body).toContain(name);
      expect(body).not.toContain("gazette-1");
    }
  });

  it("makes one tagged revision, however often it is sent, which names both and can be undone", async () => {
    const { body } = await ask(`/fr${ADDRESS}`, { as: trusted });
    const form = { ...fieldsOf(body), form: "roll-back", summary: "No source" };
    const done = await ask(`/fr${ADDRESS}`, { as: trusted, form });
    expect(done).toMatchObject({ status: 303, to: "/fr/countries/senegal/diff?to=6" });
    expect((await ask(`/fr${ADDRESS}`, { as: trusted, form })).to).toBe(done.to);
    expect(textsOf((await standing()).content).block1).toBe("One, changed.");
    const { rows, total } = await listHistory(historyOf("senegal"), {});
    expect(total).toBe(6);
    expect(rows[0]).toMatchObject({
      tag: "rollback",
      isStanding: true,
      takenBack: {
        source: { number: 3, author: { handle: member.handle } },
        run: { first: 4, last: 5, author: { handle: ben.handle } },
      },
    });
    const history = (await ask("/countries/senegal/history")).body.replaceAll(/<[^>]+>/g, "");
    expect(history).toContain(
      `undoes revisions 4 to 5 (${ben.displayName}) restores revision 3 (${member.displayName})`,
    );
    const undo = { form: "undo", summary: "It had a source", seen: "6" };
    expect((await ask("/countries/senegal/diff?to=6", { as: ben, form: undo })).to).toBe(
      "/countries/senegal/diff?to=7",
    );
    expect(textsOf((await standing()).content).block1).toBe("Worse.");
  });

  it("is refused if the section changed meanwhile, and shows the new preview", async () => {
    const { body } = await ask(ADDRESS, { as: trusted });
    await save(ben, { base: 5, content: prose({ block1: "Worst.", block2: "Two." }), summary: "Once more" });
    const form = { ...fieldsOf(body), form: "roll-back", summary: "No source" };
    const late = await ask(ADDRESS, { as: trusted, form });
    expect(late.status).toBe(409);
    expect(late.body).toContain("3 revisions will be undone");
    expect(fieldsOf(late.body).last).toBe("6");
    expect(textsOf((await standing()).content).block1).toBe("Worst.");
  });

  it("is for trusted members, moderators and the country's own focal points", async () => {
    expect(await ask(ADDRESS)).toMatchObject({ status: 303, to: expect.stringContaining("/signin?next=") });
    const member: Actor = { ...ben, roles: ["member"] };
    expect((await ask(ADDRESS, { as: member })).status).toBe(403);
    const focal: Actor = { ...ben, roles: ["member", "focal-point"], focalCountries: ["SN"] };
    expect((await ask(ADDRESS, { as: focal })).status).toBe(200);
    expect((await ask(ADDRESS, { as: { ...focal, focalCountries: ["RO"] } })).status).toBe(403);
    const asleep: Actor = { ...member, dormantRoles: ["moderator"] };
    expect((await ask(ADDRESS, { as: asleep })).to).toBe("/me/security?needs=two-factor");
  });

  it("is offered in a section's history if there is an earlier author, hidden until the reader is known", async () => {
    expect((await ask("/countries/senegal/history?section=legislation")).body).toMatch(
      /href="\/countries\/senegal\/rollback\/legislation" hidden="" data-roll-back="SN"/,
    );
    expect((await ask("/countries/senegal/history?section=laws")).body).not.toContain("/rollback/");
    expect((await ask("/countries/senegal/history")).body).not.toContain("/rollback/");
    const { body } = await ask("/countries/senegal/rollback/laws", { as: trusted });
    expect(body).toContain("There is nothing to roll back");
    expect((await ask("/countries/atlantis/rollback/laws", { as: trusted })).status).toBe(404);
    expect((await ask("/countries/senegal/rollback/elsewhere", { as: trusted })).status).toBe(404);
  });
});
