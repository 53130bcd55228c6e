import { type Browser, expect, type Page } from "@playwright/test";
import { generateSync } from "otplib";
import { makePerson, sendForm, signIn } from "./fixtures";

/** A member's secret and recovery codes after setting up two-factor. */
export interface Factor {
  secret: string;
  recoveryCodes: string[];
}

/**
 * Sets two-factor up by sending the forms of its pages, without drawing them in the browser: for stories of something
 * else.
 */
export async function setUpTwoFactor(page: Page): Promise<Factor> {
  expect((await sendForm(page, "/me/security", "start", {})).status()).toBe(303);
  const setUp = await (await page.request.get("/me/security/two-factor")).text();
  const secret = (/<code class="secret">([^<]*)</.exec(setUp)?.[1] ?? "").replace(/\s/g, "");
  const code = generateSync({ secret });
  const answer = await sendForm(page, "/me/security/two-factor", "confirm", { code });
  const list = /<ol class="codes[\s\S]*?<\/ol>/.exec(await answer.text())?.[0] ?? "";
  const recoveryCodes = [...list.matchAll(/<code>([^<]*)</g)].map(([, one = ""]) => one);
  expect(recoveryCodes).toHaveLength(10);
  return { secret, recoveryCodes };
}

/** Sets two-factor up by the pages, as its member does: secret, first code, recovery codes. */
export async function setUpTwoFactorByPage(page: Page): Promise<Factor> {
  await page.goto("/me/security");
  await page.getByRole("button", { name: "Set up two-factor" }).click();
  await page.waitForURL("**/me/security/two-factor");
  const secret = ((await page.locator("code.secret").textContent()) ?? "").replace(/\s/g, "");
  await page.getByLabel("Code", { exact: true }).fill(generateSync({ secret }));
  await page.getByRole("button", { name: "Continue" }).click();
  const codes = page.locator("ol.codes code");
  await expect(codes).toHaveCount(10);
  return { secret, recoveryCodes: await codes.allInnerTexts() };
}

/** Opens a browser of an administrator with two-factor authentication. */
export async function openAsAdministrator(
  browser: Browser,
  options: { javaScriptEnabled?: boolean } = {},
): Promise<Page> {
  const page = await (await browser.newContext(options)).newPage();
  await signIn(page, await makePerson({ role: "administrator" }));
  await setUpTwoFactor(page);
  return page;
}

/** Opens a browser of a new moderator with two-factor authentication. */
export async function openAsModerator(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signIn(page, await makePerson({ role: "moderator" }));
  await setUpTwoFactor(page);
  return page;
}

/** A code that was not used yet: that of the next half minute, which is within the allowed drift. */
export function nextCode(secret: string): string {
  return generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 });
}
