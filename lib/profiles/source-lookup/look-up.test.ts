import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Guard, PUBLIC } from "@/lib/outgoing/guarded";
import { isPublicAddress } from "@/lib/outgoing/public-address";
import type { FoundSource } from "./filled/model";
import { readSource } from "./look-up";

process.env.DATABASE_URL ??= "postgres://placeholder";
process.env.AUTH_SECRET ??= "x".repeat(32);

let server: Server;
let origin = "";
const asked: string[] = [];

const HTML = { "content-type": "text/html" };
const page = (head: string, attributes = "") =>
  `<!doctype html><html${attributes}><head>${head}</head><body><p>Text</p></body></html>`;
const inLatin = (text: string) => Buffer.from(text, "latin1");

/** A page whose title is beyond the limit: 64 MB of spaces, compressed to 64 KB. */
const BOMB = gzipSync(Buffer.concat([Buffer.alloc(64 * 1024 * 1024, " "), inLatin("<title>Late</title>")]));

type Page = (response: ServerResponse, request: IncomingMessage) => unknown;

const PAGES: Record<string, Page> = {
  "/robots.txt": (response) => response.end("User-agent: *\nDisallow: /closed\n"),
  "/law": (response) =>
    response.writeHead(200, HTML).end(
      page(
        `<title>Loi n° 2008-11 &ndash; Journal officiel</title><meta property="og:site_name" content="Journal officiel">
         <meta property="article:published_time" content="2008-01-25T00:30:00+03:00">
         <link rel="canonical" href="/law/2008-11">`,
        ' lang="fr-SN"',
      ),
    ),
  "/library": (response) =>
    response.writeHead(200, HTML).end(
      page(`<meta property="og:title" content="Read this!"><meta name="citation_title" content="Cybercrime Act">
        <meta name="DC.Publisher" content="Parliament"><meta property="og:site_name" content="Portal">
        <meta name="citation_publication_date" content="2012/05"><meta name="dc.language" content="pt_BR">`),
    ),
  "/ld": (response) =>
    response.writeHead(200, HTML).end(
      page(`<title>Bulletin</title><script type="application/ld+json">{"@graph":[{"@type":"Article",
        "datePublished":"2019-03-07"}]}</script><script type="application/ld+json">{not json</script>`),
    ),
  "/1252": (response) => response.writeHead(200, HTML).end(inLatin(page("<title>Loi p\u00e9nale</title>"))),
  "/1256": (response) =>
    response
      .writeHead(200, { "content-type": "text/html; charset=windows-1256" })
      .end(
        Buffer.concat([inLatin("<title>"), Buffer.from([0xde, 0xc7, 0xe4, 0xe6, 0xe4]), inLatin("</title>")]),
      ),
  "/gb": (response) =>
    response
      .writeHead(200, HTML)
      .end(
        Buffer.concat([
          inLatin('<meta charset="gb18030"><title>'),
          Buffer.from([0xb7, 0xa8, 0xc2, 0xc9]),
          inLatin("</title>"),
        ]),
      ),
  "/utf16": (response) =>
    response.writeHead(200, HTML).end(Buffer.from(`\ufeff${page("<title>Act of 1999</title>")}`, "utf16le")),
  "/gzip": (response) =>
    response
      .writeHead(200, { ...HTML, "content-encoding": "gzip" })
      .end(gzipSync(page("<title>Packed</title>"))),
  "/br": (response) =>
    response
      .writeHead(200, { ...HTML, "content-encoding": "br" })
      .end(brotliCompressSync(page("<title>Packed</title>"))),
  "/bomb": (response) => response.writeHead(200, { ...HTML, "content-encoding": "gzip" }).end(BOMB),
  "/late": (response) =>
    response.writeHead(200, HTML).end(`${" ".repeat(512 * 1024)}${page("<title>Late</title>")}`),
  "/garbled": (response) => response.writeHead(200, { ...HTML, "content-encoding": "gzip" }).end("not gzip"),
  "/huge": (response) => {
    response.writeHead(200, HTML).write(page("<title>Huge</title>"));
    const more = setInterval(() => response.write("x".repeat(65_536)), 1);
    response.on("close", () => clearInterval(more));
  },
  "/slow": (response) => void response.writeHead(200, HTML).write("<title>Never"),
  "/silent": () => undefined,
  "/moved": (response) => response.writeHead(301, { location: "/law" }).end(),
  "/round": (response) => response.writeHead(302, { location: "/round" }).end(),
  "/inward": (response) => response.writeHead(302, { location: "http://10.0.0.1/" }).end(),
  "/metadata": (response) => response.writeHead(302, { location: "http://169.254.169.254/latest" }).end(),
  "/otherport": (response) => response.writeHead(302, { location: "http://127.0.0.1:1/" }).end(),
  "/file": (response) => response.writeHead(302, { location: "file:///etc/passwd" }).end(),
  "/gone": (response) => response.writeHead(410).end(),
  "/members": (response) => response.writeHead(403, HTML).end(page("<title>Forbidden</title>")),
  "/broken": (response) => response.writeHead(500, HTML).end(page("<title>Error</title>")),
  "/pdf": (response) => response.writeHead(200, { "content-type": "application/pdf" }).end("%PDF-1.7"),
  "/untyped": (response) => response.writeHead(200).end(page("<title>Untyped</title>")),
  "/untitled": (response) => response.writeHead(200, HTML).end(page("<svg><title>Icon</title></svg>")),
  "/closed": (response) => response.writeHead(200, HTML).end(page("<title>Closed</title>")),
  "/hostile": (response) =>
    response.writeHead(200, HTML).end(
      page(
        `<title>\u202eAct\u0000 &lt;script&gt;alert(1)&lt;/script&gt;\n\t&#x202e;on ${"evidence ".repeat(2_000)}</title>
           <meta name="dc.date" content="2012-02-31"><meta name="date" content="2012"><meta name="dc.publisher" content="\u200b">
           <link rel="canonical" href="javascript:alert(1)">`,
        ' lang="<b>"',
      ),
    ),
  "/elsewhere": (response) =>
    response
      .writeHead(200, HTML)
      .end(page('<title>Copied</title><link rel="canonical" href="https://other.example.org/law">')),
  "/cut": (_, request) => request.socket.destroy(),
  "/cutwithin": (response, request) => {
    response.writeHead(200, { ...HTML, "content-length": "5000" }).write("<title>Half");
    setTimeout(() => request.socket.destroy(), 20);
  },
};

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? "");
    (PAGES[request.url ?? ""] ?? ((answer) => answer.writeHead(404).end()))(response, request);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** Allows this test's own server, and otherwise public addresses only. */
const guard: Guard = {
  isOpen: (address, port) =>
    (address === "127.0.0.1" && `http://127.0.0.1:${port}` === origin) || isPublicAddress(address),
};

const NOTHING: FoundSource = { title: null, publisher: null, published: null, lang: null, canonical: null };
const read = (path: string, time?: number) => readSource(origin + path, guard, time);
const found = (fields: Partial<FoundSource>) => ({ found: { ...NOTHING, ...fields }, failure: null });

describe("a page that is read for a source", () => {
  it("gives title, publisher, date, language and permanent address", async () => {
    const law = {
      title: "Loi n° 2008-11",
      publisher: "Journal officiel",
      published: "2008-01-25",
      lang: "fr",
      canonical: `${origin}/law/2008-11`,
    };
    expect(await read("/law")).toEqual(found(law));
    expect(await read("/moved")).toEqual(found(law));
  });

  it("is described by the names of libraries before those of social media, as precisely as they say", async () => {
    expect(await read("/library")).toEqual(
      found({ title: "Cybercrime Act", publisher: "Parliament", published: "2012-05", lang: "pt-BR" }),
    );
    expect(await read("/ld")).toEqual(found({ title: "Bulletin", published: "2019-03-07" }));
  });

  it.each([
    ["/1252", "Loi pénale"],
    ["/1256", "قانون"],
    ["/gb", "法律"],
    ["/utf16", "Act of 1999"],
    ["/gzip", "Packed"],
    ["/br", "Packed"],
    ["/huge", "Huge"],
    ["/elsewhere", "Copied"],
  ])("%s has the title %s", async (path, title) => {
    expect(await read(path)).toEqual(found({ title }));
  });

  it("cannot bring hostile values", async () => {
    const { found: values } = await read("/hostile");
    expect(values?.title).toMatch(/^Act <script>alert\(1\)<\/script> on evidence /);
    expect([...(values?.title ?? "")]).toHaveLength(300);
    expect(values?.title?.endsWith("…")).toBe(true);
    expect(values).toEqual({ ...NOTHING, title: values?.title });
  });

  it.each([
    ["/gone", "missing"],
    ["/nothing-here", "missing"],
    ["/members", "refused"],
    ["/broken", "unreachable"],
    ["/cut", "unreachable"],
    ["/cutwithin", "unreachable"],
    ["/garbled", "unreachable"],
    ["/closed", "robots"],
    ["/round", "redirects"],
    ["/inward", "unreachable"],
    ["/metadata", "unreachable"],
    ["/otherport", "unreachable"],
    ["/file", "unreachable"],
    ["/pdf", "type"],
    ["/untyped", "type"],
    ["/untitled", "nothing"],
    // The title is beyond the half megabyte that is read, compressed or not.
    ["/bomb", "nothing"],
    ["/late", "nothing"],
  ])("%s fails: %s", async (path, failure) => {
    expect(await read(path)).toEqual({ found: null, failure });
  });

  it.each(["/slow", "/silent"])("%s is left after the time limit", async (path) => {
    const began = Date.now();
    expect(await read(path, 300)).toEqual({ found: null, failure: "time" });
    expect(Date.now() - began).toBeLessThan(3_000);
  });
});

describe("an address that is not public", () => {
  it.each([
    ["http://127.0.0.1", "address"],
    ["http://2130706433", "address"],
    ["http://[::1]", "address"],
    ["http://localhost", "unreachable"],
  ])("%s is not requested", async (host, failure) => {
    asked.splice(0);
    const { port } = new URL(origin);
    expect(await readSource(`${host}:${port}/law`, PUBLIC)).toEqual({ found: null, failure });
    expect(asked).toEqual([]);
  });

  it.each([
    "",
    "law",
    "ftp://example.org/",
    "javascript:alert(1)",
    "http://user:secret@example.org/",
    "/countries",
  ])("%j is refused as it is", async (url) =>
    expect(await readSource(url, guard)).toEqual({ found: null, failure: "address" }),
  );
});

it("reads a few pages at a time in one process", async () => {
  const all = await Promise.all(Array.from({ length: 9 }, () => read("/silent", 200)));
  expect(all.filter(({ failure }) => failure === "busy")).toHaveLength(3);
  expect((await read("/law")).failure).toBeNull();
});
