import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { afterEach, describe, expect, it } from "vitest";
import { readsFirst } from "./reads";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server whose routes answer by `answer`; the framework's part says so. */
async function serve(answer: (request: Request) => Response | Promise<Response>): Promise<string> {
  const handler = readsFirst(
    async (request) => answer(request),
    async (_, res) => void res.end("the framework"),
  );
  server = createServer((req, res) => {
    res.setHeader("x-frame-options", "DENY");
    res.appendHeader("set-cookie", "of=front-door");
    void handler(req, res).catch(() => res.destroy());
  });
  await new Promise<void>((done) => server?.listen(0, "127.0.0.1", done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe("reads past the framework", () => {
  it("are answered by the routes, with length and both sets of headers", async () => {
    const seen: string[] = [];
    const origin = await serve((request) => {
      seen.push(request.method, new URL(request.url).pathname, request.headers.get("accept-language") ?? "");
      const headers = new Headers({ "content-type": "text/html", "x-frame-options": "SAMEORIGIN" });
      headers.append("set-cookie", "one=1");
      headers.append("set-cookie", "two=2");
      return new Response("<p>é</p>", { status: 404, headers });
    });
    const answer = await fetch(`${origin}/a/b?c=d`, { headers: { "accept-language": "fr, ar" } });
    expect([answer.status, await answer.text()]).toEqual([404, "<p>é</p>"]);
    expect(seen).toEqual(["GET", "/a/b", "fr, ar"]);
    expect(answer.headers.get("content-length")).toBe("9");
    expect(answer.headers.get("x-frame-options")).toBe("DENY");
    expect(answer.headers.getSetCookie()).toEqual(["of=front-door", "one=1", "two=2"]);
  });

  it("have no body for HEAD, or if there is none", async () => {
    const origin = await serve(
      ({ method }) => new Response(method === "HEAD" ? "text" : null, { status: 200 }),
    );
    expect(await (await fetch(origin, { method: "HEAD" })).text()).toBe("");
    expect(await (await fetch(origin)).text()).toBe("");
  });

  it("are streamed if made in parts, and stop when the reader leaves", async () => {
    let made = 0;
    let ended = () => {};
    const end = new Promise<void>((done) => {
      ended = done;
    });
    async function* parts(count: number) {
      try {
        for (; made < count; made += 1) yield Buffer.alloc(64 * 1024, "x");
      } finally {
        ended();
      }
    }
    const origin = await serve(({ url }) => {
      made = 0;
      const bytes = Readable.from(parts(url.endsWith("/all") ? 40 : 1_000_000));
      return new Response(Readable.toWeb(bytes) as ReadableStream<Uint8Array>);
    });
    expect((await (await fetch(`${origin}/all`)).arrayBuffer()).byteLength).toBe(40 * 64 * 1024);
    const asked = await fetch(`${origin}/endless`);
    await asked.body?.cancel();
    await end;
    expect(made).toBeLessThan(1_000_000);
  });

  it("are the only requests that skip the framework", async () => {
    const origin = await serve(() => new Response("a route"));
    for (const method of ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
      expect(await (await fetch(origin, { method })).text()).toBe("the framework");
    expect(await (await fetch(origin)).text()).toBe("a route");
  });
});
