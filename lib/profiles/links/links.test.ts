import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Guard } from "@/lib/outgoing/guarded";
import { isPublicAddress } from "@/lib/outgoing/public-address";
import { isAllowedBy } from "@/lib/outgoing/robots";
import { askLink } from "./ask";
import { afterAnswer } from "./check-links";

process.env.DATABASE_URL ??= "postgres://placeholder";
process.env.AUTH_SECRET ??= "x".repeat(32);

describe("a public place", () => {
  it.each(["8.8.8.8", "193.164.229.102", "2606:4700:4700::1111", "2a00:1450:4009:81f::200e"])(
    "is %s",
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "198.18.0.1",
    "192.0.2.7",
    "203.0.113.9",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "fe80::1",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:db8::1",
    "2001::1",
    "localhost",
    "",
  ])("is not %s", (address) => expect(isPublicAddress(address)).toBe(false));
});

describe("a robots.txt", () => {
  const all = "User-agent: *\nDisallow: /private/\nAllow: /private/open\nDisallow: /*.pdf$\n";
  it.each([
    ["", "/law", true],
    [all, "/law", true],
    [all, "/private/law", false],
    [all, "/private/open/law", true],
    [all, "/texts/law.pdf", false],
    [all, "/texts/law.pdf?x=1", true],
    ["User-agent: *\nDisallow: /\n\nUser-agent: OctopusLinkCheck\nDisallow:\n", "/law", true],
    ["User-agent: a\nUser-agent: octopuslinkcheck\nDisallow: / # all\n", "/law", false],
  ])("%j lets ask for %s: %s", (robots, path, isAllowed) => {
    expect(isAllowedBy(robots, path)).toBe(isAllowed);
  });
});

describe("an address", () => {
  let server: Server;
  let origin = "";
  const asked: { method?: string | undefined; url?: string | undefined; agent?: string | undefined }[] = [];
  const note = ({ method, url, headers }: IncomingMessage) =>
    asked.push({ method, url, agent: headers["user-agent"] });

  beforeAll(async () => {
    server = createServer((request, response) => {
      note(request);
      const path = request.url ?? "";
      if (path === "/robots.txt") return response.end("User-agent: *\nDisallow: /kept\n");
      if (path === "/gone") return response.writeHead(410).end();
      if (path === "/broken") return response.writeHead(500).end();
      if (path === "/members") return response.writeHead(403).end();
      if (path === "/get-only") return response.writeHead(request.method === "HEAD" ? 405 : 200).end("text");
      if (path === "/moved") return response.writeHead(301, { location: "/law" }).end();
      if (path === "/round") return response.writeHead(302, { location: "/round" }).end();
      if (path === "/inward") return response.writeHead(302, { location: "http://10.0.0.1/" }).end();
      if (path === "/metadata")
        return response.writeHead(302, { location: "http://169.254.169.254/latest" }).end();
      if (path === "/file") return response.writeHead(302, { location: "file:///etc/passwd" }).end();
      if (path === "/endless") {
        response.writeHead(200);
        const more = setInterval(() => response.write("x".repeat(65_536)), 1);
        return response.on("close", () => clearInterval(more));
      }
      if (path === "/cut") return request.socket.destroy();
      return response.end("text");
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => void asked.splice(0));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  /** Allows this test's own server, and otherwise public addresses only. */
  const guard: Guard = {
    isOpen: (address, port) =>
      (address === "127.0.0.1" && `http://127.0.0.1:${port}` === origin) || isPublicAddress(address),
  };

  it.each([
    ["/law", "answers"],
    ["/members", "answers"],
    ["/get-only", "answers"],
    ["/moved", "answers"],
    ["/endless", "answers"],
    ["/gone", "silent"],
    ["/broken", "silent"],
    ["/cut", "silent"],
    ["/round", "silent"],
    ["/kept/law", "unasked"],
    ["/inward", "unasked"],
    ["/metadata", "unasked"],
    ["/file", "unasked"],
  ])("%s: %s", async (path, answer) => {
    expect(await askLink(origin + path, guard)).toBe(answer);
  });

  it("is requested by its host name, and not at all if robots.txt forbids it", async () => {
    await askLink(`${origin}/law`, guard);
    expect(asked.map(({ method, url }) => `${method} ${url}`)).toEqual(["GET /robots.txt", "HEAD /law"]);
    expect(asked[1]?.agent).toMatch(/^OctopusLinkCheck\/1\.0 \(\+http:\/\/localhost:\d+\)$/);
    asked.splice(0);
    await askLink(`${origin}/kept/law`, guard);
    expect(asked.map(({ url }) => url)).toEqual(["/robots.txt"]);
  });

  it("on this machine is not asked at all, by number or by name", async () => {
    const { port } = new URL(origin);
    for (const url of [
      origin,
      `http://localhost:${port}/law`,
      `http://[::1]:${port}/`,
      `http://2130706433:${port}/`,
    ])
      expect([url, await askLink(url)]).toEqual([url, url.includes("localhost") ? "silent" : "unasked"]);
    expect(await askLink("http://user:secret@example.org/")).toBe("unasked");
    expect(await askLink("ftp://example.org/")).toBe("unasked");
    expect(asked).toEqual([]);
  });
});

describe("silence", () => {
  const day = (n: number) => new Date(Date.UTC(2026, 0, n));
  const begin = { failures: 0, failingSince: null, brokenSince: null };

  it("is reported after three failures over three days, until it ends", () => {
    let is = afterAnswer(begin, "silent", day(1));
    expect(is).toMatchObject({ brokenSince: null, nextAt: day(2) });
    is = afterAnswer(is, "silent", day(2));
    expect(is.brokenSince).toBeNull();
    is = afterAnswer(is, "silent", day(3));
    expect(is).toMatchObject({ failures: 3, brokenSince: null });
    is = afterAnswer(is, "silent", day(4));
    expect(is).toMatchObject({ brokenSince: day(1), nextAt: day(11) });
    expect(afterAnswer(is, "unasked", day(11)).brokenSince).toEqual(day(1));
    expect(afterAnswer(is, "answers", day(11))).toMatchObject({ ...begin, nextAt: day(18) });
  });
});
