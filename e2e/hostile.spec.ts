import { createHash } from "node:crypto";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import type { BrowserContext } from "@playwright/test";
import { expect, makePerson, signIn, test } from "./fixtures";

const PAGES = [
  "/",
  "/countries",
  "/countries/senegal",
  "/countries/senegal/history",
  "/changes",
  "/members",
  "/about",
  "/privacy",
];

interface Raw {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Sends a request with its path unchanged; browsers would normalise it. */
function ask(
  base: string,
  path: string,
  {
    method = "GET",
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Raw> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, path, method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const cookiesOf = async (context: BrowserContext) =>
  (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
const sha256 = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

test("a document is the same bytes for a visitor and a member", async ({ page, context, baseURL }) => {
  const base = baseURL ?? "";
  await signIn(page, await makePerson({ role: "trusted" }));
  const cookie = await cookiesOf(context);
  expect(cookie).toContain("octopus=");
  for (const path of PAGES) {
    const visitor = await ask(base, path);
    const member = await ask(base, path, { headers: { cookie } });
    expect([path, visitor.status, member.status]).toEqual([path, 200, 200]);
    expect([path, sha256(member.body)]).toEqual([path, sha256(visitor.body)]);
    expect([path, member.headers["set-cookie"]]).toEqual([path, undefined]);
  }
});

test("no page contains a script of its own, and none contacts another site", async ({ page, baseURL }) => {
  const origin = new URL(baseURL ?? "").origin;
  const elsewhere: string[] = [];
  const broken: string[] = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.protocol.startsWith("http") && url.origin !== origin) elsewhere.push(url.href);
  });
  page.on("console", (message) => {
    if (/content security policy/i.test(message.text())) broken.push(message.text());
  });
  const paths = [...PAGES, "/join", "/signin", "/forgot"];
  for (const locale of ["", "/fr", "/ar"]) {
    for (const path of paths) {
      const address = `${locale}${path}`.replace(/(.)\/$/, "$1");
      const answer = await page.goto(address);
      const html = (await answer?.text()) ?? "";
      const inline = [...html.matchAll(/<script\b([^>]*)>/g)].filter(
        (match) => !/\bsrc="\/assets\//.test(match[1] ?? ""),
      );
      expect([address, inline.map((match) => match[0])]).toEqual([address, []]);
      // Names of attributes only: in a value, such as a member's name in a list, the words do nothing.
      const names = html.replaceAll(/="[^"]*"/g, '=""');
      expect([address, names.match(/<[^>]+\son\w+=/)?.[0]]).toEqual([address, undefined]);
      expect([address, html.match(/href="\s*(?:javascript|data|vbscript):/i)?.[0]]).toEqual([
        address,
        undefined,
      ]);
    }
  }
  expect(elsewhere).toEqual([]);
  expect(broken).toEqual([]);
});

test("every kind of answer has the security headers", async ({ baseURL }) => {
  const base = baseURL ?? "";
  await ask(base, "/countries");
  await ask(base, "/countries");
  const known = String((await ask(base, "/countries")).headers.etag);
  const own = { origin: new URL(base).origin, "content-type": "application/x-www-form-urlencoded" };
  const answers: [number, Promise<Raw>][] = [
    [200, ask(base, "/countries")],
    [303, ask(base, "/me")],
    [304, ask(base, "/countries", { headers: { "if-none-match": known } })],
    [403, ask(base, "/join", { method: "POST", headers: { origin: "https://evil.example" }, body: "a=b" })],
    [404, ask(base, "/countries/atlantis")],
    [404, ask(base, "/es/countries")],
    [404, ask(base, "/assets/none.js")],
    [
      413,
      ask(base, "/join", { method: "POST", headers: { ...own, "content-length": "2000000" }, body: "a" }),
    ],
    [422, ask(base, "/join", { method: "POST", headers: own, body: "form=join" })],
    [401, ask(base, "/api/v1/countries/senegal/sections/legislation/draft")],
  ];
  for (const [status, asked] of answers) {
    const { status: got, headers } = await asked;
    expect(got).toBe(status);
    expect([status, headers["x-content-type-options"], headers["x-frame-options"]]).toEqual([
      status,
      "nosniff",
      "DENY",
    ]);
    expect([status, headers["content-security-policy"]]).toEqual([
      status,
      expect.stringContaining("script-src 'self';"),
    ]);
    expect([status, headers["referrer-policy"], headers["x-powered-by"]]).toEqual([
      status,
      "same-origin",
      undefined,
    ]);
  }
});

test("HEAD answers as GET does, without a body", async ({ baseURL }) => {
  const base = baseURL ?? "";
  for (const path of [...PAGES, "/me", "/countries/atlantis", "/robots.txt", "/api/me"]) {
    const get = await ask(base, path);
    const head = await ask(base, path, { method: "HEAD" });
    const seen = ({ status, headers }: Raw) => [
      path,
      status,
      headers["content-type"],
      headers["cache-control"],
      headers.location,
    ];
    expect(seen(head)).toEqual(seen(get));
    expect(head.body.length).toBe(0);
  }
});

test("missing pages say so in words, without scripts", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? "" });
  const page = await context.newPage();
  for (const path of ["/countries/atlantis", "/es/countries", "/fr/rien", "/ar/countries/atlantis"]) {
    const answer = await page.goto(path);
    expect([path, answer?.status()]).toEqual([path, 404]);
    await expect(page.locator("main h1")).not.toBeEmpty();
  }
  await context.close();
});

test("addresses that are none are refused, and lead to no other site", async ({ baseURL }) => {
  const base = baseURL ?? "";
  const own = new URL(base).origin;
  for (const path of [
    "/%",
    "/%ff",
    "/%00",
    "/countries/%E0%A4%A",
    "/countries/%00",
    "//evil.example",
    "//evil.example/%2e%2e",
    "/\\evil.example",
    "/%5cevil.example",
    "/en//evil.example",
    "/..//evil.example",
    "/countries?q=%00",
    "/countries?region=%ff",
    "/.env",
    "/_next/../../package.json",
    "/assets/..%2f..%2fpackage.json",
    "/assets/../package.json",
  ]) {
    const { status, headers, body } = await ask(base, path);
    expect([path, status < 500]).toEqual([path, true]);
    expect([path, /octopus-community"|node_modules|\n\s+at /.test(body.toString())]).toEqual([path, false]);
    const to = headers.location;
    if (to) expect([path, to, new URL(to, `${own}/`).origin]).toEqual([path, to, own]);
  }
});

for (const next of [
  "//evil.example",
  "/\\evil.example",
  "https:evil.example",
  "https://evil.example",
  "javascript:alert(1)",
  "/%09/evil.example",
  "/..//evil.example",
]) {
  test(`signing in does not lead to ${next}`, async ({ page, baseURL }) => {
    const person = await makePerson({ role: "trusted" });
    await page.goto(`/signin?next=${encodeURIComponent(next)}`);
    await page.locator('input[name="email"]').fill(person.email);
    await page.locator('input[name="password"]').fill(person.password);
    await page.locator('main form[method="post"] button[type="submit"]').first().click();
    await page.waitForURL((url) => !url.pathname.endsWith("/signin"));
    expect(new URL(page.url()).origin).toBe(new URL(baseURL ?? "").origin);
  });
}

test("typed text is kept if the session ended in another tab", async ({ page, context, baseURL }) => {
  const person = await makePerson({ role: "trusted" });
  await signIn(page, person);
  await page.goto("/me");
  await page.locator('[name="biography"]').fill("Twelve years of cases at sea.");
  const other = await context.newPage();
  await other.goto("/signout");
  await other.locator("main form button").click();
  await other.waitForURL(/signin/);
  await page.locator('main form:has([name="biography"]) button[type="submit"]').first().click();
  await page.waitForURL(/\/signin\?next=/);
  await page.locator('input[name="email"]').fill(person.email);
  await page.locator('input[name="password"]').fill(person.password);
  await page.locator('main form[method="post"] button[type="submit"]').first().click();
  await page.waitForURL((url) => url.pathname === "/me" && url.origin === new URL(baseURL ?? "").origin);
  await expect(page.locator('[name="biography"]')).toHaveValue("Twelve years of cases at sea.");
});
