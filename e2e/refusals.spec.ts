import type { Page } from "@playwright/test";
import { expect, makePerson, signIn, test } from "./fixtures";

/*
 * Refused forms in each language, with and without scripts: the title begins with the problem, the summary has
 * the focus, each link leads to its field, and the field shows its error. tests/proofs/failed-forms.db.test.ts
 * proves that every form uses one mechanism; here a browser sets the focus.
 */
const LANGUAGES = [
  { prefix: "", title: /^Error: \S/, named: "Error" },
  { prefix: "/fr", title: /^Erreur\u00a0: \S/, named: "Erreur" },
  { prefix: "/ar", title: /^خطأ: \S/, named: "خطأ" },
] as const;

/**
 * A page, the name of its form, and wrong values for some fields; the others stay as they are. `isOwn`: for a member.
 */
const REFUSED: { path: string; form: string; fill: Record<string, string>; isOwn?: boolean }[] = [
  { path: "/join", form: "join", fill: { email: "no address", password: "short" } },
  { path: "/signin", form: "password", fill: { email: "", password: "" } },
  {
    path: "/signin",
    form: "password",
    fill: { email: "nobody@example.org", password: "not a password of anyone" },
  },
  { path: "/forgot", form: "forgot", fill: { email: "no address" } },
  { path: "/me", form: "profile", fill: { fullName: "" }, isOwn: true },
  {
    path: "/me/security",
    form: "password",
    fill: { currentPassword: "", newPassword: "short" },
    isOwn: true,
  },
  { path: "/me/security", form: "email", fill: { email: "no address" }, isOwn: true },
  { path: "/me/data", form: "erase", fill: { typedHandle: "someone-else" }, isOwn: true },
];

/** Finds a form of the page: by its hidden name, or the single one without a name. */
function formIn(page: Page, name: string) {
  const named = page.locator(`main form:has(input[name="form"][value="${name}"])`);
  const lone = page.locator('main form[method="post"]:not(:has(input[name="form"]))');
  return named.or(lone).first();
}

async function expectLedToFields(page: Page): Promise<void> {
  const summary = page.locator(".errsum");
  for (const link of await summary.locator('a[href^="#"]').all()) {
    const id = ((await link.getAttribute("href")) ?? "").slice(1);
    const field = page.locator(`[id="${id}"]`);
    await expect(field).toHaveAttribute("aria-invalid", "true");
    await expect(field).toHaveAccessibleDescription(/\S/);
    await link.click();
    await expect(field).toBeFocused();
  }
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    for (const { prefix, title, named } of LANGUAGES) {
      test(`errors are stated first: ${named}`, async ({ page }) => {
        test.slow();
        const person = await makePerson({ role: "trusted" });
        for (const { path, form, fill, isOwn = false } of REFUSED) {
          if (isOwn && (await page.context().cookies()).every(({ name }) => name !== "octopus"))
            await signIn(page, person, prefix);
          await page.goto(prefix + path);
          await expect(page).not.toHaveTitle(title);
          for (const [field, value] of Object.entries(fill))
            await formIn(page, form).locator(`[name="${field}"]`).fill(value);
          await formIn(page, form).locator('button[type="submit"], button:not([type])').first().click();
          await expect(page, `${prefix}${path} ${form}`).toHaveTitle(title);
          const summary = page.locator(".errsum");
          await expect(summary).toBeFocused();
          await expect(summary).toHaveAttribute("role", "alert");
          await expectLedToFields(page);
        }
      });
    }
  });
}

test.describe("the API", () => {
  test("answers an address that is none, or has a part that is none, with a problem document", async ({
    request,
  }) => {
    const nowhere = ["/api/nope", "/api/v1/nope", "/api/v1/countries/senegal/sections/nope"];
    for (const path of nowhere) {
      const answer = await request.get(path);
      const type = answer.headers()["content-type"];
      expect([path, answer.status(), type]).toEqual([path, 404, "application/problem+json; charset=utf-8"]);
    }
  });

  test("accepts reports of content policy violations from every visitor", async ({ request, baseURL }) => {
    const { headers } = await request.get("/about").then((page) => ({ headers: page.headers() }));
    expect(headers["content-security-policy"]).toContain("report-uri /api/csp-reports");
    const data = {
      "csp-report": {
        "document-uri": `${baseURL}/about`,
        "violated-directive": "img-src 'self'",
        "blocked-uri": "inline",
      },
    };
    const send = (body: unknown) =>
      request.post("/api/csp-reports", {
        headers: { "content-type": "application/csp-report" },
        data: JSON.stringify(body),
      });
    expect((await send(data)).status()).toBe(204);
    expect((await send({})).status()).toBe(400);
  });
});
