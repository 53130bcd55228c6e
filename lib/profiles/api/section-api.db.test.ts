import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import type { z } from "zod";
import * as draftRoute from "@/app/api/v1/countries/[slug]/sections/[section]/draft/route";
import * as presenceRoute from "@/app/api/v1/countries/[slug]/sections/[section]/presence/route";
import * as previewRoute from "@/app/api/v1/countries/[slug]/sections/[section]/preview/route";
import * as sectionRoute from "@/app/api/v1/countries/[slug]/sections/[section]/route";
import * as sourcesRoute from "@/app/api/v1/countries/[slug]/sources/route";
import * as linksRoute from "@/app/api/v1/links/route";
import * as openApiRoute from "@/app/api/v1/openapi.json/route";
import { db, pool } from "@/db/client";
import { saveFailure, setting } from "@/db/schema/core";
import { revision } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { indexConvention } from "@/lib/legal";
import { checkHealth } from "@/lib/operation";
import { flushSaveFailures } from "@/lib/operation/health/save-failures";
import { listHistory } from "@/lib/pages";
import { acceptRevision, findDraft, findPendingEdit } from "@/lib/profiles";
import { listChanges } from "@/lib/profiles/reading";
import { indexStandingPages } from "@/lib/standing-pages";
import { SYSTEM, transact } from "@/lib/transact";
import { runInRequest } from "@/lib/web/request-context";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { prose, records, save, source, textsOf } from "@/tests/support/sections";
import { historyOf } from "../model";
import * as answers from "./model";

useDatabase();
process.env.RATE_LIMITS = "off";

let ana: Actor;
let ben: Actor;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  [ana, ben] = [await makeActor("trusted"), await makeActor("trusted")];
});

type Handler = (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response>;
const PLACE = { slug: "senegal", section: "legislation" };

/** Calls a route like the front door. */
async function ask(
  handler: Handler,
  given: {
    actor?: Actor | null;
    method?: string;
    body?: unknown;
    place?: Record<string, string>;
    query?: string;
    headers?: Record<string, string>;
  } = {},
) {
  const { actor = null, body, place = PLACE, method = body === undefined ? "GET" : "PUT" } = given;
  const request = new Request(`http://localhost:3000/api/v1/x${given.query ?? ""}`, {
    method,
    headers: { ...(body === undefined ? {} : { "content-type": "application/json" }), ...given.headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const origin = { via: "web", ip: "192.0.2.7", device: null } as const;
  const response = await runInRequest(
    { pathname: "/api/v1/x", search: "", origin, actor: Promise.resolve(actor) },
    () => handler(request, { params: Promise.resolve(place) }),
  );
  const text = await response.text();
  return { response, status: response.status, json: text === "" ? null : JSON.parse(text) };
}

const put = (actor: Actor | null, body: Record<string, unknown>, place = PLACE) =>
  ask(sectionRoute.PUT as Handler, {
    actor,
    place,
    body: { base: null, clientToken: randomUUID(), summary: "A test's edit", ...body },
  });

/** Checks that a response matches its schema in the API description. */
function fits(schema: z.ZodType, value: unknown): void {
  expect(schema.safeParse(value).error?.issues ?? []).toEqual([]);
}

describe("GET of a section", () => {
  it("gives anyone the text with its revision as tag, and 304 if it is unchanged", async () => {
    const empty = await ask(sectionRoute.GET as Handler);
    expect(empty).toMatchObject({ status: 200, json: { revision: null, family: "prose" } });
    fits(answers.SectionAnswer, empty.json);
    const saved = await save(ana, { content: prose({ aaaaaa: "One." }) });
    const found = await ask(sectionRoute.GET as Handler);
    fits(answers.SectionAnswer, found.json);
    expect(found.json).toMatchObject({
      slug: "senegal",
      revision: { id: saved.revisionId, number: 1, summary: "A test's edit" },
    });
    const etag = found.response.headers.get("etag") ?? "";
    expect(etag).toBe(`"${saved.revisionId}"`);
    const again = await ask(sectionRoute.GET as Handler, { headers: { "if-none-match": `"x", W/${etag}` } });
    expect(again).toMatchObject({ status: 304, json: null });
    await save(ana, { base: 1, content: prose({ aaaaaa: "Two." }) });
    expect((await ask(sectionRoute.GET as Handler, { headers: { "if-none-match": etag } })).status).toBe(200);
  });

  it("is 404 for an unknown profile and for an unknown section", async () => {
    const place = { slug: "atlantis", section: "legislation" };
    expect((await ask(sectionRoute.GET as Handler, { place })).status).toBe(404);
    const wrong = { slug: "senegal", section: "weather" };
    const refused = await ask(sectionRoute.GET as Handler, { place: wrong });
    expect(refused).toMatchObject({
      status: 404,
      json: { code: "not_found" },
    });
    fits(answers.ProblemAnswer, refused.json);
  });
});

describe("PUT of a section", () => {
  it("saves: 200 with the revision", async () => {
    const done = await put(ana, {
      content: prose({ aaaaaa: "Says the gazette. [gazette]" }),
      newSources: [source("gazette")],
    });
    expect(done).toMatchObject({
      status: 200,
      json: { state: "published", number: 2, merged: false, sources: { number: 1 } },
    });
    fits(answers.SavedAnswer, done.json);
  });

  it("by a token awaits review, whoever owns it, and is marked as such wherever it is listed", async () => {
    const owner = await makeActor("trusted", "moderator");
    const token: Actor = { ...owner, sessionId: null, confirmedAt: null, scopes: ["profiles:write"] };
    const done = await put(token, { content: prose({ aaaaaa: "Said a program." }) });
    expect(done).toMatchObject({ status: 202, json: { state: "pending", number: 1 } });
    const waiting = await findPendingEdit(ana, "senegal", 1);
    expect(waiting).toMatchObject({ byToken: true });
    await put(token, { accepts: 1, base: 1, content: prose({ aaaaaa: "Said a program." }) });
    expect(await db().$count(revision, eq(revision.state, "published"))).toBe(0);
    // When the text is merged with another edit, the merge keeps the mark as well.
    await save(ana, { content: prose({ bbbbbb: "Said Ana." }) });
    await transact(by(ana), (ctx) => acceptRevision(ctx, { slug: "senegal", number: 1 }));
    const { rows } = await listHistory(historyOf("senegal"), {});
    expect(rows.map(({ number, byToken }) => [number, byToken])).toEqual([
      [3, true],
      [2, false],
      [1, true],
    ]);
    const changes = await listChanges({ tag: "token" });
    expect(changes.rows.map(({ number }) => number)).toEqual([3, 1]);
    const read = await ask(sectionRoute.GET as Handler);
    expect(read.json.revision).toMatchObject({ number: 3, byToken: true });
    fits(answers.SectionAnswer, read.json);
  });

  it("refuses a token without the scope, and actions that need a session", async () => {
    const token: Actor = { ...(await makeActor("administrator")), sessionId: null, scopes: [] };
    const refused = await put(token, { content: prose({ aaaaaa: "Said a program." }) });
    expect(refused).toMatchObject({ status: 403, json: { reason: "token_scope" } });
    for (const door of [draftRoute.GET, presenceRoute.GET]) {
      const actor = { ...token, scopes: ["profiles:write"] };
      expect(await ask(door as Handler, { actor })).toMatchObject({
        status: 403,
        json: { reason: "session_only" },
      });
    }
  });

  it("answers a collision with 409 and all three texts, and keeps the member's as a draft", async () => {
    await save(ben, { content: prose({ aaaaaa: "Alpha one." }) });
    await save(ben, { base: 1, content: prose({ aaaaaa: "Alpha two." }) });
    const refused = await put(ana, { base: 1, content: prose({ aaaaaa: "Alpha three." }) });
    expect(refused).toMatchObject({ status: 409, json: { code: "conflict", reason: "edit_conflict" } });
    fits(answers.ConflictAnswer, refused.json);
    const { base, theirs, mine, currentNumber } = refused.json.conflict;
    expect([base, theirs, mine].map((content) => textsOf(content).aaaaaa)).toEqual([
      "Alpha one.",
      "Alpha two.",
      "Alpha three.",
    ]);
    expect(currentNumber).toBe(2);
    const draft = await findDraft(ana, "senegal", "legislation");
    expect(textsOf(draft?.content)).toEqual({ aaaaaa: "Alpha three." });
    const resolved = await put(ana, {
      base: 1,
      content: prose({ aaaaaa: "Alpha three." }),
      choices: { aaaaaa: { take: "both" } },
      seen: 2,
    });
    expect(resolved).toMatchObject({ status: 200, json: { merged: true } });
    expect(await findDraft(ana, "senegal", "legislation")).toBeNull();
  });

  it("is closed to visitors, and to tokens without the scope", async () => {
    const content = prose({ aaaaaa: "One." });
    expect(await put(null, { content })).toMatchObject({ status: 401, json: { code: "unauthenticated" } });
    expect((await put({ ...ana, scopes: ["profiles:read"] }, { content })).status).toBe(403);
    expect((await put({ ...ana, scopes: ["profiles:write"] }, { content })).status).toBe(202);
  });

  it("says which field is wrong", async () => {
    const content = prose({ aaaaaa: "One." });
    const cases: [Record<string, unknown>, string[]][] = [
      [{ content, summary: "ab" }, ["summary"]],
      [{ content, summary: "x".repeat(201) }, ["summary"]],
      [{ content, clientToken: "short" }, ["clientToken"]],
      [{ content, base: -1 }, ["base"]],
      [{ content: null }, ["content"]],
      [{ content, base: 7 }, ["base"]],
    ];
    for (const [body, fields] of cases) {
      const refused = await put(ana, body);
      expect([refused.status, Object.keys(refused.json.fields)]).toEqual([400, fields]);
      fits(answers.ProblemAnswer, refused.json);
    }
    expect(await db().$count(revision)).toBe(0);
  });

  it("reports the place of invalid content, and saves none of it", async () => {
    const evil = { schemaVersion: 1, doc: { type: "doc", content: [{ type: "script", content: [] }] } };
    const refused = await put(ana, { content: evil });
    expect(refused).toMatchObject({ status: 400, json: { reason: "content", problems: [{ rule: "node" }] } });
    fits(answers.ProblemAnswer, refused.json);
    const law = { id: "law-one", title: "", sourceState: "none_found", confidence: "unverified" };
    const place = { slug: "senegal", section: "laws" };
    const untitled = await put(ana, { content: records(law) }, place);
    expect(untitled.json.problems).toMatchObject([{ field: "title", rule: "required" }]);
  });

  it.each([
    ["no JSON", "{"],
    ["a list", "[]"],
    ["nothing", "null"],
    ["a text", '"text"'],
    ["an empty object", "{}"],
    [
      "NUL in a text",
      JSON.stringify({
        base: null,
        clientToken: "abcdefgh",
        sequence: 1,
        summary: "a\u0000b\u0000c\u0000d",
        content: { "a\u0000": "\u0000" },
      }),
    ],
    ["a deep tree", `{"content":${'{"a":'.repeat(200)}1${"}".repeat(200)}}`],
    ["a long list", JSON.stringify({ newSources: Array.from({ length: 201 }, () => ({})) })],
    ["__proto__", '{"__proto__":{"base":1},"content":{"__proto__":{}}}'],
    [
      "half a pair",
      '{"base":null,"clientToken":"abcdefgh","summary":"\\ud800 abc","content":{"schemaVersion":1,"doc":{"type":"doc","content":[]}}}',
    ],
  ])("answers %s with no fault of ours", async (_, body) => {
    for (const handler of [sectionRoute.PUT, draftRoute.PUT, previewRoute.POST] as Handler[]) {
      const answer = await ask(handler, { actor: ana, body });
      expect(answer.status).toBeLessThan(500);
    }
  });
});

describe("the editor's endpoints", () => {
  it("keep, give back and discard a draft", async () => {
    const body = { base: null, content: prose({ aaaaaa: "On." }), summary: "Why", sequence: 1 };
    const kept = await ask(draftRoute.PUT as Handler, { actor: ana, body });
    expect(kept).toMatchObject({ status: 200, json: { sequence: 1 } });
    fits(answers.DraftSavedAnswer, kept.json);
    const older = await ask(draftRoute.PUT as Handler, {
      actor: ana,
      body: { ...body, content: prose({ aaaaaa: "Off." }) },
    });
    expect(older).toMatchObject({
      status: 409,
      json: { reason: "draft_sequence", conflict: { sequence: 1 } },
    });
    const found = await ask(draftRoute.GET as Handler, { actor: ana });
    fits(answers.DraftAnswer, found.json);
    expect(found.json.draft).toMatchObject({ summary: "Why", behind: 0 });
    const gone = await ask(draftRoute.DELETE as Handler, { actor: ana, method: "DELETE" });
    fits(answers.DraftDiscardedAnswer, gone.json);
    expect((await ask(draftRoute.GET as Handler, { actor: ana })).json).toEqual({ draft: null });
    expect((await ask(draftRoute.GET as Handler)).status).toBe(401);
  });

  it("say who else is there", async () => {
    await ask(presenceRoute.POST as Handler, { actor: ben, method: "POST", body: {} });
    const beat = await ask(presenceRoute.POST as Handler, { actor: ana, method: "POST", body: {} });
    fits(answers.PresenceAnswer, beat.json);
    expect(beat.json.others).toMatchObject([{ handle: ben.handle }]);
    const asked = await ask(presenceRoute.GET as Handler, { actor: ben });
    expect(asked.json.others).toMatchObject([{ handle: ana.handle }]);
    const left = await ask(presenceRoute.DELETE as Handler, { actor: ana, method: "DELETE" });
    fits(answers.PresenceLeftAnswer, left.json);
    expect((await ask(presenceRoute.GET as Handler, { actor: ben })).json.others).toEqual([]);
    expect((await ask(presenceRoute.GET as Handler)).status).toBe(401);
  });

  it("preview the own difference", async () => {
    await save(ben, { content: prose({ aaaaaa: "One." }) });
    const body = { content: prose({ aaaaaa: "One.", bbbbbb: "Two." }) };
    const seen = await ask(previewRoute.POST as Handler, { actor: ana, method: "POST", body });
    expect(seen.status).toBe(200);
    fits(answers.PreviewAnswer, seen.json);
    expect(seen.json.diff.blocks).toMatchObject([{ state: "same" }, { state: "added" }]);
  });

  it("offer sources of other profiles by title or address, each once", async () => {
    for (const [slug, iso2] of [
      ["ghana", "GH"],
      ["kenya", "KE"],
    ] as const)
      await makeProfile({ slug, iso2 });
    const url = "https://www.coe.int/octopus";
    const report = { ...source("report", "Octopus report 100%"), url };
    await save(ana, { section: "sources", content: records(source("own", "Octopus report of Senegal")) });
    for (const slug of ["ghana", "kenya"])
      await save(ana, {
        slug,
        section: "sources",
        content: records(report, source("long", "The longer report of the Octopus project")),
      });
    const others = async (q: string, slug = "senegal") => {
      const query = `?of=others&q=${encodeURIComponent(q)}`;
      const { json } = await ask(sourcesRoute.GET as Handler, { place: { slug }, query });
      fits(answers.SourcesAnswer, json);
      return json.sources.map((one: { id: string; profile: { slug: string } }) => [one.id, one.profile.slug]);
    };
    expect(await others("report octopus")).toEqual([
      ["report", "ghana"],
      ["long", "ghana"],
    ]);
    expect(await others("100%")).toEqual([["report", "ghana"]]);
    // The characters of a pattern stand for themselves.
    expect(await others("%%%")).toEqual([]);
    expect(await others("re")).toEqual([]);
    expect(await others(url)).toEqual([["report", "ghana"]]);
    expect(await others(url, "ghana")).toEqual([["report", "kenya"]]);
    expect(await others("octopus report senegal", "ghana")).toEqual([["own", "senegal"]]);
  });

  it("look up sources and places to link to", async () => {
    await save(ana, { section: "sources", content: records(source("gazette", "Journal officiel")) });
    const found = await ask(sourcesRoute.GET as Handler, { place: { slug: "senegal" }, query: "?q=journal" });
    fits(answers.SourcesAnswer, found.json);
    expect(found.json.sources).toMatchObject([{ id: "gazette", title: "Journal officiel" }]);
    const links = await ask(linksRoute.GET as Handler, { place: {}, query: "?q=sen&lang=fr" });
    fits(answers.LinksAnswer, links.json);
    expect(links.json.links).toMatchObject([{ href: "/countries/senegal" }, { section: "sources" }]);
    await transact(SYSTEM, async (ctx) => {
      ctx.asSystem("a test");
      ctx.skipAudit("a test");
      await indexConvention(ctx.tx);
      await indexStandingPages(ctx.tx);
    });
    const named = async (q: string, lang: string) => {
      const { json } = await ask(linksRoute.GET as Handler, { place: {}, query: `?q=${q}&lang=${lang}` });
      fits(answers.LinksAnswer, json);
      return json.links.map(({ href, kind }: { href: string; kind?: string }) => [href, kind]);
    };
    expect(await named("production+order", "en")).toContainEqual(["/convention/185/18", "Article"]);
    expect(await named("conservation+rapide", "fr")).toContainEqual(["/convention/185/16", "Article"]);
    expect(await named("editing", "en")).toContainEqual(["/help/editing", "Page"]);
    const at = async (address: string, lang = "fr") => {
      const query = `?q=${encodeURIComponent(address)}&lang=${lang}`;
      const { json } = await ask(linksRoute.GET as Handler, { place: {}, query });
      fits(answers.LinksAnswer, json);
      return json.links.map(({ href, label }: { href: string; label: string }) => [href, label]);
    };
    expect(await at("/countries/senegal")).toEqual([["/countries/senegal", "senegal"]]);
    expect(await at("/fr/countries/senegal#sources")).toEqual([
      ["/countries/senegal#sources", "senegal – Sources et liens"],
    ]);
    for (const nowhere of ["/countries/nowhere", "/blog/nothing", "//evil.example/countries/senegal"])
      expect(await at(nowhere), nowhere).toEqual([]);
    const long = await ask(linksRoute.GET as Handler, { place: {}, query: `?q=${"x".repeat(201)}` });
    expect(long.status).toBe(400);
  });
});

describe("the description of the API", () => {
  it("names every operation, and refers only to existing schemas", async () => {
    const { json } = await ask(openApiRoute.GET as Handler, { place: {} });
    expect(json.openapi).toBe("3.1.0");
    const served = Object.entries(
      import.meta.glob<object>("../../../app/api/v1/**/route.ts", { eager: true }),
    );
    const methods = served.flatMap(([path, route]) => {
      const place = path.replace("../../../app", "").replace("/route.ts", "");
      return Object.keys(route).map((one) => `${one} ${place.replaceAll("[", "{").replaceAll("]", "}")}`);
    });
    const told = Object.entries(json.paths as Record<string, Record<string, { responses: object }>>);
    const described = told.flatMap(([path, of]) =>
      Object.keys(of).map((one) => `${one.toUpperCase()} ${path}`),
    );
    expect(described.filter((one) => one.includes(" /api/v1/")).sort()).toEqual(methods.sort());
    for (const [path, of] of told)
      for (const { responses } of Object.values(of)) {
        if (path.startsWith("/api/v1/")) expect(Object.keys(responses)).toContain("429");
        for (const [status, answer] of Object.entries(responses))
          if (Number(status) >= 400 && "content" in answer)
            expect(Object.keys(answer.content)).toEqual(["application/problem+json"]);
      }
    const put = json.paths["/api/v1/countries/{slug}/sections/{section}"].put;
    expect(put.parameters.map((one: { name: string }) => one.name)).toEqual([
      "slug",
      "section",
      "lang",
      "Idempotency-Key",
    ]);
    const body = put.requestBody.content["application/json"].schema;
    expect(body.required).toEqual(["base", "clientToken", "summary", "content"]);
    expect(body.properties.summary).toMatchObject({ minLength: 3, maxLength: 200 });
    const text = JSON.stringify(json);
    const names = [...text.matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
      (match) => match[1] ?? "",
    );
    expect(names.filter((name) => !(name in json.components.schemas))).toEqual([]);
    expect(text).not.toMatch(/__shared|Input\d|\$defs/);
  });
});

describe("a save that cannot go through now", () => {
  it("waits for a lock no longer than it may, answers 503, and is saved when it is sent again", async () => {
    await put(ana, { content: prose({ aaaaaa: "One." }) });
    const clientToken = randomUUID();
    const body = { base: 1, clientToken, content: prose({ aaaaaa: "Two." }) };
    const holder = await pool().connect();
    try {
      await holder.query("begin");
      await holder.query("select id from section where key = 'legislation' for update");
      const { response, json } = await put(ben, body);
      expect(response.status).toBe(503);
      expect(json).toMatchObject({ code: "unavailable", reason: "busy" });
      expect(response.headers.get("retry-after")).toBe("2");
    } finally {
      await holder.query("rollback");
      holder.release();
    }
    expect(await put(ben, body)).toMatchObject({ status: 200, json: { number: 2 } });
  });

  it("gives the site's notice in read-only mode, and when to retry", async () => {
    const value = { isOn: true, banner: "Back at noon." };
    await db().insert(setting).values({ key: "read-only", value, updatedAt: new Date() });
    const { response, json } = await put(ana, { content: prose({ aaaaaa: "One." }) });
    expect(response.status).toBe(503);
    expect(json).toMatchObject({ reason: "read_only", banner: "Back at noon." });
    expect(response.headers.get("retry-after")).toBe("30");
  });
});

describe("a save that does not go through", () => {
  it("is counted by its cause, a signed-out one too, and nothing of who it was", async () => {
    // Records left over by earlier tests.
    await flushSaveFailures();
    await db().delete(saveFailure);
    await save(ben, { content: prose({ aaaaaa: "Alpha one." }) });
    await save(ben, { base: 1, content: prose({ aaaaaa: "Alpha two." }) });
    await put(ana, { base: 1, content: prose({ aaaaaa: "Alpha three." }) });
    await put(ana, { content: "nothing" });
    await put(null, { content: prose({ aaaaaa: "Alpha." }) });
    await flushSaveFailures();
    const { causes } = (await checkHealth()).saves;
    expect(Object.fromEntries(causes.map(({ cause, lastHour }) => [cause, lastHour]))).toEqual({
      conflict: 1,
      invalid: 1,
      refused: 1,
    });
  });
});
