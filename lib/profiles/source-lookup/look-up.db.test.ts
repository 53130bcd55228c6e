import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as edit from "@/app/[locale]/countries/[slug]/edit/[section]/route";
import * as lookup from "@/app/api/source-lookup/[slug]/[section]/route";
import type { Actor } from "@/lib/core/actor";
import { protectSection } from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { runInRequest } from "@/lib/web/request-context";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { law, source } from "@/tests/support/sections";

useDatabase();

let server: Server;
let url = "";
const visits: string[] = [];
const ask = asker([[/^\/countries\/(?<slug>[^/]+)\/edit\/(?<section>[^/]+)$/, edit as Route]]);

beforeAll(async () => {
  server = createServer((request, response) => {
    visits.push(`${request.headers["user-agent"]} ${request.headers.cookie ?? "no cookie"} ${request.url}`);
    response
      .writeHead(200, { "content-type": "text/html" })
      .end('<html lang="fr"><title>Loi &lt;b&gt;</title><meta name="dc.date" content="2008-01-25"></html>');
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/law`;
});
afterAll(() => {
  server.close();
});

beforeEach(async () => {
  setEnvironment({ SOURCE_LOOKUP: "local" });
  visits.splice(0);
  await makeProfile({ slug: "senegal", iso2: "SN" });
});

async function post(actor: Actor | null, body: object, place = { slug: "senegal", section: "laws" }) {
  const request = new Request("http://localhost:3000/api/source-lookup/senegal/laws", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const origin = { via: "web", ip: "192.0.2.7", device: null } as const;
  const answer = await runInRequest(
    { pathname: "/x", search: "", origin, actor: Promise.resolve(actor) },
    () => lookup.POST(request, { params: Promise.resolve(place) }),
  );
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

const page = { title: "Loi <b>", publisher: null, published: "2008-01-25", lang: "fr", canonical: null };

describe("the look-up of a source", () => {
  it("answers members who can edit the section, and sends nothing about them", async () => {
    const { status, body } = await post(await makeActor(), { url });
    expect([status, body]).toEqual([200, { found: page, failure: null }]);
    expect(visits).toEqual([
      expect.stringMatching(/^OctopusLinkCheck\/1\.0 \(\+http:\/\/localhost:\d+\) no cookie \/robots\.txt$/),
      expect.stringMatching(/ no cookie \/law$/),
    ]);
  });

  it("requests nothing for anyone else", async () => {
    const moderator = await makeActor("moderator");
    await transact(by(moderator), (ctx) =>
      protectSection(ctx, {
        slug: "senegal",
        section: "laws",
        level: "trusted",
        until: null,
        reason: "Dispute",
      }),
    );
    expect((await post(null, { url })).status).toBe(401);
    expect((await post(await makeActor(), { url })).status).toBe(403);
    expect((await post(moderator, { url }, { slug: "atlantis", section: "laws" })).status).toBe(404);
    expect((await post(moderator, { url: "x".repeat(2_001) })).status).toBe(400);
    expect(visits).toEqual([]);
  });

  it("reads public addresses only, unless the site itself is at a loopback address for tests", async () => {
    setEnvironment({ SOURCE_LOOKUP: "on" });
    expect((await post(await makeActor(), { url })).body).toEqual({ found: null, failure: "address" });
    expect(visits).toEqual([]);
  });

  it("does not exist if the operator does not allow it", async () => {
    setEnvironment({ SOURCE_LOOKUP: "off" });
    const actor = await makeActor();
    for (const as of [actor, null]) expect((await post(as, { url })).status).toBe(404);
    expect(
      (await ask("/countries/senegal/edit/laws", { as: actor, form: form("lookup:gazette") })).status,
    ).toBe(404);
    const shown = await ask("/countries/senegal/edit/laws", { as: actor, form: form("step:open:act") });
    expect(shown.body).toContain("New source");
    expect(shown.body).not.toContain("lookup:");
    expect(visits).toEqual([]);
  });
});

/** The form of a law that cites a new source, with what was typed for it. */
function form(button: string, typed: Record<string, string> = {}) {
  const state = {
    schemaVersion: 2,
    records: [law("act", { sources: ["gazette"] })],
    sources: [source("gazette", "")],
    open: ["act"],
  };
  return { form: button, base: "", state: JSON.stringify(state), "new:gazette/url": url, ...typed };
}

describe("a form without scripts", () => {
  it("is filled in and drawn again, keeping what was typed", async () => {
    const as = await makeActor();
    const typed = {
      "new:gazette/publisher": "Journal officiel",
      summary: "A source",
      "new:gazette/title": " ",
    };
    const { status, body } = await ask("/countries/senegal/edit/laws", {
      as,
      form: form("lookup:gazette", typed),
    });
    expect(status).toBe(200);
    expect(body).toContain("Filled in from the page: Title, Language, Published. Check them.");
    expect(body).toMatch(/name="new:gazette\/title"[^>]*value="Loi &lt;b&gt;"/);
    expect(body).toMatch(/name="new:gazette\/publisher"[^>]*value="Journal officiel"/);
    expect(body).toMatch(/name="new:gazette\/published"[^>]*value="2008-01-25"/);
    expect(body).toContain(">A source</textarea>");
  });

  it("says why a page could not be read, and never overwrites a field", async () => {
    const as = await makeActor();
    const typed = {
      "new:gazette/title": "Own title",
      "new:gazette/published": "2009",
      "new:gazette/lang": "wo",
    };
    const kept = await ask("/fr/countries/senegal/edit/laws", { as, form: form("lookup:gazette", typed) });
    expect(kept.body).toContain("La page a été lue.");
    expect(kept.body).toMatch(/name="new:gazette\/title"[^>]*value="Own title"/);
    expect(kept.body).toMatch(/name="new:gazette\/published"[^>]*value="2009"/);
    const failed = await ask("/countries/senegal/edit/laws", {
      as,
      form: form("lookup:gazette", { "new:gazette/url": "nowhere" }),
    });
    expect(failed.body).toContain("this is not a public web address");
    expect(failed.body).toMatch(/name="new:gazette\/url"[^>]*value="nowhere"/);
  });
});
