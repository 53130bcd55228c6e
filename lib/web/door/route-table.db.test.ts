import { describe, expect, it } from "vitest";
import { listRouteFiles } from "@/scripts/lib/bundles.mjs";
import { useDatabase } from "@/tests/support/database";
import { dispatchBy, type RouteModule, RouteTable } from "./route-table";

useDatabase();

const files = listRouteFiles();
const paths = files.map((file) => file.replace(/^app\//, "").replace(/\.tsx?$/, ""));

function tableOf(modules: Record<string, RouteModule>): RouteTable {
  return new RouteTable(
    Object.entries(modules).map(([path, module]) => ({ path, load: async () => module })),
  );
}

describe("matching routes", () => {
  const table = new RouteTable(paths.map((path) => ({ path, load: async () => ({}) })));
  const match = (pathname: string) => {
    const found = table.match(pathname);
    return found && [found.file.path, found.params];
  };

  it("reaches every route file by its own address", () => {
    expect(files.length).toBeGreaterThan(150);
    const reached = paths.map((path) => {
      const address = path
        .replace(/\/?route$/, "")
        .replace("[locale]", "fr")
        .replace(/\[\.\.\.\w+\]/g, "one/two")
        .replace(/\[\w+\]/g, "some-name");
      return table.match(`/${address}`)?.file.path;
    });
    expect(reached).toEqual(paths);
  });

  it.each([
    ["/", "[locale]/route", { locale: "en" }],
    ["/fr", "[locale]/route", { locale: "fr" }],
    ["/countries/senegal", "[locale]/countries/[slug]/route", { locale: "en", slug: "senegal" }],
    ["/ar/countries/senegal", "[locale]/countries/[slug]/route", { locale: "ar", slug: "senegal" }],
    ["/countries/freshness", "[locale]/countries/freshness/route", { locale: "en" }],
    ["/members/%C3%A9", "[locale]/members/[handle]/route", { locale: "en", handle: "é" }],
    ["/members/a%2Fb", "[locale]/members/[handle]/route", { locale: "en", handle: "a/b" }],
    ["/no/such/page", "[locale]/[...rest]/route", { locale: "en", rest: ["no", "such", "page"] }],
    [
      "/countries/senegal/nowhere",
      "[locale]/[...rest]/route",
      { locale: "en", rest: ["countries", "senegal", "nowhere"] },
    ],
    ["/api/nowhere", "api/[...rest]/route", { rest: ["nowhere"] }],
    ["/robots.txt", "robots.txt/route", {}],
    ["/__proto__", "[locale]/[...rest]/route", { locale: "en", rest: ["__proto__"] }],
  ])("matches %s to %s", (pathname, path, params) => {
    expect(match(pathname)).toEqual([path, params]);
  });

  it("rejects two names for one part of an address", () => {
    expect(() => tableOf({ "[locale]/a/[slug]/route": {}, "[locale]/a/[id]/more/route": {} })).toThrow(
      "two names for one part",
    );
  });
});

const page: RouteModule = {
  GET: async (request, { params }) => new Response(`${request.method} ${(await params).slug}`),
  POST: async () => new Response("sent", { status: 303 }),
};
const broken: RouteModule = {
  GET: async () => {
    throw new Error("a bug");
  },
};
const nowhere: RouteModule = { GET: async () => new Response(null, { status: 404 }) };

describe("dispatching requests", () => {
  const dispatch = dispatchBy(
    tableOf({
      "[locale]/page/[slug]/route": page,
      "[locale]/broken/route": broken,
      "[locale]/[...rest]/route": nowhere,
    }),
  );
  const ask = (method: string, path: string) => dispatch(new Request(`http://localhost${path}`, { method }));

  it("passes a route the parts of its address", async () => {
    expect(await (await ask("GET", "/fr/page/one")).text()).toBe("GET one");
  });

  it("answers HEAD by GET", async () => {
    expect((await ask("HEAD", "/page/one")).status).toBe(200);
  });

  it("refuses a method that the route lacks and lists those it has", async () => {
    const answer = await ask("DELETE", "/page/one");
    expect([answer.status, answer.headers.get("allow")]).toEqual([405, "GET, HEAD, OPTIONS, POST"]);
    expect((await ask("OPTIONS", "/page/one")).status).toBe(204);
  });

  it("answers what a route throws with an error page", async () => {
    const answer = await ask("GET", "/broken");
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain("<!doctype html>");
  });
});
