import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { HREFS, TEXTS } from "../tests/support/hostile";
import { expect, expectNoSidewaysScroll, makePerson, signIn, test } from "./fixtures";
import { expectInert, expectTexts, type Watch, watch } from "./inert";
import { mailsTo } from "./product";
import { setUpTwoFactor } from "./two-factor";

/*
 * The corpus of hostile values, drawn: values that the API accepted appear as plain text in every place.
 * tests/proofs/hostile.db.test.ts proves which values the API accepts.
 */
const SLUG = "tuvalu";
const NAME = `"><img src=x onerror=pwn('name')> {count} محمد <b>`;

interface Stored {
  content: {
    doc?: { content: { content: { text?: string }[] }[] };
    records?: Record<string, string>[];
  };
  revision: { number: number };
}

async function put(
  api: APIRequestContext,
  base: string,
  section: string,
  content: unknown,
  summary: string,
  from: number | null,
) {
  const answer = await api.put(`${base}/api/v1/countries/${SLUG}/sections/${section}`, {
    headers: { origin: base },
    data: { base: from, clientToken: crypto.randomUUID().replaceAll("-", ""), summary, content },
  });
  expect([section, answer.status(), answer.ok() ? "" : await answer.text()]).toEqual([section, 200, ""]);
  return ((await answer.json()) as { number: number }).number;
}

async function read(api: APIRequestContext, base: string, section: string): Promise<Stored> {
  return (await (await api.get(`${base}/api/v1/countries/${SLUG}/sections/${section}`)).json()) as Stored;
}

const texts = Object.values(TEXTS);
const hrefs = Object.values(HREFS).flatMap(([, stored]) => (stored === null ? [] : [stored]));
const webs = hrefs.filter((href) => href.startsWith("http"));
const some = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
const start = (text: string, length: number) => [...text].slice(0, length).join("");

const source = (text: string, n: number) => ({
  id: `source-${n}`,
  title: text,
  publisher: text,
  url: some(webs, n),
  archiveUrl: some(webs, n + 1),
  note: text,
});
const law = (text: string, n: number) => ({
  id: `law-${n}`,
  title: text,
  titleOriginal: text,
  summary: text,
  amendedBy: [start(text, 250)],
  officialUrl: some(webs, n),
  sources: [`source-${n}`],
  confidence: "unverified",
  provisions: [
    { id: `provision-${n}`, locator: start(text, 100), heading: text, text, confidence: "disputed" },
  ],
});
function blocks(text: string, n: number): unknown[] {
  const words = { type: "text", text };
  const link = { type: "link", attrs: { href: some(hrefs, n) } };
  const plain = { type: "paragraph", content: [words] };
  const linked = {
    type: "paragraph",
    content: [
      { ...words, marks: [{ type: "bold" }, link] },
      { type: "citation", attrs: { source: `source-${n}`, locator: start(text, 100) } },
    ],
  };
  const row = { type: "tableRow", content: [{ type: "tableHeader", content: [plain] }] };
  const rows = [row, { type: "tableRow", content: [{ type: "tableCell", content: [plain] }] }];
  if (n % 4 === 1) return [{ type: "heading", attrs: { level: 3 }, content: [words] }, linked];
  if (n % 4 === 2) return [{ type: "bulletList", content: [{ type: "listItem", content: [plain] }] }, linked];
  if (n % 4 === 3) return [{ type: "table", content: rows }, linked];
  return [{ type: "blockquote", content: [plain] }, linked];
}

/** Edit summaries that together contain every text. */
function summaries(): string[] {
  const made: string[] = [];
  for (const text of texts) {
    const longer = `${made.at(-1) ?? ""} ¶ ${text}`;
    if (made.length > 0 && [...longer].length <= 190) made[made.length - 1] = longer;
    else made.push(`# ${text}`);
  }
  return made;
}

async function writeAll(page: Page, base: string): Promise<void> {
  const api = page.request;
  const prose = (list: unknown[]) => ({ schemaVersion: 1, doc: { type: "doc", content: list } });
  await put(
    api,
    base,
    "sources",
    { schemaVersion: 1, records: texts.map(source) },
    "Sources of the corpus",
    null,
  );
  await put(api, base, "laws", { schemaVersion: 1, records: texts.map(law) }, "Laws of the corpus", null);
  let last: number | null = null;
  for (const [n, summary] of summaries().entries())
    last = await put(api, base, "policies", prose(blocks(some(texts, n), n)), summary, last);
  await put(api, base, "legislation", prose(texts.flatMap(blocks)), "Prose of the corpus", null);
}

async function writeProfile(page: Page): Promise<void> {
  await page.goto("/me");
  await page.locator('[name="displayName"]').fill(NAME);
  await page.locator('[name="institution"]').fill(TEXTS["end of a double attribute"] ?? "");
  await page.locator('[name="biography"]').fill(texts.join(" ").replaceAll("\0", "").slice(0, 1_900));
  await page.locator('[name="isListed"]').check();
  await page.locator('main form:has([name="biography"]) button[type="submit"]').first().click();
  await page.waitForURL(/done=saved/);
}

async function signedIn(browser: Browser, base: string, role: string) {
  const context = await browser.newContext({ viewport: { width: 390, height: 800 } });
  const seen = await watch(context, new URL(base).origin);
  const page = await context.newPage();
  const person = await makePerson({ role });
  await signIn(page, person);
  return { context, seen, page, person };
}

/** Returns the member's handle, from the link to their public page. */
async function handleOf(page: Page): Promise<string> {
  await page.goto("/me");
  return (
    (await page.getByRole("link", { name: "Your public page" }).getAttribute("href"))?.split("/").at(-1) ?? ""
  );
}

async function look(
  page: Page,
  seen: Watch,
  address: string,
  expected: readonly string[] = [],
): Promise<void> {
  const answer = await page.goto(address);
  expect([address, answer?.status()]).toEqual([address, 200]);
  await expectInert(page, seen);
  await expectTexts(page, expected);
  await expectNoSidewaysScroll(page);
}

test("hostile values are drawn as text, wherever they are shown", async ({ browser, baseURL }) => {
  test.slow();
  const base = baseURL ?? "";
  const { context, seen, page, person } = await signedIn(browser, base, "trusted");
  await writeProfile(page);
  const handle = await handleOf(page);
  await writeAll(page, base);

  const prose = await read(page.request, base, "legislation");
  const shown = (prose.content.doc?.content ?? []).flatMap((block) =>
    block.content.flatMap((node) => node.text ?? []),
  );
  expect(shown.length).toBeGreaterThan(80);
  const titles = ((await read(page.request, base, "laws")).content.records ?? []).map(
    (record) => record.title ?? "",
  );
  const newest = prose.revision.number;

  for (const prefix of ["", "/ar"]) {
    await look(page, seen, `${prefix}/countries/${SLUG}`, [...shown, ...titles, NAME]);
    await look(page, seen, `${prefix}/countries/${SLUG}/history`, [NAME]);
    await look(page, seen, `${prefix}/changes?country=${SLUG}`, [NAME]);
  }
  await look(page, seen, `/countries/${SLUG}/revisions/${newest}`, shown);
  await look(page, seen, `/countries/${SLUG}/revisions/2`, titles);
  await look(page, seen, `/countries/${SLUG}/diff?from=${newest - 1}&to=${newest}`, shown);
  await look(page, seen, `/countries/${SLUG}/diff?from=1&to=2`, titles);
  await look(page, seen, `/countries/${SLUG}/diff?from=3&to=${newest - 1}`);
  await look(page, seen, "/");
  await look(page, seen, "/members", [NAME]);
  await look(page, seen, `/members/${handle}`, [NAME]);
  await look(page, seen, `/me/members/${handle}`, [NAME, TEXTS["end of a double attribute"] ?? ""]);
  await look(page, seen, "/me", [NAME]);
  await look(page, seen, "/me/contributions");

  await test.step("the feed is XML, and its texts are texts", async () => {
    const { body, type } = await page.evaluate(async (address) => {
      const answer = await fetch(address);
      return { body: await answer.text(), type: answer.headers.get("content-type") };
    }, `/changes/feed.xml?country=${SLUG}`);
    expect(type).toContain("application/atom+xml");
    const feed = await page.evaluate((text) => {
      const parsed = new DOMParser().parseFromString(text, "application/xml");
      return {
        isBroken: parsed.querySelector("parsererror") !== null,
        names: [...new Set([...parsed.querySelectorAll("*")].map((one) => one.localName))].sort(),
        authors: [
          ...new Set([...parsed.querySelectorAll("entry name")].map((one) => one.textContent)),
        ].sort(),
      };
    }, body);
    expect(feed).toEqual({
      isBroken: false,
      names: [
        "author",
        "category",
        "entry",
        "feed",
        "id",
        "link",
        "name",
        "published",
        "summary",
        "title",
        "updated",
      ],
      authors: [NAME],
    });
  });

  await test.step("the editor of prose holds it as text, and so does its preview", async () => {
    await page.goto(`/countries/${SLUG}/edit/legislation`);
    await expect(page.locator("#editor .ProseMirror")).toBeVisible();
    await expectTexts(
      page,
      shown.map((text) => text.trim()),
      "#editor .ProseMirror",
    );
    await page.locator(".ProseMirror p").first().click();
    await page.keyboard.type("<script>pwn('typed')</script> ");
    await page.getByRole("button", { name: "Preview changes" }).click();
    await expect(page.locator("ins").filter({ hasText: "pwn('typed')" }).first()).toBeVisible();
    await expectEditorInert(page, seen);
  });

  await test.step("the editor of records holds it as text", async () => {
    await page.goto(`/countries/${SLUG}/edit/laws`);
    await expect(page.locator("#editor .records")).toBeVisible();
    await page
      .locator("#editor .records button[aria-expanded=false], #editor .records summary")
      .first()
      .click();
    await expectEditorInert(page, seen);
  });

  await context.close();
  await lookAsAdministrator(browser, base, handle, person.email);
});

/** The editor's own elements and attributes contain no scripts; contenteditable draws a few more than pages do. */
async function expectEditorInert(page: Page, seen: Watch): Promise<void> {
  const strange = await page.evaluate(() =>
    [...document.querySelectorAll("#editor *")].flatMap((node) =>
      /^(?:script|style|iframe|object|embed|base|meta|link|video|audio|template|math|x-y)$/.test(
        node.localName,
      ) ||
      [...node.attributes].some(
        ({ name, value }) => /^on/i.test(name) || /^\s*(?:javascript|data|vbscript):/i.test(value),
      )
        ? [node.outerHTML.slice(0, 200)]
        : [],
    ),
  );
  expect(strange).toEqual([]);
  expect(seen.complaints).toEqual([]);
}

async function lookAsAdministrator(
  browser: Browser,
  base: string,
  handle: string,
  email: string,
): Promise<void> {
  const { context, seen, page } = await signedIn(browser, base, "administrator");
  await setUpTwoFactor(page);
  await look(page, seen, `/admin/members/${handle}`, [NAME]);
  const reason = texts.join(" ").replaceAll("\0", "").slice(0, 990);
  await page.locator('[name="suspensionReason"]').fill(reason);
  await page.locator('main form:has([name="suspensionReason"]) button[type="submit"]').click();
  await page.waitForURL(/done=suspended/);
  await expectInert(page, seen);
  await look(page, seen, `/admin/audit?about=${handle}`, [NAME]);
  await look(page, seen, `/admin/members?q=${encodeURIComponent(NAME.slice(0, 40))}`);

  // A mail opened outside the site is not protected by its content security policy.
  await expect.poll(async () => (await mailsTo(email)).some((mail) => mail.html.includes("pwn"))).toBe(true);
  const mail = (await mailsTo(email)).findLast(({ html }) => html.includes("pwn"));
  await page.goto("about:blank");
  await page.setContent(mail?.html ?? "");
  expect(seen.complaints).toEqual([]);
  const inMail = await page.evaluate(() => ({
    elements: [...new Set([...document.querySelectorAll("*")].map((one) => one.localName))].sort(),
    text: document.body.textContent ?? "",
  }));
  expect(inMail.elements).toEqual(
    ["a", "body", "head", "html", "meta", "p", "title", "br", "small"]
      .filter((name) => inMail.elements.includes(name))
      .sort(),
  );
  expect(inMail.text).toContain("<script>pwn('script')</script>");
  expect(mail?.subject).not.toContain("pwn");
  await context.close();
}
