import { Client } from "pg";
import { expect, expectAccessible, expectNoSidewaysScroll, makePerson, signIn, test } from "./fixtures";
import { mailsTo, productEnv } from "./product";
import { openAsAdministrator } from "./two-factor";

/** As if two mails had come back, the second one now. Returns the handle of the member. */
async function bounce(email: string): Promise<string> {
  const client = new Client({ connectionString: productEnv().DATABASE_URL });
  await client.connect();
  try {
    for (const mail of ["00000001", "00000002"])
      await client.query(
        `insert into bounced_mail (member_id, mail, weight, status, reason, at)
         select id, $2, 2, '5.1.1', '550 5.1.1 <b>User unknown</b>', now() from member where email = $1`,
        [email, mail],
      );
    const { rows } = await client.query<{ handle: string }>(
      `with score as (insert into bounce_score (member_id, score, since, last_at, stopped_at, counts_from)
       select id, 4, now() - interval '3 days', now(), now(), to_timestamp(0) from member where email = $1)
       select handle from member where email = $1`,
      [email],
    );
    return rows[0]?.handle ?? "";
  } finally {
    await client.end();
  }
}

test("a member whose emails came back sees why, and starts again with one button, without JavaScript", async ({
  browser,
}) => {
  const person = await makePerson({ role: "trusted" });
  await bounce(person.email);
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signIn(page, person);
  await page.goto("/notifications");
  await page.getByRole("link", { name: "See the reason and try again" }).click();
  const part = page.getByRole("region", { name: "We stopped sending you notifications by email" });
  await expect(part).toContainText(person.email);
  await expect(part.locator("q")).toHaveText("550 5.1.1 <b>User unknown</b>");
  await page.setViewportSize({ width: 320, height: 800 });
  await expectNoSidewaysScroll(page);
  await part.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("A test email is on its way")).toBeVisible();
  await expect(part).toHaveCount(0);
  const texts = async () => (await mailsTo(person.email)).map(({ text }) => text ?? "").join();
  await expect.poll(texts, { timeout: 60_000 }).toContain("This email shows that they arrive.");
});

test("an administrator sees which emails to a member came back", async ({ browser }) => {
  const person = await makePerson({ role: "trusted" });
  const handle = await bounce(person.email);
  const member = await (await browser.newContext()).newPage();
  await signIn(member, person);
  await member.goto("/ar/me/notifications");
  await expect(member.locator("#bounces")).toBeVisible();
  await expectAccessible(member);
  const page = await openAsAdministrator(browser);
  await page.goto(`/admin/members/${handle}`);
  const part = page.getByRole("region", { name: "Emails that came back" });
  await expect(part).toContainText("4 of 4");
  await expect(part.locator("q")).toHaveText("550 5.1.1 <b>User unknown</b>");
  await expectAccessible(page);
});
