import { beforeEach, expect, it } from "vitest";
import * as settingsPage from "@/app/[locale]/me/notifications/route";
import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { runDueJobs } from "@/lib/jobs/worker";
import { queueReport } from "@/lib/notices";
import { SYSTEM, transact } from "@/lib/transact";
import { readOwnSettings, switchMails } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { linkIn, readMails, recipientOf } from "@/tests/support/mailbox";
import { giveRole, makeActor, makeMember } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { prose, save } from "@/tests/support/sections";
import { listUnattended, OVERDUE_REPORT } from "./mail-overdue";

useDatabase();

let editor: Actor;

/** Sections of Senegal, which may have a focal point, and of Kenya, which has none. */
beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal", nameFr: "Sénégal" });
  await makeProfile({ slug: "kenya", iso2: "KE", nameEn: "Kenya", nameFr: "Kenya" });
  editor = await makeActor("trusted");
  for (const slug of ["senegal", "kenya"])
    await save(editor, { slug, content: prose({ aaaaaa: `The law of ${slug}.` }) });
});

/** Mails the report of a week; returns to how many. */
async function mailOverdue(now = new Date()): Promise<number> {
  const queued = await queueReport(OVERDUE_REPORT, now);
  await runDueJobs();
  return queued;
}

const pass = (slug: string, days: number) =>
  pool().query(
    `update section_freshness f set checked_at = checked_at - $2 * interval '1 day',
      review_by = review_by - $2 * interval '1 day', outdated_at = outdated_at - $2 * interval '1 day'
     from profile p where p.page_id = f.page_id and p.slug = $1`,
    [slug, days],
  );
const leaves = () => pool().query("delete from role_grant where member_id = $1", [editor.id]);
const found = async () =>
  (await listUnattended(new Date())).map(({ slug, part, state }) => `${slug}/${part.section} ${state}`);

it("overdue sections are reminded to the focal point, and to an author who needs no review", async () => {
  await pass("senegal", 366);
  await pass("kenya", 1_000);
  expect(await found()).toEqual([]);
  await leaves();
  expect(await found()).toEqual(["kenya/legislation outdated", "senegal/legislation due"]);
  const focal = await makeActor("focal-point");
  expect(await found()).toEqual(["kenya/legislation outdated"]);
  await pool().query("update member set state = 'suspended' where id = $1", [focal.id]);
  expect(await found()).toHaveLength(2);
  // An edit by someone else restarts the review period, and the next reminder is theirs.
  await save(await makeActor("trusted"), {
    slug: "kenya",
    base: 1,
    content: prose({ aaaaaa: "A new law." }),
  });
  await pass("kenya", 366);
  expect(await found()).toEqual(["senegal/legislation due"]);
});

it("moderators get one mail about sections without a recipient, and none if there are none", async () => {
  const before = (await readMails()).length;
  const { id, email } = await makeMember({ locale: "fr" });
  await giveRole(id, "moderator");
  await giveRole(id, "administrator");
  await makeActor("trusted");
  expect(await mailOverdue()).toBe(0);
  await leaves();
  expect(await mailOverdue()).toBe(0);
  await pass("senegal", 366);
  await pass("kenya", 1_000);
  const now = new Date();
  expect(await mailOverdue(now)).toBe(1);
  const [mail, ...more] = (await readMails()).slice(before);
  expect(more).toEqual([]);
  expect(mail && recipientOf(mail)).toContain(email);
  expect(mail?.subject).toBe("2 sections en retard sans responsable");
  expect(mail?.text).toMatch(/Kenya[\s\S]*peut-être périmée[\s\S]*Sénégal[\s\S]*à revoir depuis le/);
  expect(mail?.text).toContain("/fr/countries/freshness");
  expect(mail?.text).toContain("/fr/countries/kenya#legislation");
  expect(await mailOverdue(now)).toBe(0);
  expect((await readMails()).slice(before)).toHaveLength(1);
});

it("is stopped by one click and comes weekly again; its readers can choose", async () => {
  const ask = asker([[/^\/me\/notifications$/, settingsPage as Route]]);
  const before = (await readMails()).length;
  const moderator = await makeActor("moderator");
  await leaves();
  await pass("kenya", 366);
  await mailOverdue();
  const [mail] = (await readMails()).slice(before);
  const token = linkIn(mail as NonNullable<typeof mail>, "/unsubscribe").searchParams.get("token") ?? "";
  await transact(SYSTEM, (ctx) => switchMails(ctx, { token, isOn: false }));
  expect(await mailOverdue(new Date(Date.now() + 86_400_000))).toBe(0);
  await transact(SYSTEM, (ctx) => switchMails(ctx, { token, isOn: true }));
  expect((await readOwnSettings(moderator)).mails).toMatchObject({ overdue: "weekly", misses: "weekly" });
  const names = async (as: Actor) => {
    const { body } = await ask("/me/notifications", { as });
    return ["mail-overdue", "mail-misses"].filter((name) => body.includes(`name="${name}"`));
  };
  expect(await names(moderator)).toEqual(["mail-overdue"]);
  expect(await names(await makeActor("trusted"))).toEqual([]);
  expect(await names(await makeActor("administrator"))).toEqual(["mail-overdue", "mail-misses"]);
});
