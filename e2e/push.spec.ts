import { createECDH, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, expectAccessible, makePerson, signIn, test } from "./fixtures";

test("a member lets a browser show notifications, and removes it; without JavaScript the page says what is needed", async ({
  browser,
  baseURL,
}) => {
  const service = createServer((_request, response) => response.writeHead(201).end());
  await new Promise<void>((done) => service.listen(0, "127.0.0.1", done));
  const endpoint = `http://127.0.0.1:${(service.address() as AddressInfo).port}/for/one`;
  const keys = createECDH("prime256v1");
  keys.generateKeys();
  const person = await makePerson({ role: "trusted" });
  const context = await browser.newContext();
  await context.grantPermissions(["notifications"], { origin: new URL(baseURL ?? "").origin });
  const page = await context.newPage();
  await signIn(page, person);
  // The browser's own service cannot be reached here: what it would answer is put in its place.
  await page.addInitScript(
    (made) => {
      PushManager.prototype.getSubscription = () => Promise.resolve(null);
      PushManager.prototype.subscribe = () =>
        Promise.resolve({ toJSON: () => made } as unknown as PushSubscription);
    },
    {
      endpoint,
      keys: { p256dh: keys.getPublicKey("base64url"), auth: randomBytes(16).toString("base64url") },
    },
  );
  await page.goto("/me/notifications");
  const part = page.getByRole("region", { name: "In your browser" });
  await part.getByRole("button", { name: "Show notifications in this browser" }).click();
  await expect(page.getByText("This browser now shows notifications.")).toBeVisible();
  await expect(part.getByText("This device")).toBeVisible();
  await expectAccessible(page);
  // The worker is there, and controls no page.
  const scopes = await page.evaluate(async () =>
    (await navigator.serviceWorker.getRegistrations()).map(({ scope }) => new URL(scope).pathname),
  );
  expect(scopes).toEqual(["/push-worker/"]);
  expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
  await part.getByRole("button", { name: /^Remove/ }).click();
  await expect(page.getByText("That browser shows no more notifications.")).toBeVisible();

  const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(plain, person);
  await plain.goto("/me/notifications");
  await expect(plain.getByText("This needs JavaScript and a browser")).toBeVisible();
  await expect(plain.getByRole("button", { name: "Show notifications in this browser" })).toHaveCount(0);
  service.close();
});
