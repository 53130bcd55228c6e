import { randomBytes } from "node:crypto";
import { request as httpRequest, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { db } from "@/db/client";
import { session } from "@/db/schema/sign-in";
import { warnMember } from "@/lib/conduct";
import { bumpVersions, scope } from "@/lib/core/versions";
import { transact } from "@/lib/transact";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor, makeMember, makeSession } from "@/tests/support/members";
import { LIMITS, spend } from "../limits";
import { document } from "../pages/document";
import { documentStore } from "../pages/document-store";
import { requestContext } from "../request-context";
import { sessionCookies } from "../sign-in/sign-in";
import type { RouteContext } from "../view";
import { createFrontDoor } from "./front-door";

useDatabase();

let drawn = 0;
/** Requests that reached the framework. */
let passed = 0;
let author = "author";
/** Content of a page that is saved while being read. */
let said = 0;
const GET = document({
  params: z.object({ slug: z.string().max(20) }),
  scopes: ({ slug }) => [scope.profile(slug)],
  async render({ slug }) {
    drawn += 1;
    const text = `${slug} drawn ${drawn}, ${slug} says ${said}${slug === "large" ? "x".repeat(24_000_000) : ""}`;
    // As long as a query takes, so that later readers arrive during the drawing.
    await db().execute("select pg_sleep(0.01)");
    return { title: slug, body: <p>{text}</p>, scopes: [scope.member(author)] };
  },
});

const COMPARED = document({
  params: z.object({ slug: z.string().max(20) }),
  limit: "diff",
  scopes: ({ slug }) => [scope.profile(slug)],
  render: async ({ slug }) => ({
    title: slug,
    body: <p>{`${slug} compared ${slug === "large" ? randomBytes(400_000).toString("base64") : ""}`}</p>,
  }),
});

/** In place of the framework: the route under test, and an echo for everything else. */
let server: Server;
let seen: { headers: Record<string, unknown>; ip: string | null } | null = null;
let base = "";

beforeAll(async () => {
  server = createFrontDoor(async (req, res) => {
    seen = { headers: { ...req.headers }, ip: requestContext()?.origin.ip ?? null };
    passed += 1;
    const [, place, slug] = /^\/(countries|compared)\/(\w+)$/.exec(req.url?.split("?")[0] ?? "") ?? [];
    if (!slug || req.method !== "GET") {
      res.writeHead(200).end("behind");
      return;
    }
    const request = new Request(`http://localhost${req.url}`, {
      headers: { "accept-encoding": String(req.headers["accept-encoding"] ?? "") },
    });
    const answer = await (place === "compared" ? COMPARED : GET)(request, {
      params: Promise.resolve({ locale: "en", slug }),
    } satisfies RouteContext);
    res.writeHead(answer.status, Object.fromEntries(answer.headers));
    res.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((done) => server.close(done)));

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** A raw request: `fetch` hides and adds headers. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const req = httpRequest(
      base + path,
      { method: options.method ?? "GET", headers: options.headers ?? {} },
      (res) => {
        const chunks: Buffer[] = [];
        res.on("data", (chunk: Buffer) => chunks.push(chunk));
        res.on("end", () =>
          resolve({
            status: res.statusCode ?? 0,
            headers: res.headers,
            body: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    req.on("error", reject);
    req.end(options.body);
  });
}

describe("one-click unsubscribe by a mail program", () => {
  const post = (path: string, headers: Record<string, string> = {}) =>
    ask(path, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
      body: "List-Unsubscribe=One-Click",
    });

  it("accepts a post from anywhere without credentials, at this address only", async () => {
    for (const path of ["/unsubscribe?token=x", "/fr/unsubscribe?token=x"]) {
      expect(await post(path)).toMatchObject({ status: 200, body: "behind" });
      expect((await post(path, { origin: "https://mail.example" })).status).toBe(200);
      expect((await post(path, { cookie: "a=b" })).status).toBe(403);
      expect((await post(path, { authorization: "Bearer oct_x" })).status).toBe(200);
    }
    expect((await post("/unsubscribe/x")).status).toBe(403);
    expect((await post("/de/unsubscribe")).status).toBe(403);
    expect((await post("/me")).status).toBe(403);
    expect((await ask("/unsubscribe", { method: "DELETE" })).status).toBe(403);
  });
});

describe("identity at the front door", () => {
  const cookiesOf = (answer: Answer) =>
    [answer.headers["set-cookie"] ?? []].flat().map((one) => one.split(";")[0]);
  const asked = (cookie: string, path = "/api/me") => ask(path, { headers: { cookie } });
  async function signedIn() {
    const { id } = await makeMember({ handle: "reader" });
    const sessionId = await makeSession(id);
    const set = await sessionCookies({
      sessionId,
      deviceToken: "d".repeat(43),
      locale: "en",
      owesCharter: false,
    });
    const pairs = set.map((one) => one.split(";")[0] ?? "").filter((one) => /^octopus(?:-in)?=/.test(one));
    return { sessionId, session: pairs[0] ?? "", both: pairs.join("; ") };
  }

  it("answers a visitor without the framework, and sets nothing", async () => {
    seen = null;
    const answer = await ask("/api/me");
    expect([answer.status, answer.body, answer.headers["set-cookie"]]).toEqual([
      200,
      '{"member":null}',
      undefined,
    ]);
    expect(answer.headers["cache-control"]).toBe("private, no-store");
    expect((await ask("/api/me", { method: "HEAD" })).body).toBe("");
    expect(seen).toBeNull();
  });

  it("answers a member, whose session has a readable companion", async () => {
    const { both } = await signedIn();
    expect(both).toMatch(/^octopus=[^;]+; octopus-in=1$/);
    const answer = await asked(both);
    expect(JSON.parse(answer.body)).toMatchObject({
      member: { handle: "reader", drawnFor: expect.anything() },
    });
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });

  it("counts the notification of a warning for its member, who can do nothing else yet", async () => {
    const { both } = await signedIn();
    const warned = { handle: "reader", warningReason: "Do not name suspects." };
    await transact(by(await makeActor("moderator")), (ctx) => warnMember(ctx, warned));
    const me = JSON.parse((await asked(both)).body);
    expect(me).toMatchObject({ member: { handle: "reader", roles: [] }, unseen: 1 });
    expect(me).not.toHaveProperty("unreadMessages");
  });

  it("removes both cookies from a browser whose session is over", async () => {
    const { both, sessionId } = await signedIn();
    await db().update(session).set({ endedAt: new Date() }).where(eq(session.id, sessionId));
    const answer = await asked(both);
    expect(answer.body).toBe('{"member":null}');
    expect(cookiesOf(answer)).toEqual(["octopus=", "octopus-in="]);
    expect(cookiesOf(await asked("octopus=forged; octopus-in=1"))).toEqual(["octopus=", "octopus-in="]);
  });

  it("adds the companion to a browser with a session only, also for stored pages", async () => {
    const { session: alone, both } = await signedIn();
    await ask("/countries/mine");
    await ask("/countries/mine");
    const kept = await asked(alone, "/countries/mine");
    expect([cookiesOf(kept), kept.headers["cache-control"]]).toEqual([["octopus-in=1"], "private, no-store"]);
    expect(cookiesOf(await asked(alone, "/elsewhere"))).toEqual(["octopus-in=1"]);
    expect(cookiesOf(await asked(both, "/countries/mine"))).toEqual([]);
    expect(cookiesOf(await asked("other=octopus", "/countries/mine"))).toEqual([]);
  });
});

/** Waits until someone waits for a lock. */
async function untilOneWaits(): Promise<void> {
  const isWaiting =
    "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
  while ((await db().execute(isWaiting)).rowCount === 0) await new Promise((soon) => setTimeout(soon, 5));
}

describe("documents at the front door", () => {
  it("are drawn once for known scopes, stored, and redrawn after a change of any scope", async () => {
    drawn = 0;
    await ask("/countries/kept");
    await ask("/countries/kept");
    const third = await ask("/countries/kept");
    expect(drawn).toBe(1);
    expect(third.body).toContain("kept drawn 1");
    await bumpVersions(db(), [scope.member("author")]);
    expect((await ask("/countries/kept")).body).toContain("kept drawn 2");
    await bumpVersions(db(), [scope.profile("kept")]);
    expect((await ask("/countries/kept?utm_source=x")).body).toContain("kept drawn 3");
  });

  it("are drawn once for 64 readers waiting for a stale one", async () => {
    await ask("/countries/many");
    for (let round = 1; round <= 5; round++) {
      await bumpVersions(db(), [scope.profile("many")]);
      [drawn, passed] = [0, 0];
      const answers = await Promise.all(Array.from({ length: 64 }, () => ask("/countries/many")));
      expect([drawn, passed]).toEqual([1, 1]);
      expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    }
  });

  it("are not redrawn for a reader who found one stale that was redrawn meanwhile", async () => {
    const address = "/countries/meanwhile";
    const spelling = { search: new URLSearchParams(), declared: [], name: "" };
    await ask(address);
    await ask(address);
    await bumpVersions(db(), [scope.profile("meanwhile")]);
    await ask(address);
    const fresh = documentStore().find(address, new URLSearchParams());
    if (!fresh) throw new Error("nothing was kept");
    documentStore().put(address, spelling, fresh.scopes, { ...fresh, version: fresh.version - 1 });
    passed = 0;
    let answer: Promise<Answer> | undefined;
    await db().transaction(async (tx) => {
      // Reading the version is blocked.
      await tx.execute("lock table version in access exclusive mode");
      answer = ask(address);
      await untilOneWaits();
      documentStore().put(address, spelling, fresh.scopes, fresh);
    });
    expect((await answer)?.body).toContain("meanwhile drawn");
    expect(passed).toBe(0);
  });

  it("do not make readers wait for one who does not receive what was sent", async () => {
    await ask("/countries/large", { headers: { "accept-encoding": "gzip" } });
    await bumpVersions(db(), [scope.profile("large")]);
    const before = drawn;
    const { port } = server.address() as AddressInfo;
    const slow = connect(port, "127.0.0.1").pause();
    slow.write("GET /countries/large HTTP/1.1\r\nhost: localhost\r\n\r\n");
    // While it is drawn for that reader.
    while (drawn === before) await new Promise((soon) => setImmediate(soon));
    const answer = await ask("/countries/large", { headers: { "accept-encoding": "gzip" } });
    expect([answer.status, drawn]).toEqual([200, before + 1]);
    slow.destroy();
  }, 20_000);

  it("show each reader at least what was saved before they asked, under reads and saves", async () => {
    let saved = 0;
    const wrong: string[] = [];
    const read = async () => {
      const before = saved;
      const { body } = await ask("/countries/counted");
      const seen = Number(/counted says (\d+)/.exec(body)?.[1] ?? -1);
      if (seen < before) wrong.push(`${seen} after ${before}`);
    };
    const write = async () => {
      for (let n = 1; n <= 20; n++) {
        said = n;
        await bumpVersions(db(), [scope.profile("counted")]);
        saved = n;
        await Promise.all([read(), read()]);
      }
    };
    const readers = Array.from({ length: 16 }, async () => {
      for (let n = 0; n < 20; n++) await read();
    });
    await Promise.all([write(), ...readers]);
    expect(wrong).toEqual([]);
  });

  it("forget earlier dependencies, whose versions no longer count", async () => {
    await bumpVersions(db(), [scope.member("first"), scope.member("second")]);
    author = "first";
    await ask("/countries/moved");
    await ask("/countries/moved");
    author = "second";
    await bumpVersions(db(), [scope.profile("moved")]);
    await ask("/countries/moved");
    await ask("/countries/moved");
    author = "none";
    await bumpVersions(db(), [scope.profile("moved")]);
    const before = await ask("/countries/moved");
    // As many changes as the forgotten scope had, with no read in between.
    await bumpVersions(db(), [scope.profile("moved")]);
    const after = await ask("/countries/moved");
    author = "author";
    expect(after.body).not.toBe(before.body);
    expect(after.headers.etag).not.toBe(before.headers.etag);
  });

  it("declare their encoding, whether new or stored", async () => {
    for (const round of [1, 2, 3]) {
      const answer = await ask("/countries/packed", { headers: { "accept-encoding": "gzip" } });
      expect([round, answer.headers["content-encoding"]]).toEqual([round, "gzip"]);
    }
  });

  it("answer 304 to those who have them, and headers only to HEAD", async () => {
    await ask("/countries/tagged");
    await ask("/countries/tagged");
    const full = await ask("/countries/tagged", { headers: { "accept-encoding": "br" } });
    expect(full.headers["content-encoding"]).toBe("br");
    const etag = String(full.headers.etag);
    const again = await ask("/countries/tagged", { headers: { "if-none-match": etag } });
    expect([again.status, again.body]).toEqual([304, ""]);
    const head = await ask("/countries/tagged", { method: "HEAD" });
    expect([head.status, head.body]).toEqual([200, ""]);
    expect(Number(head.headers["content-length"])).toBeGreaterThan(100);
  });

  it("that are expensive are limited when drawn, but not when stored", async () => {
    await ask("/compared/kept");
    for (let spent = 1; spent < LIMITS.diff.points; spent += 1) await spend("diff", { ip: "127.0.0.1" });
    const refused = await ask("/compared/new");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    const kept = await ask("/compared/kept");
    expect([kept.status, kept.body.includes("kept compared")]).toEqual([200, true]);
  });

  it("that are large cost points by size, so that few can occupy the process", async () => {
    await db().execute("delete from rate_limit");
    expect((await ask("/compared/large")).status).toBe(200);
    // More than 400,000 incompressible bytes, at 12,000 per point.
    await expect(spend("diff", { ip: "127.0.0.1" }, LIMITS.diff.points - 33)).rejects.toThrow("rate_limited");
    await db().execute("delete from rate_limit");
    await ask("/compared/small");
    await spend("diff", { ip: "127.0.0.1" }, LIMITS.diff.points - 1);
  });

  it("are answered by the route for a held form, and from the store without one", async () => {
    await ask("/countries/held");
    await ask("/countries/held");
    expect(documentStore().find("/countries/held", new URLSearchParams())).toBeDefined();
    const before = drawn;
    await ask("/countries/held?held=01890a5d-ac96-774b-bcce-b302099a8057");
    expect(drawn).toBe(before);
  });
});

const ALIAS = { origin: "http://127.0.0.1:3000", "sec-fetch-site": "cross-site" };

describe("front door", () => {
  it("sends its headers with every answer", async () => {
    for (const path of ["/countries/headers", "/assets/none", "/elsewhere"]) {
      const { headers } = await ask(path);
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["content-security-policy"]).toContain("script-src 'self'");
      expect(headers["content-security-policy"]).not.toMatch(/script-src[^;]*unsafe/);
      expect(headers["x-powered-by"]).toBeUndefined();
    }
  });

  it.each([
    ["another origin", { origin: "https://evil.example" }, 403],
    ["no origin at all", {}, 403],
    ["the null origin", { origin: "null" }, 403],
    ["a look-alike", { origin: "http://localhost.evil.example:3000" }, 403],
    ["another site by fetch metadata", { "sec-fetch-site": "cross-site" }, 403],
    ["a token beside a cookie", { authorization: "Bearer oct_x", cookie: "octopus=x" }, 403],
    ["the site under its loopback name, another site to browsers", ALIAS, 200],
    ["the site itself", { origin: "http://localhost:3000" }, 200],
    ["the site by its loopback name", { origin: "http://127.0.0.1:3000" }, 200],
    ["the site by fetch metadata", { "sec-fetch-site": "same-origin" }, 200],
    ["a token without a cookie", { authorization: "Bearer oct_x" }, 200],
  ])("answers a write from %s", async (_, headers, status) => {
    const answer = await ask("/join", {
      method: "POST",
      headers: { ...headers, "content-length": "3" } as Record<string, string>,
      body: "a=b",
    });
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.body).toContain("<main");
  });

  it("rejects an origin that contradicts fetch metadata", async () => {
    setEnvironment({ APP_URL: "https://community.example.org" });
    const write = (site: string) =>
      ask("/join", {
        method: "POST",
        headers: {
          origin: "https://community.example.org",
          "sec-fetch-site": site,
          "content-length": "3",
        },
        body: "a=b",
      });
    expect((await write("cross-site")).status).toBe(403);
    expect((await write("same-origin")).status).toBe(200);
    setEnvironment({ APP_URL: undefined });
  });

  it("answers unknown methods with 405 and lists the known ones", async () => {
    for (const method of ["TRACE", "PROPFIND"]) {
      const answer = await ask("/api/health/live", { method });
      expect(answer.status).toBe(405);
      expect(answer.headers.allow).toContain("GET, HEAD");
      expect(answer.headers["content-type"]).toContain("application/problem+json");
      expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    }
  });

  it("sends its headers with invalid HTTP too", async () => {
    const { port } = server.address() as AddressInfo;
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, "127.0.0.1", () => socket.write("no such protocol\r\n\r\n"));
      let text = "";
      socket.on("data", (chunk) => {
        text += String(chunk);
      });
      socket.on("end", () => resolve(text));
      socket.on("error", reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toMatch(/\r\ncontent-security-policy: [^\r]*script-src 'self'/);
    expect(answer).toMatch(/\r\nx-content-type-options: nosniff\r\n/);
    expect(answer).toMatch(/\r\n\r\n$/);
  });

  it("writes nothing on an unused connection, and reports headers that came too slowly", async () => {
    const quick = createFrontDoor(async (_req, res) => void res.end(), {
      headersTimeout: 50,
      connectionsCheckingInterval: 20,
    });
    await new Promise<void>((ready) => quick.listen(0, "127.0.0.1", ready));
    const { port } = quick.address() as AddressInfo;
    const heard = (said: string) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(port, "127.0.0.1", () => socket.write(said));
        let text = "";
        socket.on("data", (chunk) => {
          text += String(chunk);
        });
        socket.on("close", () => resolve(text));
        socket.on("error", reject);
      });
    expect(await heard("")).toBe("");
    expect(await heard("GET / HTTP/1.1\r\nhost: ")).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    await new Promise((closed) => quick.close(closed));
  });

  it("accepts content policy reports from browsers that send no origin", async () => {
    const { headers } = await ask("/elsewhere");
    expect(headers["content-security-policy"]).toContain("report-uri /api/csp-reports; report-to policy");
    expect(headers["reporting-endpoints"]).toBe('policy="/api/csp-reports"');
    const report = (body: string, given: Record<string, string> = {}) =>
      ask("/api/csp-reports", {
        method: "POST",
        headers: { "content-type": "application/reports+json", "content-length": `${body.length}`, ...given },
        body,
      });
    const legacy = JSON.stringify({ "csp-report": { "document-uri": "http://localhost:3000/" } });
    expect(await report(legacy)).toMatchObject({ status: 204, body: "" });
    expect((await report(legacy, { cookie: "a=b", origin: "null" })).status).toBe(204);
    expect((await report("[]")).status).toBe(204);
    for (const wrong of ["", "{}", "[1]", "null", "[".repeat(9_000)])
      expect([wrong.slice(0, 9), (await report(wrong)).status]).toEqual([wrong.slice(0, 9), 400]);
    expect((await report(`"${"x".repeat(17_000)}"`)).status).toBe(413);
    expect(
      (await ask("/api/csp-reports", { method: "PUT", headers: { "content-length": "0" } })).status,
    ).toBe(403);
    for (let spent = 8; spent < LIMITS["policy-report"].points; spent += 1)
      await spend("policy-report", { ip: "127.0.0.1" });
    expect((await report(legacy)).status).toBe(429);
  });

  it("sends no address with a secret as referrer, and keeps the origin of its form", async () => {
    expect((await ask("/reset?token=abc")).headers["referrer-policy"]).toBe("strict-origin");
    expect((await ask("/reset?tokens=abc")).headers["referrer-policy"]).toBe("same-origin");
  });

  it("refuses large requests before reading them", async () => {
    const headers = { origin: "http://localhost:3000", "content-length": String(2 * 1024 * 1024) };
    expect((await ask("/join", { method: "POST", headers, body: "x" })).status).toBe(413);
    expect((await ask(`/countries?q=${"a".repeat(4000)}`)).status).toBe(404);
    expect((await ask("/", { headers: { "x-large": "a".repeat(20_000) } })).status).toBe(431);
  });

  it("removes headers of the framework's internals", async () => {
    await ask("/elsewhere", {
      headers: {
        "x-middleware-subrequest": "a",
        "x-nextjs-data": "1",
        rsc: "1",
        "next-action": "x",
        "x-forwarded-host": "evil.example",
      },
    });
    expect(
      Object.keys(seen?.headers ?? {}).filter((name) =>
        /middleware|nextjs|rsc|next-|forwarded-host/.test(name),
      ),
    ).toEqual([]);
  });

  it("takes the reader's address from a local proxy, last hop only", async () => {
    await ask("/elsewhere", { headers: { "x-forwarded-for": "203.0.113.9, 198.51.100.4" } });
    expect(seen?.ip).toBe("198.51.100.4");
    await ask("/elsewhere", { headers: { "x-forwarded-for": "<script>" } });
    expect(seen?.ip).toBe("127.0.0.1");
  });
});

describe("misspelled address", () => {
  const spoken = (target: string, method = "GET") =>
    new Promise<{ status: number; location: string | undefined }>((resolve, reject) => {
      const { port } = server.address() as AddressInfo;
      const socket = connect(port, "127.0.0.1", () => {
        // Sent raw, because clients escape addresses.
        socket.write(
          `${method} ${target} HTTP/1.1\r\nhost: localhost:3000\r\norigin: http://localhost:3000\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`,
          "latin1",
        );
      });
      let text = "";
      socket.on("data", (chunk) => {
        text += chunk.toString("latin1");
      });
      socket.on("error", reject);
      socket.on("close", () =>
        resolve({
          status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0),
          location: /^location: (.*)\r$/im.exec(text)?.[1],
        }),
      );
    });

  it("is never drawn: readers are redirected to the canonical one, and invalid ones refused", async () => {
    expect((await ask("/countries/spelled")).status).toBe(200);
    const before = drawn;
    for (let n = 0; n < 20; n += 1) {
      const odd = [..."spelled"].map((sign, at) =>
        (n >> at) & 1 ? `%${sign.charCodeAt(0).toString(16)}` : sign,
      );
      const { status, location } = await spoken(`/%63ountries/${odd.join("")}?page=${n}`);
      expect([status, location]).toEqual([308, `/countries/spelled?page=${n}`]);
      expect((await spoken(`/countries/spelled#${n}`)).status).toBe(400);
    }
    for (const target of [
      "/countries/spelled/",
      "//countries/spelled",
      "/x/../countries/./spelled",
      "/en/countries/spelled",
    ])
      expect(await spoken(target)).toEqual({ status: 308, location: "/countries/spelled" });
    for (const target of ["/countries/sp\u00e9lled", "/countries\\spelled", "/countries/spelled?x#y"])
      expect([target, (await spoken(target)).status]).toEqual([target, 400]);
    for (const target of ["/countries/%ff", "/countries/%", "/countries/%00"])
      expect([target, (await spoken(target)).status]).toEqual([target, 404]);
    expect(drawn).toBe(before);
  });

  it("is not redirected for writes, and does not reach routes that compare addresses", async () => {
    for (const target of [
      "/countries/fr%61nce",
      "/%61pi/uploads",
      "/api/%75ploads",
      "/%75nsubscribe",
      "/%63sp-reports",
      "/countries/france/",
    ])
      expect([target, await spoken(target, "POST")]).toEqual([target, { status: 404, location: undefined }]);
    expect(await spoken("/%61pi/me")).toEqual({ status: 308, location: "/api/me" });
    expect(await spoken("/%61ssets/abcdef/site.css")).toEqual({
      status: 308,
      location: "/assets/abcdef/site.css",
    });
  });

  it("never redirects to another site, whatever origin is requested", async () => {
    expect(await spoken("//evil.example/%63ountries")).toEqual({
      status: 308,
      location: "/evil.example/countries",
    });
    expect((await spoken("http://evil.example/countries")).status).toBe(400);
    expect((await spoken("http://evil.example/countries", "POST")).status).toBe(400);
    expect((await spoken("http://localhost:3000/countries/spelled")).status).toBe(200);
    expect(await spoken("http://localhost:3000//evil.example")).toEqual({
      status: 308,
      location: "/evil.example",
    });
  });
});
