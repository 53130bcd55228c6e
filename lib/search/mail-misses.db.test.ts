import { expect, it } from "vitest";
import { db } from "@/db/client";
import { searchMiss } from "@/db/schema/search";
import { useDatabase } from "@/tests/support/database";
import { readMails, recipientOf } from "@/tests/support/mailbox";
import { giveRole, makeMember } from "@/tests/support/members";
import { mailMisses } from "./index";

useDatabase();

const NOW = new Date("2026-11-23T05:19:00Z");
const miss = (day: string, query: string, count: number) =>
  db().insert(searchMiss).values({ day, query, locale: "en", count });

it("what nobody found in a week is mailed to administrators in their language, without anybody's name", async () => {
  const before = (await readMails()).length;
  const { id } = await makeMember({ locale: "fr" });
  await giveRole(id, "administrator");
  await makeMember();
  expect(await mailMisses(NOW)).toBe(0);
  await miss("2026-11-20", "cyberplainte", 4);
  await miss("2026-11-22", "sim swapping", 1);
  await miss("2026-11-01", "long ago", 9);
  expect(await mailMisses(NOW)).toBe(1);
  const [mail, ...more] = (await readMails()).slice(before);
  expect(more).toEqual([]);
  expect(mail && recipientOf(mail)).toContain("@example.org");
  expect(mail?.subject).toBe("2 recherches sans résultat");
  expect(mail?.text).toMatch(/cyberplainte[\s\S]*demandé 4 fois[\s\S]*sim swapping[\s\S]*demandé une fois/);
  expect(mail?.text).toContain("/fr/admin/search");
  expect(mail?.text).not.toContain("long ago");
  await mailMisses(NOW);
  const [first, again] = (await readMails()).slice(before);
  expect(again?.messageId).toBe(first?.messageId);
});
