import { createHash, randomBytes, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { apiToken } from "@/db/schema/sign-in";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { listDumps } from "@/lib/open-data";
import { makeDump } from "@/lib/open-lists";
import { runInRequest } from "@/lib/web/request-context";
import { useDatabase } from "@/tests/support/database";
import { publishedMaterial } from "@/tests/support/materials";
import { makeActor } from "@/tests/support/members";
import { publishedPost } from "@/tests/support/posts";
import { makeProfile } from "@/tests/support/profiles";
import { law, prose, records, save, source } from "@/tests/support/sections";

useDatabase({ keep: true });
process.env.RATE_LIMITS = "off";

type Method = (request: Request, route: { params: Promise<Record<string, string>> }) => Promise<Response>;
type Json = Record<string, unknown>;
interface Described {
  parameters?: { name: string; in: string; required: boolean; schema: Json }[];
  responses: Record<string, { content?: Record<string, { schema?: Json; example?: unknown }> }>;
}

const routes = Object.entries(import.meta.glob<Record<string, Method>>("./**/route.ts", { eager: true })).map(
  ([path, route]) => {
    const place = `/api/v1${path.slice(1).replace("/route.ts", "")}`.replaceAll(/\[(\w+)\]/g, "{$1}");
    const pattern = place.replaceAll(".", "\\.").replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)");
    return { place, route, pattern: new RegExp(`^${pattern}$`) };
  },
);
routes.sort((a, b) => a.place.split("{").length - b.place.split("{").length);

let document: {
  paths: Record<string, Record<string, Described>>;
  components: { schemas: Record<string, Json> };
};
const readers = new Map<string, z.ZodType>();

/** Reads JSON by a schema of the published document, like a program that has nothing else. */
function readerOf(schema: Json): z.ZodType {
  const key = JSON.stringify(schema);
  const known = readers.get(key);
  if (known) return known;
  const local = (value: unknown): Json =>
    JSON.parse(JSON.stringify(value).replaceAll("#/components/schemas/", "#/$defs/"));
  const made = z.fromJSONSchema({ ...local(schema), $defs: local(document.components.schemas) } as never);
  readers.set(key, made);
  return made;
}

interface Asking {
  method?: string;
  as?: Actor | null;
  bearer?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** The responses by operation: "GET /api/v1/countries" → the statuses. */
const seen = new Map<string, Set<string>>();

/** Sends a request to a route and checks its response against the document: status, type, and body by its schema. */
async function ask(address: string, { method = "GET", as, bearer, body, headers = {} }: Asking = {}) {
  const url = new URL(address, "http://localhost:3000");
  const found = routes.find(({ pattern }) => pattern.test(url.pathname));
  const handler = found?.route[method];
  if (!found || !handler) throw new Error(`no route for ${method} ${address}`);
  const request = new Request(url, {
    method,
    headers: {
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const context = {
    pathname: url.pathname,
    search: url.search,
    origin: { via: "web" as const, ip: "192.0.2.7", device: null },
    ...(as === undefined ? {} : { actor: Promise.resolve(as) }),
  };
  const parts = Object.entries(found.pattern.exec(url.pathname)?.groups ?? {});
  const params = Object.fromEntries(parts.map(([name, part]) => [name, decodeURIComponent(part)]));
  const answer = await runInRequest(context, () => handler(request, { params: Promise.resolve(params) }));
  const name = `${method} ${found.place}`;
  const status = String(answer.status);
  seen.set(name, (seen.get(name) ?? new Set()).add(status));
  const described = document.paths[found.place]?.[method.toLowerCase()]?.responses[status];
  if (!described) throw new Error(`${name} answers ${status}, which is not described`);
  const type = answer.headers.get("content-type")?.split(";")[0] ?? null;
  const bytes = Buffer.from(await answer.arrayBuffer());
  const contents = described.content ?? {};
  const types = Object.keys(contents);
  expect([name, status, type, types.length === 0 || types.includes(type ?? "")]).toEqual([
    name,
    status,
    type,
    true,
  ]);
  const json = type?.endsWith("json") ? JSON.parse(bytes.toString()) : null;
  const schema = contents[type ?? ""]?.schema;
  if (schema)
    expect([name, status, readerOf(schema).safeParse(json).error?.issues ?? []]).toEqual([name, status, []]);
  return { status: answer.status, headers: answer.headers, json };
}

let ana: Actor;

beforeAll(async () => {
  const route = routes.find(({ place }) => place === "/api/v1/openapi.json")?.route;
  const answer = await runInRequest(
    { pathname: "/api/v1/openapi.json", search: "", origin: { via: "web", ip: null, device: null } },
    () =>
      route?.GET?.(new Request("http://localhost:3000/api/v1/openapi.json"), { params: Promise.resolve({}) }),
  );
  document = (await answer?.json()) as typeof document;
  ana = await makeActor("trusted");
  await makeProfile({ slug: "senegal", iso2: "SN", iso3: "SEN" });
  await makeProfile({ slug: "france", iso2: "FR", iso3: "FRA" });
  await save(ana, { content: prose({ aaaaaa: "What the law says." }) });
  await save(ana, { section: "sources", content: records(source("jo2008")) });
  await save(ana, { section: "laws", content: records(law("lawlaw")) });
  await publishedPost(ana, { title: "A post" });
  await publishedMaterial(ana, { title: "A guide" });
  await db().update(member).set({ isListed: true }).where(eq(member.id, ana.id));
  await makeDump();
});

const SECTION = "/api/v1/countries/senegal/sections/safeguards";
const saved = (text: string, given: object = {}) => ({
  base: null,
  summary: "A test's edit",
  clientToken: randomUUID(),
  content: prose({ bbbbbb: text }),
  ...given,
});

/** Creates a personal token of a member in the database. Returns its text. */
async function makeToken(
  memberId: string,
  scopes: string[],
  { revoked = false, expired = false }: { revoked?: boolean; expired?: boolean } = {},
): Promise<string> {
  const text = `oct_${randomBytes(24).toString("base64url")}`;
  const now = Date.now();
  await db()
    .insert(apiToken)
    .values({
      id: newId(),
      memberId,
      name: "A test",
      hint: text.slice(-4),
      scopes,
      createdAt: new Date(now),
      hash: createHash("sha256").update(text).digest("hex"),
      expiresAt: new Date(expired ? now - 1000 : now + 86_400_000),
      revokedAt: revoked ? new Date(now) : null,
    });
  return text;
}

describe("the description of the API", () => {
  it("has valid examples of all its responses and parameters", () => {
    for (const [path, operations] of Object.entries(document.paths))
      for (const [method, { responses, parameters = [] }] of Object.entries(operations)) {
        for (const [status, { content = {} }] of Object.entries(responses))
          for (const [type, { schema, example }] of Object.entries(content)) {
            if (!schema || Number(status) >= 400 || path.includes("export.json")) continue;
            const place = `${method} ${path} ${status} ${type}`;
            expect([place, example === undefined]).toEqual([place, false]);
            expect([place, readerOf(schema).safeParse(example).error?.issues ?? []]).toEqual([place, []]);
          }
        for (const { name, schema } of parameters)
          for (const example of (schema.examples as unknown[] | undefined) ?? [])
            expect([name, readerOf(schema).safeParse(example).success]).toEqual([name, true]);
      }
  });

  it("describes each query parameter that a route reads, and no other", async () => {
    for (const { place, route } of routes)
      for (const method of Object.keys(route)) {
        const described = document.paths[place]?.[method.toLowerCase()]?.parameters ?? [];
        const { spec } = (
          route[method] as unknown as { octopus: { spec: { input?: z.ZodObject; inQuery?: string[] } } }
        ).octopus;
        const inPath = [...place.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
        const shape = Object.keys(spec.input?.shape ?? {});
        const read = method === "GET" ? shape : [...inPath, ...(spec.inQuery ?? [])];
        const told = described.filter(({ in: at }) => at !== "header").map(({ name }) => name);
        expect([place, method, told.sort()]).toEqual([place, method, [...new Set(read)].sort()]);
      }
  });

  it("describes the responses of public data: rows, not modified, wrong parameters, a bad token, not found", async () => {
    const [dump] = await listDumps();
    const open: Record<string, string> = {
      "/api/v1/countries": "/api/v1/countries",
      "/api/v1/countries/{slug}": "/api/v1/countries/senegal",
      "/api/v1/countries/{slug}/sections": "/api/v1/countries/SEN/sections",
      "/api/v1/countries/{slug}/sources": "/api/v1/countries/senegal/sources?q=source",
      "/api/v1/countries/{slug}/sections/{section}": "/api/v1/countries/senegal/sections/legislation",
      "/api/v1/articles/{id}": "/api/v1/articles/185-16",
      "/api/v1/members/{handle}": `/api/v1/members/${ana.handle}`,
      "/api/v1/dumps/{id}/{file}": dump?.files[0]?.href ?? "",
      "/api/v1/posts/{slug}": "/api/v1/posts/a-post",
      "/api/v1/materials/{slug}": "/api/v1/materials/a-guide",
      "/api/v1/links": "/api/v1/links?q=sen",
      "/api/v1/suggestions": "/api/v1/suggestions?q=sen",
    };
    for (const { place, route } of routes) {
      const given = route.GET as unknown as { octopus: { spec: { isPublic?: boolean } } } | undefined;
      if (!given?.octopus.spec.isPublic) continue;
      const address = open[place] ?? place;
      const found = await ask(address, { as: null });
      expect([address, found.status]).toEqual([address, 200]);
      const etag = found.headers.get("etag");
      if (etag)
        expect((await ask(address, { as: null, headers: { "if-none-match": etag } })).status).toBe(304);
      const bad = await ask(address, { as: null, bearer: "oct_wrong" });
      expect([address, bad.status, bad.json.reason]).toEqual([address, 401, "token_malformed"]);
      if (place.includes("{")) {
        const none = place.replaceAll(/\{\w+\}/g, "no-such-thing");
        expect([none, (await ask(none, { as: null })).status]).toEqual([none, 404]);
      }
      if (place.startsWith("/api/v1/openapi")) continue;
      const wrong = await ask(
        `${address}${address.includes("?") ? "&" : "?"}limit=abc&q=${"x".repeat(300)}`,
        { as: null },
      );
      expect([address, [200, 400].includes(wrong.status)]).toEqual([address, true]);
    }
  });

  it("describes the responses of saving, drafts, presence and previews", async () => {
    const token = await makeToken(ana.id, ["profiles:write"]);
    const put = (address: string, body: unknown, given: Asking = { as: ana }) =>
      ask(address, { method: "PUT", body, ...given });
    const first = saved("One.");
    const begun = await put(SECTION, first);
    expect(begun.status).toBe(200);
    expect((await put(SECTION, { ...first, content: prose({ bbbbbb: "Other." }) })).status).toBe(422);
    const base: number = begun.json.number;
    expect((await put(SECTION, saved("Two.", { base }), { bearer: token })).status).toBe(202);
    const ben = await makeActor("trusted");
    expect((await put(SECTION, saved("Three.", { base }), { as: ben })).status).toBe(200);
    const clash = await put(SECTION, saved("Four.", { base }), { as: await makeActor("trusted") });
    expect([clash.status, clash.json.reason]).toEqual([409, "edit_conflict"]);
    expect((await put(SECTION, { base: "x" })).status).toBe(400);
    expect((await put(SECTION, saved("No."), { as: null })).status).toBe(401);
    expect((await put("/api/v1/countries/atlantis/sections/safeguards", saved("No."))).status).toBe(404);
    const plain = await ask(SECTION, { method: "PUT", as: ana, headers: { "content-type": "text/plain" } });
    expect(plain.status).toBe(415);

    const preview = (body: unknown) => ask(`${SECTION}/preview`, { method: "POST", as: ana, body });
    expect((await preview({ base, content: prose({ bbbbbb: "Five." }) })).status).toBe(200);
    expect((await preview({ content: 1 })).status).toBe(400);

    const draft = (sequence: number) =>
      put(`${SECTION}/draft`, { base, content: prose({ bbbbbb: "Six." }), sequence });
    expect((await draft(2)).status).toBe(200);
    expect((await draft(1)).status).toBe(409);
    for (const part of ["draft", "presence"]) {
      expect((await ask(`${SECTION}/${part}`, { as: ana })).status).toBe(200);
      expect((await ask(`${SECTION}/${part}`, { as: null })).status).toBe(401);
      expect((await ask(`${SECTION}/${part}`, { bearer: token })).status).toBe(403);
      const none = `/api/v1/countries/senegal/sections/no-such/${part}`;
      expect((await ask(none, { as: ana })).status).toBe(404);
    }
    const discarded = await ask(`${SECTION}/draft`, { method: "DELETE", as: ana, body: { sequence: 2 } });
    expect(discarded.status).toBe(200);
    for (const method of ["POST", "DELETE"])
      expect((await ask(`${SECTION}/presence`, { method, as: ana, body: {} })).status).toBe(200);
    for (const as of [ana, null]) await ask("/api/v1/contributions", { as });
  });

  it("was compared with a successful response of every operation", () => {
    const operations = routes.flatMap(({ place, route }) =>
      Object.keys(route).map((method) => `${method} ${place}`),
    );
    const isGood = (status: string) => status.startsWith("2");
    expect(operations.filter((one) => ![...(seen.get(one) ?? [])].some(isGood))).toEqual([]);
  });
});

describe("a token", () => {
  it("that is wrong, revoked or expired, or whose member may not act, is refused with a reason", async () => {
    const other = await makeActor();
    const suspended = await makeToken(other.id, ["profiles:write"]);
    await db().update(member).set({ state: "suspended" }).where(eq(member.id, other.id));
    const tokens: Record<string, string> = {
      token_malformed: "oct_<script>",
      token_unknown: `oct_${"a".repeat(32)}`,
      token_revoked: await makeToken(ana.id, ["profiles:write"], { revoked: true }),
      token_expired: await makeToken(ana.id, ["profiles:write"], { expired: true }),
      token_member: suspended,
    };
    for (const [reason, bearer] of Object.entries(tokens))
      for (const [address, method] of [
        ["/api/v1/countries", "GET"],
        ["/api/v1/contributions", "GET"],
        [SECTION, "PUT"],
      ] as const) {
        const refused = await ask(address, {
          method,
          bearer,
          ...(method === "PUT" ? { body: saved("No.") } : {}),
        });
        expect([address, refused.status, refused.json.reason]).toEqual([address, 401, reason]);
        expect(refused.headers.get("www-authenticate")).toBe(
          `Bearer realm="octopus", error="invalid_token", error_description="${reason}"`,
        );
        expect(refused.json.detail).not.toContain("_unknown");
      }
  });

  it("without the required scope is refused with the scope's name; without a token, a challenge says how", async () => {
    const reading = await makeToken(ana.id, ["contributions:read"]);
    const writing = await makeToken(ana.id, ["profiles:write"]);
    const refusals = [
      await ask(SECTION, { method: "PUT", bearer: reading, body: saved("No.") }),
      await ask("/api/v1/contributions", { bearer: writing }),
    ];
    for (const [n, scope] of ["profiles:write", "contributions:read"].entries()) {
      const refused = refusals[n];
      expect([refused?.status, refused?.json.scope]).toEqual([403, scope]);
      expect(refused?.json.detail).toContain(scope);
      expect(refused?.headers.get("www-authenticate")).toContain(`error="insufficient_scope"`);
      expect(refused?.headers.get("www-authenticate")).toContain(`scope="${scope}"`);
    }
    const nobody = await ask("/api/v1/contributions", { as: null });
    expect([nobody.status, nobody.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="octopus"']);
    expect((await ask("/api/v1/contributions", { bearer: reading })).status).toBe(200);
    expect((await ask("/api/v1/countries", { bearer: writing })).status).toBe(200);
  });
});

describe("the refusal of a parameter", () => {
  it("names it, the given value and the allowed values, in the reader's language", async () => {
    const refused = async (query: string, language = "en") => {
      const { status, json } = await ask(`/api/v1/${query}`, {
        as: null,
        headers: { "accept-language": language },
      });
      return { status, fields: json.fields, detail: json.detail, parameters: json.parameters };
    };
    expect(await refused("countries?limit=abc")).toEqual({
      status: 400,
      fields: { limit: ["format"] },
      detail: "limit: “abc” is not allowed. Allowed: a whole number from 1 to 100.",
      parameters: [
        {
          name: "limit",
          reason: "format",
          given: "abc",
          allowed: expect.objectContaining({ type: "integer", minimum: 1, maximum: 100 }),
        },
      ],
    });
    for (const [query, detail] of [
      ["sections?limit=26", "limit: “26” is not allowed. Allowed: a whole number from 1 to 25."],
      ["sections?limit=0", "limit: “0” is not allowed. Allowed: a whole number from 1 to 25."],
      [
        "articles?instrument=9",
        "instrument: “9” is not allowed. Allowed: one of 185, 189, 224, un, malabo, eu.",
      ],
      [
        "countries?colour=red",
        "colour: there is no such parameter. Allowed: one of after, limit, region, isCoeMember.",
      ],
      [
        "countries?isCoeMember=perhaps",
        "isCoeMember: “perhaps” is not allowed. Allowed: one of true, false.",
      ],
      [
        "changes?since=yesterday",
        "since: “yesterday” is not allowed. Allowed: a time in UTC such as 2026-03-31T12:00:00Z.",
      ],
      [
        "sections?country=atlantis",
        "country: “atlantis” is not allowed. Allowed: a country or area by its name in addresses (senegal) or its ISO code (SN, SEN).",
      ],
    ] as const)
      expect([query, (await refused(query)).detail]).toEqual([query, detail]);
    expect((await refused("countries?limit=abc", "de, fr;q=0.8, en;q=0.1")).detail).toBe(
      "limit\u00a0: «\u00a0abc\u00a0» n’est pas accepté. Accepté\u00a0: un nombre entier de 1 à 100.",
    );
    expect((await refused("countries?limit=abc", "ar")).detail).toContain("عدد صحيح من 1 إلى 100");
    const long = await refused(`countries?region=${"x".repeat(500)}`);
    expect((long.parameters as { given: string }[])[0]?.given).toHaveLength(101);
  });

  it("does not happen for a country by its slug or any of its ISO codes", async () => {
    const count = async (query: string) => (await ask(`/api/v1/${query}`, { as: null })).json.rows.length;
    for (const country of ["senegal", "SN", "sn", "SEN", "sen"]) {
      expect([country, await count(`sections?country=${country}&section=legislation`)]).toEqual([country, 1]);
      for (const name of ["provisions", "posts", "materials", "members", "changes"])
        expect(await count(`${name}?country=${country}`)).toBeGreaterThanOrEqual(0);
      expect((await ask(`/api/v1/countries/${country}`, { as: null })).json.slug).toBe("senegal");
      expect(await count(`countries/${country}/sections`)).toBeGreaterThan(0);
    }
  });
});
